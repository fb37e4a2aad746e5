"""A new record: named and numbered as its folder's others are, with what the catalog says of its subject.

In: a title, ids, and the records that are there. Out: a file that was not there before. It never writes over one, and
decides nothing: what is to be chosen, a team writes.
"""
