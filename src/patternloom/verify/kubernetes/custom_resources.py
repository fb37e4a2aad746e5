"""Every object against the schemas of the project that its kind comes from, and those projects' rules beyond schemas.

In: a case. Out: findings. Values and field names: the project's own schemas (`crds`) where there are some for the kind,
else `node/judge.mjs` over the packages of `node/package.json`, and the newer releases at hand (`releases`); a kind that
none has is a finding.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.crds import judged_by
from patternloom.verify.example.manifests import Document
from patternloom.verify.kubernetes.beyond import RULE, beyond_findings
from patternloom.verify.kubernetes.releases import newest_says
from patternloom.verify.kubernetes.schemas import is_core
from patternloom.verify.tools.programs import HOME, run

JUDGE = Path(__file__).parents[1] / "node" / "judge.mjs"
_known: dict[str, list[str]] = {}


def judge(values: Sequence[dict[str, Any]]) -> list[list[str]]:
    """What the packages' schemas say about each object; one process for all that were not asked before."""
    keys = [json.dumps(value, sort_keys=True) for value in values]
    new = list(dict.fromkeys(key for key in keys if key not in _known))
    if new:
        done = run(["node", str(JUDGE), str(HOME)], input=f"[{','.join(new)}]")
        if done.returncode:
            raise RuntimeError(f"{JUDGE.name}: {done.stderr}")
        _known.update(zip(new, json.loads(done.stdout), strict=True))
    return [_known[key] for key in keys]


def _asked(case: Case) -> list[Document]:
    """The objects whose kinds are not the project's own."""
    return [one for one in case.documents if (one.version, one.kind) not in case.known.schemas]


def judge_all(cases: Iterable[Case]) -> None:
    """One process of Node for all cases: it remembers what it was asked."""
    judge([document.value for case in cases for document in _asked(case)])


def custom_resource_findings(case: Case) -> Iterator[Finding]:
    """What schemas and their projects' rules refuse."""
    asked = _asked(case)
    told = dict(zip(map(id, asked), judge([one.value for one in asked]), strict=True))
    for document in case.documents:
        own = case.known.schemas.get((document.version, document.kind))
        messages = newest_says(document.value, told[id(document)]) if own is None else judged_by(own, document.value)
        for message in messages:
            yield Finding(document.id, RULE if not is_core(document) else "kubernetes", message)
        if not messages and not is_core(document):  # these rules take the fields for what the schema says they are
            yield from beyond_findings(document)
