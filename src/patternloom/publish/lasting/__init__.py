"""Addresses that outlast pages: `/p/<id>/`, its revisions, and all that was published once.

In: a graph, a plan of pages, and what the lock remembers. Out: small pages without the theme, and tables by which hosts
redirect. It gives no address up: what was published once answers, or the lock says why it is gone.
"""
