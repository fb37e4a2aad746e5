"""A project to start from: a small catalog with pages, in the languages that somebody names.

In: a folder and languages. Out: the files of a whole project, which builds as it is, or the reason why not.
What the files say stands in `defaults/starter/`, to be read as it is; nothing here knows an entry.
"""
