"""Sources to a valid catalog, and its relations.

In: sources. Out: a `Catalog` that nothing later needs to check, its `Graph`, or every problem.
It knows no page.
"""
