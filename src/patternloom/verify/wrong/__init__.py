"""Wrong versions of right files: each must be found by the check that it is meant for.

In: a case. Out: for each wrong version the changed case, wherever it can be made.
No list here knows an example; nothing is written to a file.
"""
