"""What sentences say of the entries that they link: chosen, denied, or only told of, in English and Japanese.

In: a text with links, and the words by which records are read. Out: which links its sentences choose. It knows no
format, no layout of records and no entry, and takes what it does not understand for no choice.
"""
