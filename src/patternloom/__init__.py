"""Patternloom: a typed catalog of design patterns, woven into a documentation site."""
