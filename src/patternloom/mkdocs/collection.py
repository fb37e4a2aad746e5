"""Rendered pages among MkDocs' files: what was written by hand stays the file that it is, the rest is generated.

In: the files that MkDocs and the plugins before us have, and a language's tree. Out: the same collection, in MkDocs'
order, with a language's own pages at their addresses. A page by hand keeps its source on disk, so that dates, edit
links and whatever else reads the file find it; pages of other plugins stay. It renders nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from patternloom.publish.tree import Export
from patternloom.site.content import ANY, Template
from patternloom.site.files import File as Made
from patternloom.site.files import editable


def take_in(files: Files, export: Export, left_out: Collection[str], config: MkDocsConfig) -> None:
    """Put the language's tree in the place of its templates; pages that `nav:` leaves out are not told again."""
    templates = {str(template.source): template for template in export.content.templates}
    made = {file.path: file for file in export.files}
    whole: list[File] = []
    for file in files:
        template = templates.get(file.src_uri) if file.generated_by is None else None
        if template is None or file.src_dir != config.docs_dir:
            whole.append(file)
        elif template.kind:
            paths = [page.path for page in export.plan.pages[export.language] if page.template is template]
            whole += [_generated(made.pop(path), export, config) for path in paths]
        elif template.language in (export.language, ANY):
            whole.append(_by_hand(file, template, made.pop(str(template.path)), export, config))
    whole += [_generated(one, export, config) for one in made.values()]
    for file in list(files):
        files.remove(file)
    # As MkDocs sorts them, for which `index.fr.md` is no index.
    whole.sort(key=lambda file: (PurePosixPath(file.src_uri).parts[:-1], file.name != "index"))
    # Of two files at one address the later one stays, as where a plugin appends to what is there.
    for file in {file.src_uri: file for file in whole}.values():
        files.append(file)
    set_exclusions(files, config)
    for file in _told(files, left_out):
        file.inclusion = InclusionLevel.NOT_IN_NAV


def _told(files: Files, left_out: Collection[str]) -> Iterator[File]:
    return (file for file in files if file.src_uri in left_out and file.inclusion is InclusionLevel.INCLUDED)


def _generated(made: Made, export: Export, config: MkDocsConfig) -> File:
    file = File.generated(config, made.path, content=made.data)
    # Without an address of ours, edit links start at `docs_dir`, and what is made from the catalog lies elsewhere.
    file.edit_uri = quote(made.origin) if made.origin and export.edit_url else None
    return file


def _by_hand(file: File, template: Template, made: Made, export: Export, config: MkDocsConfig) -> File:
    """The page of a file of its own; MkDocs reads what was rendered, and everybody else may read the file."""
    source = file.abs_src_path
    if file.src_uri != made.path:
        inclusion = (
            file.inclusion
            if file.inclusion in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
            else InclusionLevel.UNDEFINED
        )
        file = File(made.path, file.src_dir, file.dest_dir, config.use_directory_urls, inclusion=inclusion)
        file.edit_uri = str(template.source)
        file.abs_src_path = source
    if export.edit_url:
        file.edit_uri = quote(editable(template.file) or "") or None
    if not template.plain:
        file.content_bytes = made.data
        file.abs_src_path = source  # which that has taken away
    return file
