"""What is wrong, and where.

In: what any other module finds. Out: problems with a place, and reports of them in every format.
Nothing here knows what a catalog is, or reads a file.
"""
