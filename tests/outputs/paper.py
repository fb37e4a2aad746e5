"""`make pdf`: the whole reference, tagged, with bookmarks; every link lands."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from site_fixture import REPOSITORY, environment, real_languages

LANGUAGES = real_languages()
PYTHON = REPOSITORY / f"{Path(sys.prefix).name}-outputs" / "bin" / "python"


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a reader of PDF finds in each language's file."""
    folder = tmp_path_factory.mktemp("paper")
    command = [sys.executable, "scripts/pdf.py", str(folder)]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    reader = [str(PYTHON), str(Path(__file__).with_name("read_pdf.py"))]
    files = {language: folder / f"patternloom-{language}.pdf" for language in LANGUAGES}
    return {
        language: json.loads(subprocess.run([*reader, str(file)], capture_output=True, text=True, check=True).stdout)
        for language, file in files.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_and_its_links_land(papers: dict[str, Any], language: str) -> None:
    """Inside it, or at the site's own address; never at a file of the machine that made it."""
    paper = papers[language]
    assert paper["tagged"]
    assert paper["pages"] > 100
    assert paper["language"] == language
    assert paper["lost"] == []
    assert [link for link in paper["links"] if not link.startswith(("https://", "http://"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_bookmarks_are_the_headings_of_the_pages(papers: dict[str, Any], language: str) -> None:
    """Areas and patterns among them, by their names."""
    found = {re.sub(r"\s", "", title) for title in papers[language]["titles"]}
    assert len(found) > 300
    names = {"en": ["Storage area", "Saga"], "ja": ["ストレージ領域", "Saga"]}[language]
    assert {name.replace(" ", "") for name in names} <= found
