"""Records held against a catalog and one another, and what follows: mended, accepted again, summed up.

In: records, and what a run has beside them. Out: findings with their places, texts put right, and who must look
again. It writes no file, and mends nothing that is not certain.
"""
