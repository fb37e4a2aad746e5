"""Decision records of teams that cite a catalog: checked, accepted again, begun, and listed by what they decide on.

In: records of other repositories, and a catalog as machines read it. Out: findings, records, and an index of them.
It knows neither YAML catalogs nor pages, and imports nothing that takes time before it is needed.
"""
