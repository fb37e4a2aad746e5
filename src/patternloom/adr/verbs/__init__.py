"""What each verb of `patternloom adr` does, a module by itself, and the index that one of them writes.

In: what was said on the command line. Out: findings printed, files written, and what a run ends with. How records are
read, judged or written, it does not know.
"""
