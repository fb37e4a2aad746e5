"""What other documentation and other programs make of our data: real builds of Sphinx, MyST and mkdocstrings, and a
check of each JSON by the schema that lies beside it. They read `cases/remembered/`, a small catalog with a past."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from site_fixture import REPOSITORY, environment

ENVIRONMENT = REPOSITORY / f"{Path(sys.prefix).name}-outputs" / "bin"
REMEMBERED = REPOSITORY / "tests" / "cases" / "remembered"
ROOT = "https://example.org/bread/"


def run(folder: Path, *command: str | Path) -> str:
    """Run what must succeed; what it says."""
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The exported trees, Japanese in a folder of its own, and where a host of this machine serves them."""
    folder = tmp_path_factory.mktemp("published")
    command = (sys.executable, "-m", "patternloom", "export")
    run(REMEMBERED, *command, folder / "site", "--language", "en")
    run(REMEMBERED, *command, folder / "site" / "ja", "--language", "ja")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(folder / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder / "site", f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def links(page: Path) -> dict[str, str]:
    """Text → address of every link in a page's content."""
    html = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    found = html.select("[role=main] a[href], .body a[href]")
    return {link.get_text(): str(link["href"]) for link in found if not str(link["href"]).startswith("#")}


def test_sphinx_and_myst_link_entries_by_their_ids(published: tuple[Path, str], tmp_path: Path) -> None:
    """By `:ref:` and by `inv:`, with the entry's name or words of one's own; an unknown id is a warning, and so an error."""
    _, address = published
    (tmp_path / "conf.py").write_text(
        "project = 'Records'\nsmartquotes = False\n"
        "extensions = ['sphinx.ext.intersphinx', 'myst_parser']\n"
        f"intersphinx_mapping = {{'bread': ('{address}', None), 'pan': ('{address}ja/', None)}}\n",
        "utf-8",
    )
    (tmp_path / "index.rst").write_text(
        "Records\n=======\n\n.. toctree::\n\n   second\n\n"
        "We bake with :ref:`bread:sourdough`, :ref:`not soda <bread:soda>` and :ref:`pan:steam`.\n",
        "utf-8",
    )
    (tmp_path / "second.md").write_text(
        "# Second\n\nBy <inv:bread:std:label#yeast> or [our words](inv:bread:*:*#steam) or <inv:bread#spiral-mixer>.\n",
        "utf-8",
    )
    run(tmp_path, ENVIRONMENT / "python", "-m", "sphinx", "-W", "-q", "-b", "html", ".", "built")
    first = links(tmp_path / "built" / "index.html")
    assert (first["Sourdough"], first["not soda"]) == (f"{address}p/sourdough/", f"{address}p/soda/")
    assert first["蒸気"] == f"{address}ja/p/steam/"
    second = links(tmp_path / "built" / "second.html")
    assert second["Baker's yeast"] == f"{address}p/yeast/"
    assert second["our words"] == f"{address}p/steam/"
    assert second["Spiral mixer"] == f"{address}p/spiral-mixer/"


def test_mkdocstrings_links_entries_by_their_ids(published: tuple[Path, str], tmp_path: Path) -> None:
    """Where its configuration lists the standard domain."""
    _, address = published
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Records\nstrict: true\nplugins:\n  - mkdocstrings:\n      handlers:\n        python:\n"
        f"          inventories:\n            - url: {address}objects.inv\n              domains: [std]\n",
        "utf-8",
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("We bake with [sourdough][] and [no soda][soda].\n", "utf-8")
    run(tmp_path, ENVIRONMENT / "python", "-m", "mkdocs", "build", "-q")
    page = links(tmp_path / "site" / "index.html")
    assert (page["sourdough"], page["no soda"]) == (f"{address}p/sourdough/", f"{address}p/soda/")


def test_the_data_fits_the_schema_that_lies_beside_it(published: tuple[Path, str]) -> None:
    """By check-jsonschema, which also judges the schemas themselves, the feeds and the lens."""
    site, _ = published
    check, v1 = ENVIRONMENT / "check-jsonschema", site / "api" / "v1"
    run(site, check, "--check-metaschema", v1 / "catalog.schema.json", v1 / "entry.schema.json")
    run(site, check, "--schemafile", v1 / "catalog.schema.json", v1 / "catalog.json")
    entries = sorted((v1 / "entries").glob("*.json"))
    run(site, check, "--schemafile", v1 / "entry.schema.json", *entries)
    feed = REPOSITORY / "tests" / "cases" / "wire" / "json-feed.schema.json"
    run(site, check, "--schemafile", feed, *sorted(site.glob("**/feeds/**/*.json")))
    assert len(entries) > 10


def test_what_is_wrong_is_found(published: tuple[Path, str], tmp_path: Path) -> None:
    """The check is one that fails."""
    site, _ = published
    catalog = json.loads((site / "api" / "v1" / "catalog.json").read_text("utf-8"))
    catalog["entries"][0]["revision"] = "1"
    (tmp_path / "catalog.json").write_text(json.dumps(catalog), "utf-8")
    schema = site / "api" / "v1" / "catalog.schema.json"
    command = [str(ENVIRONMENT / "check-jsonschema"), "--schemafile", str(schema), str(tmp_path / "catalog.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "'1' is not of type 'integer'" in done.stdout
