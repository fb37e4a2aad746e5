"""A design example as the checks take it, read from its files.

In: a valid catalog, the examples' files, a project's own schemas. Out: a `Case` an example, with its objects.
It judges no field; what cannot be read as YAML is told, and the rest is read on.
"""
