"""What search finds: the entries and pages of a language, as scripts that the search window loads when it is opened.

In: graph and plan, and the index of all texts that MkDocs' own search plugin makes. Out: two scripts a language: names
first, texts after them. It ranks nothing (`ranking.js` does, with the reader's query), and knows no MkDocs.
"""
