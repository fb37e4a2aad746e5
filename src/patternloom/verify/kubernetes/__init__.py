"""Kubernetes objects one by one: schemas, fields, and what a security review asks of them.

In: a case's objects. Out: findings about each object by itself; the review looks at what stands around a workload, too.
No cluster is asked, and no CEL rule of a definition is run.
"""
