"""Captures what kubectl and helm say of themselves: their verbs and flags, as `patternloom verify` holds commands to.

In: the programs that `patternloom verify --setup` got. Out: a JSON file each below
`src/patternloom/verify/operation/data/`. Run it when the set-up takes newer programs; nothing else writes these files.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from patternloom.verify.tools.programs import HELM, KUBECTL, Tool, run

DATA = Path(__file__).parent.parent / "src/patternloom/verify/operation/data"
# `-f, --filename=[]:` as kubectl has it, and `--set-file stringArray   set values …` as helm has it.
OF_KUBECTL = re.compile(r"^ {4}(?:(-\w), )?(--[\w-]+)=(\S*?):$", re.M)
OF_HELM = re.compile(r"^ {2,6}(?:(-\w), )?(--[\w-]+)(?: (\w+(?:\[[^\]]*\])?))? {2,}\S", re.M)
VERB = re.compile(r"^  ([a-z][\w-]*) {2,}\S", re.M)
ENOUGH = 3
"""Words of the longest verb: `create secret generic`."""
BARE = ("--cascade", "--dry-run", "--validate")
"""Flags of kubectl whose value may be left out, which its help does not tell."""


def flags_of(text: str, program: str) -> dict[str, str]:
    """Each flag of a help text: whether a value follows, or it is a switch."""
    found: dict[str, str] = {}
    for short, long, kind in (OF_KUBECTL if program == "kubectl" else OF_HELM).findall(text):
        # helm's value that may be left out, as in `string[="client"]`, follows only after `=`.
        of_kubectl, of_helm = kind in ("true", "false") or long in BARE, not kind or "[" in kind
        switch = of_kubectl if program == "kubectl" else of_helm
        for name in filter(None, (short, long)):
            found[name] = "switch" if switch else "value"
    return found


def verbs_of(program: str, way: tuple[str, ...] = ()) -> dict[str, dict[str, str]]:
    """Every verb below this one, with its flags."""
    text = run([program, *way, "--help"]).stdout
    head = re.split(r"^(?:Usage|Flags|Options|Global Flags):", text, flags=re.M)[0 if program == "kubectl" else -1]
    listing = text.partition("Available Commands")[2] or (head if not way else "")
    below: dict[str, dict[str, str]] = {" ".join(way): flags_of(text, program)} if way else {}
    if len(way) < ENOUGH and ("Available Commands" in text or not way):
        for name in VERB.findall(re.split(r"^(?:Flags|Options|Usage):", listing, flags=re.M)[0]):
            if name not in ("help", "completion", "plugin"):
                below |= verbs_of(program, (*way, name))
    return below


def describe(tool: Tool, program: str) -> None:
    """Write what one of them says."""
    common = run([program, "options"]).stdout if program == "kubectl" else run([program, "--help"]).stdout
    said = {
        "program": program,
        "version": tool.version(),
        "flags": flags_of(common, program),
        "verbs": dict(sorted(verbs_of(program).items())),
    }
    (DATA / f"{program}.json").write_text(json.dumps(said, indent=1, sort_keys=True) + "\n", "utf-8")
    print(program, said["version"])


if __name__ == "__main__":
    describe(KUBECTL, "kubectl")
    describe(HELM, "helm")
