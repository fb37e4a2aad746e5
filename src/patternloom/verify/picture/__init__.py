"""The picture against the files.

In: a case's design, objects and files. Out: findings where the two part.
Ids and file names are the catalog's own checks' part.
"""
