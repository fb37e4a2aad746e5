"""Bread."""


def bake(minutes: int) -> str:
    return "bread"  # steps 1, 3
