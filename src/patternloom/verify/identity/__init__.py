"""Who may do what in the cloud, and who is given which secret, against what words and arrows say that they do.

In: a case. Out: findings: a permission that nothing uses, a call that nothing allows, a secret that reaches too many,
or that a rotation leaves old.
"""
