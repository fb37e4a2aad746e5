"""CloudFormation, and what an example's files say of AWS.

In: a case's templates and plan of addresses. Out: findings, and the templates' resources for others.
Nobody asks AWS: what it does with a valid template is not judged.
"""
