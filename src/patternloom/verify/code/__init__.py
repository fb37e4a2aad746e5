"""Code against what it builds on: gRPC contracts and SQL tables.

In: a case's `.proto` and `schema.sql`, and the code beside them, read as syntax. Out: findings.
No code of an example is run.
"""
