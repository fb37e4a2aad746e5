"""What a run has beside records: settings, a catalog as a site publishes it, and what a branch changes.

In: TOML files, a catalog from a file, our package or a site, and git. Out: what each says, as the checker asks it. It
refuses settings that cannot be read, a catalog that it does not get, and a revision that git does not know.
"""
