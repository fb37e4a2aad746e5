"""What somebody does who runs an example: commands to type, alerts to hear, values to replace.

In: a case, and descriptions of the tools as data. Out: findings. Nothing here needs a cluster or an account, and no
answer of one is faked: what only they can answer is held against the files, and said not to have run.
"""
