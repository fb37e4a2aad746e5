"""Names that one object or text uses and another one has, a module for each kind of name.

In: a case's objects and texts. Out: findings: names that lead nowhere, selectors that select nothing.
Fields of single objects are not judged here, nor who may talk to whom.
"""
