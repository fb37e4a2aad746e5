"""Pictures of what the catalog holds.

In: entries and words. Out: diagrams as data, and in each format: mermaid text, D2 text, SVG.
Where they stand on a page is decided elsewhere.
"""
