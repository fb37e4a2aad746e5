"""What a program is said to call, against what its role allows: neither less nor more.

In: a case. Out: findings. `calls` of an arrow, or of a flow that a sentence speaks of, names the actions; a caller's
roles are those of its ServiceAccount. A caller whose ServiceAccount has no role in the files is judged only where they
have roles at all. Which resources an action is allowed on, the review of permissions asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.told import all_flows
from patternloom.verify.identity.roles import Role, roles
from patternloom.verify.mesh.drawn import components_workloads, peers

RULE = "permission"
Account = tuple[str, str]


def call_findings(case: Case) -> Iterator[Finding]:
    """Permissions without a call, and calls without a permission."""
    called = _calls(case)
    known = roles(case)
    of_addons = _calls_of_addons(case)
    for role in known:
        told = {action for account in role.accounts for action in called.get(account, {})}
        told |= of_addons if not has_pods_here(case, role) else set()
        for action in sorted(role.actions - told):
            whose = ", ".join(f"{space}/{name}" for space, name in sorted(role.accounts))
            message = f"allows {action} to {whose}, and neither an arrow nor a sentence `calls:` it"
            yield Finding(role.where, RULE, message)
    for account, actions in sorted(called.items()) if known else ():
        allowed = {action for role in known if account in role.accounts for action in role.actions}
        for action, where in sorted(actions.items()):
            if action not in allowed:
                message = f"{account[0]}/{account[1]} calls {action}, and no role of the files allows it"
                yield Finding(where, RULE, message)


def _calls(case: Case) -> dict[Account, dict[str, str]]:
    """By service account: the actions it is said to call, and where."""
    found: dict[Account, dict[str, str]] = {}
    for where, flow in all_flows(case.design):
        account = account_of(case, flow.start)
        if account is not None:
            for action in flow.calls:
                found.setdefault(account, {}).setdefault(action, where)
    return found


def _calls_of_addons(case: Case) -> set[str]:
    """What controllers call that are drawn and not in the files: with which account, nobody knows here."""
    addons = {one.id for one in case.design.components if one.provided_by == "addon"}
    return {action for _, flow in all_flows(case.design) if flow.start in addons for action in flow.calls}


def has_pods_here(case: Case, role: Role) -> bool:
    """Whether pods of the files run as one of its accounts."""
    return any((str(one.namespace), str(one.account)) in role.accounts for one in peers(case).values())


def account_of(case: Case, name: str) -> Account | None:
    """The service account of a component or object, where the files or its own name tell."""
    known = peers(case)
    object = components_workloads(case).get(name, name)
    if object in known and known[object].namespace is not None and known[object].account is not None:
        return str(known[object].namespace), str(known[object].account)
    kind, _, rest = name.partition("/")
    space, _, own = rest.partition("/")
    return (space, own) if kind == "ServiceAccount" else None
