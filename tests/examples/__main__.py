"""For authors: what the checks say about an example, as it stands.

cd tests && ../.venv/bin/python -m examples bff-on-eks     (no name: every example)
"""

from __future__ import annotations

import sys

from examples.cases import catalog_cases, own_cases, told
from examples.checks import CHECKS, findings


def main(names: list[str]) -> int:
    """Print every finding; 1 if there is one."""
    wrong = 0
    cases = [case for case in (*own_cases(), *catalog_cases()) if not names or case.id in names]
    for missing in sorted({*names} - {case.id for case in cases}):
        print(f"{missing}: no such example, or `patternloom check` refuses it")
        wrong += 1
    for case in cases:
        for name in CHECKS:
            for line in told(findings(name, case)):
                print(f"{case.id}: {name}: {line}")
                wrong += 1
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
