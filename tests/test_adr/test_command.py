"""The verbs about records are there once they are asked for, each with a module that runs it."""

from __future__ import annotations

import argparse
from importlib import import_module

import pytest

from patternloom.adr.command import fill
from patternloom.cli import main


def test_every_verb_names_a_function_that_there_is() -> None:
    parser = argparse.ArgumentParser()
    fill(parser)
    (verbs,) = (action.choices for action in parser._actions if action.dest == "adr_verb")
    assert isinstance(verbs, dict)
    for verb in verbs.values():
        module, _, name = verb.get_default("run").partition(":")
        assert callable(getattr(import_module(f"patternloom.{module}"), name))


def test_without_a_verb_it_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["adr"])
    assert caught.value.code == 2
    assert "the following arguments are required: verb" in capsys.readouterr().err
