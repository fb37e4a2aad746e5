"""What an example takes from another one, against what that one has.

In: a case, and the files of all examples. Out: findings: a promise that nobody keeps, a name that nobody uses, a text
that sends readers elsewhere without saying for what.
"""
