"""What the checks need that the wheel cannot bring: programs, and npm's packages.

In: the environment that this Python belongs to. Out: `Tool`s, what a program said, and what `--setup` fetched.
It starts nothing that stays, and installs nothing of the system's.
"""
