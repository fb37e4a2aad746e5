"""Verbs are found by the names that the command has for them; what each does, the tests of the command tell."""

from __future__ import annotations

import argparse
from importlib import import_module

from patternloom.cli import parser


def test_every_verb_of_the_command_is_a_function_here_or_in_a_folder_of_its_own() -> None:
    verbs = next(action.choices for action in parser()._actions if action.dest == "verb")
    assert isinstance(verbs, dict)
    for verb in verbs.values():
        assert isinstance(verb, argparse.ArgumentParser)
        if named := verb.get_default("run"):
            module, _, name = named.partition(":")
            assert callable(getattr(import_module(f"patternloom.{module}"), name))
