"""The site's pages as plain Markdown.

In: a catalog's graph, `content/` and `macros/`. Out: pages, rendered in one language.
It knows no site engine, and writes nothing.
"""
