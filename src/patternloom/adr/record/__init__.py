"""A document as a decision record: its status, its parts, what it names and what it chooses.

In: documents, and what sentences say. Out: records as they are judged. It holds nothing against a catalog, and
refuses nothing: a mistake in a record's front matter becomes a part of it.
"""
