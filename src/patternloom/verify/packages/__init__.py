"""What is packed and how: Helm charts, SOPS files, Dockerfiles, lists of Python packages.

In: a case's files of these kinds. Out: findings about what is pinned, used, encrypted and copied.
No image is built, no registry asked, no secret opened.
"""
