"""What machines read of a catalog: the form `v1`, apart from the types that the catalog itself has.

In: values of the published form, or JSON of it. Out: frozen types, JSON, and the JSON Schema that describes both.
It knows no entry, page or file, and imports nothing that takes time: a checker of other repositories starts with it.
"""
