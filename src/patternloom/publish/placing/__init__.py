"""A finished site in the place of the last one: at once, or not at all.

In: the folder of a finished site, and the folder where the last one stands. Out: one in the place of the other, and
nothing left beside them. It knows nothing of what a site holds, and refuses a place that a site is made from.
"""
