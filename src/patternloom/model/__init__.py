"""The types that travel: what a YAML file of the catalog may say.

In: plain values of YAML. Out: frozen values, JSON Schemas and issues without a place.
Rules between entries, and files, are of no concern here.
"""
