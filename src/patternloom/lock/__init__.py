"""What entries meant, release by release: the memory that lets citations last.

In: a valid catalog, where its pages show it, and `catalog/lock/`. Out: records, what catalog and lock differ in, and
the files that record it. It makes no page, and forgets nothing that was released.
"""
