"""Languages that the settings list in place of others: `jp` where all texts have `ja`.

In: the settings, the languages that they list, and the files of words. Out: those that are mistaken, each told once;
else each text of the catalog would be told twice, for what it lacks and for what it has. No text is checked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from patternloom.model.values import is_language
from patternloom.problems.findings import Findings, Problem, nearest, shown
from patternloom.reading import defaults
from patternloom.reading.source import Source


def mistaken_languages(
    settings: Source, listed: tuple[str, ...], strings: Iterable[Source], problems: Findings
) -> frozenset[str]:
    """Those that nothing is written in, while the settings' own texts have one that is not listed."""
    written = {key for name in ("name", "summary") for key in _keys_of(settings.value.get(name)) if is_language(key)}
    there = {source.path.stem for source in strings} | written
    others = sorted(written - set(listed))
    mistaken = [tag for tag in listed if others and tag not in there and not defaults.words(tag)]
    for tag in mistaken:
        message = f"language {shown(tag)} of which there is neither a word nor a text, expected one that texts have"
        near = others[0] if len(others) == 1 else nearest(tag, others)
        hint = f"did you mean {shown(near)}?" if near else f"there are {', '.join(others)}"
        mark = settings.mark(["languages", listed.index(tag)])
        problems.append(Problem(mark, message, hint, rule="language"))
    return frozenset(mistaken)


def unlisted_languages(settings: Source, listed: tuple[str, ...], problems: Findings) -> frozenset[str]:
    """Languages that are not listed, though all texts of the settings have them beside those that are."""
    texts = [value for name in ("name", "summary") if isinstance(value := settings.value.get(name), dict)]
    if not texts or not all(tag in text for tag in listed for text in texts):
        return frozenset()
    missed = {key for key in texts[0] if is_language(key) and key not in listed and all(key in text for text in texts)}
    for tag in sorted(missed) if len(texts) > 1 else ():
        message = f"no {shown(tag)} among the languages, expected it, as there are texts in it"
        hint = f"write '[{', '.join([*listed, tag])}]', or delete all texts in it"
        problems.append(Problem(settings.mark(["languages"]), message, hint, rule="language"))
    return frozenset(missed if len(texts) > 1 else ())


def _keys_of(value: Any) -> Iterator[str]:
    yield from value if isinstance(value, dict) else ()
