"""Architecture decision records held against the catalog that they cite.

In: a catalog as a site publishes it, a project's records, and its configuration. Out: findings, mended records.
It refuses to know how a catalog is written or a page is made, and to import what would make it start slowly.
"""
