"""What machines read beside the pages: JSON, Sphinx's inventory, feeds, a lens, Markdown.

In: a graph and what the lock remembers; for twins, a page. Out: files of the site. It makes up no date: what a catalog
or its lock does not say stands in none of them.
"""
