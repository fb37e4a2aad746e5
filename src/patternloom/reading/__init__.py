"""Files to plain values with positions.

In: a folder. Out: sources, each value with its line and column, and what could not be read.
It knows no field of the catalog.
"""
