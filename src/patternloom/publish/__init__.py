"""What is written: the tree of a language, for any site engine, and its lasting addresses.

In: a project folder. Out: files with their bytes.
What a page says was decided before.
"""
