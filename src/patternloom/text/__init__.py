"""Text: the little markup of catalog texts, and how a text is written for the place it lands in.

In: strings. Out: trees of markup, and escaped strings.
It knows neither entry nor language.
"""
