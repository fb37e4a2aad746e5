"""Patternloom as a plugin of MkDocs: the only folder that imports it.

In: MkDocs' events. Out: pages handed to it, and a site of all languages in one step.
It translates, and makes nothing itself.
"""
