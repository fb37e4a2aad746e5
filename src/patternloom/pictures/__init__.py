"""Pictures of what the catalog holds.

In: entries and words. Out: drawings as text and SVG.
Where they stand on a page is decided elsewhere.
"""
