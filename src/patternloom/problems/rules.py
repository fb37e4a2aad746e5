"""Every rule that a finding may break: its id, what it means, how grave it is.

Nothing comes in. Out: the ids, public in JSON and SARIF, as a type that each `Problem` is checked
against, and a sentence for each. Nothing here finds anything, and no other module hangs on an id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning"]

RuleId = Literal[
    "adr-comment",
    "adr-competing",
    "adr-discouraged",
    "adr-front-matter",
    "adr-language",
    "adr-meaning-changed",
    "adr-page-address",
    "adr-renamed",
    "adr-requires",
    "adr-retired",
    "adr-superseded-link",
    "adr-unknown-anchor",
    "adr-unknown-id",
    "adr-unreadable",
    "adr-unwritten",
    "article",
    "comment",
    "control",
    "cycle",
    "dangling-reference",
    "definition",
    "depth",
    "duplicate-id",
    "duplicate-key",
    "empty-text",
    "enum",
    "evidence",
    "file",
    "form",
    "future-date",
    "gone",
    "id",
    "idle-part",
    "key",
    "language",
    "lock",
    "missing-key",
    "missing-object",
    "missing-translation",
    "nav",
    "omitted-page",
    "order",
    "outside",
    "path",
    "placeholders",
    "prose",
    "reason",
    "source",
    "stale-translation",
    "support",
    "template",
    "too-few",
    "too-long",
    "too-many",
    "unknown-key",
    "unrecorded",
    "unused",
    "url",
    "used-again",
    "verify-addresses",
    "verify-charts",
    "verify-cloudformation",
    "verify-commands",
    "verify-containers",
    "verify-contracts",
    "verify-cross-references",
    "verify-custom-resources",
    "verify-entry",
    "verify-identity",
    "verify-installers",
    "verify-iptables",
    "verify-kubernetes",
    "verify-messaging",
    "verify-nginx",
    "verify-not-run",
    "verify-operators",
    "verify-pictures",
    "verify-placeholders",
    "verify-places",
    "verify-policies",
    "verify-prerequisites",
    "verify-rego",
    "verify-security",
    "verify-statements",
    "wire",
    "wrong-type",
    "yaml",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule asks for."""

    means: str
    """In a sentence, of what breaks it."""
    severity: Severity = "error"
    hinges_on: Literal["nothing", "its line", "each key once", "its file", "every file"] = "nothing"
    """What must have been read for a finding to be sure: else it may only follow from what could not be."""


RULES: Mapping[RuleId, Rule] = MappingProxyType({
    "adr-comment": Rule("A comment that turns off a rule names a rule that does not exist, or gives no reason."),
    "adr-competing": Rule("Records of one scope choose patterns that compete.", severity="warning"),
    "adr-discouraged": Rule("A record chooses a pattern that is discouraged now."),
    "adr-front-matter": Rule("The front matter of a record holds a value of a form that cannot be read."),
    "adr-language": Rule("A link leads to another language than the record's."),
    "adr-meaning-changed": Rule("The meaning of what a record relies on has changed since the revision that it cites."),
    "adr-page-address": Rule("A record links the address of a page, which moves, instead of a permalink."),
    "adr-renamed": Rule("A record cites an entry by an id that it had before."),
    "adr-requires": Rule("A record chooses a pattern without another one that it requires.", severity="warning"),
    "adr-retired": Rule("A record cites an entry that is retired."),
    "adr-superseded-link": Rule("A record in force links one that is superseded.", severity="warning"),
    "adr-unknown-anchor": Rule("A record cites a revision, statement or anchor that the entry does not have."),
    "adr-unknown-id": Rule("A record cites an entry that does not exist."),
    "adr-unreadable": Rule("A record cannot be read: it is not text, too large, or may not be opened."),
    "adr-unwritten": Rule("What is certain could not be put right: the record may not be written, or was changed."),
    "article": Rule("A `source:` points into an article, and the settings name none."),
    "comment": Rule("A ` #` after a text would cut the text: YAML takes the rest of the line as a comment."),
    "control": Rule("A text holds a control character."),
    "cycle": Rule("Following the entries or parts named leads back to the start."),
    "dangling-reference": Rule(
        "An id is named that nothing has, or that an entry of a wrong kind has.", hinges_on="every file"
    ),
    "definition": Rule("A file of `schemas/` is not the definition of a custom resource."),
    "depth": Rule("The entries below one another make more levels than can be drawn."),
    "duplicate-id": Rule("An id is taken already, or the same thing is listed twice."),
    "duplicate-key": Rule("A mapping has the same key twice."),
    "empty-text": Rule("A key or list item has no value, or a text is empty."),
    "enum": Rule("A value is none of the words that the field knows."),
    "evidence": Rule("A design example has no record of checks, or changed after them.", severity="warning"),
    "file": Rule("A file or folder is missing, misplaced, misnamed or cannot be read.", hinges_on="its file"),
    "form": Rule("A text uses a form that a term says is not used for it.", severity="warning"),
    "future-date": Rule("A date or year lies in the future."),
    "gone": Rule("An id or an address that was published leads nowhere.", hinges_on="every file"),
    "id": Rule("An id is not of lower-case words joined by `-`."),
    "idle-part": Rule("A component of a design example takes part in no step."),
    "key": Rule(
        "A statement's key has not the form of one, or is that of another statement.", hinges_on="each key once"
    ),
    "language": Rule("A language tag has not the form of one."),
    "lock": Rule("A file of the lock is not as `patternloom lock` writes it."),
    "missing-key": Rule(
        "An entry lacks a key that it needs, always or beside another one's value.", hinges_on="its line"
    ),
    "missing-object": Rule("An object of a design example stands in none of its files."),
    "missing-translation": Rule("A text or word lacks a language.", hinges_on="its line"),
    "nav": Rule("An entry of `nav:` names a page or a word that does not exist.", hinges_on="its file"),
    "omitted-page": Rule("A page is left out of `nav:`.", severity="warning"),
    "order": Rule("Of things that follow one another, one stands too early or too late."),
    "outside": Rule("A set names an entry that does not stand below the one that has the set."),
    "path": Rule("A path leads out of its folder, or is written in a way that not every system reads."),
    "placeholders": Rule("A word of the interface has other `{placeholders}` in one language than in the others."),
    "prose": Rule("Prose holds markup that is broken, or that it does not know."),
    "reason": Rule("A change of what an entry means is to be recorded, and it is not said why or of what sort it is."),
    "source": Rule("A `source:` has not the form of a key of the article."),
    "stale-translation": Rule(
        "A translation was last confirmed against another text than stands there now.", severity="warning"
    ),
    "support": Rule("A version that a design example names is past its makers' support.", severity="warning"),
    "template": Rule("A page's template or a macro cannot be run, or a picture cannot be drawn."),
    "too-few": Rule("A list has fewer items than make sense."),
    "too-long": Rule("A text is longer than any sentence needs to be."),
    "too-many": Rule("A list has more items than a page can show."),
    "unknown-key": Rule("A key, language or word is not one that may stand there."),
    "unrecorded": Rule("The lock does not say what the catalog says.", severity="warning", hinges_on="every file"),
    "unused": Rule("Nothing names an entry or word, or no page shows it.", severity="warning", hinges_on="every file"),
    "url": Rule("An address is not an absolute one of http or https."),
    "used-again": Rule("An id or a key that stood for something else is used again."),
    "verify-addresses": Rule("A plan of pod addresses does not come out, or is not that of the templates."),
    "verify-charts": Rule("A Helm chart or SOPS file leaves a value unused, unset or in the clear."),
    "verify-cloudformation": Rule("A CloudFormation template is one that cfn-lint refuses."),
    "verify-commands": Rule("An example's command is refused by its tool, names what is in no file, or is missing."),
    "verify-containers": Rule(
        "A Dockerfile or list of Python packages is not pinned, runs as root, or copies what is not there."
    ),
    "verify-contracts": Rule("A gRPC contract is wrong, or is not the one that code, nginx and policies use."),
    "verify-cross-references": Rule("A name, port, selector or reference of one file leads nowhere in the others."),
    "verify-custom-resources": Rule("An object breaks the schema of the project that its kind comes from."),
    "verify-entry": Rule(
        "A way into the cluster loses requests, trusts too many, or lets in callers whom nobody checks."
    ),
    "verify-identity": Rule(
        "A permission or a secret is given to who is not said to use it, or used without being given."
    ),
    "verify-installers": Rule("The settings of Istio or RabbitMQ are unknown, or do not fit the objects."),
    "verify-iptables": Rule("The rules of kube-proxy are refused, or do not spread connections evenly."),
    "verify-kubernetes": Rule(
        "A Kubernetes object breaks the schema of the version named, or has a field that it does not know."
    ),
    "verify-messaging": Rule("RabbitMQ's definitions do not fit each other, or may lose a message."),
    "verify-nginx": Rule("An nginx configuration is refused, or has a known weakness."),
    "verify-not-run": Rule(
        "A check of an example's files did not run, as something that it needs is not here.", severity="warning"
    ),
    "verify-operators": Rule("An alert, metric, command or port that an operator is told to use is not there."),
    "verify-pictures": Rule("A picture and the files of its example tell different stories."),
    "verify-placeholders": Rule("A value that a reader has to replace is not listed, or is listed and not there."),
    "verify-places": Rule("A part of a picture stands in a kind of box in which it is not."),
    "verify-policies": Rule("A flow that is drawn or told is refused, or one that is not is let in."),
    "verify-prerequisites": Rule("An example takes what another one does not provide, or leaves unsaid what to bring."),
    "verify-rego": Rule("A Rego policy is refused, or a test of its own is not true."),
    "verify-security": Rule("A pod, permission or managed service is open, unpinned, unencrypted or allowed too much."),
    "verify-statements": Rule("A statement in the code does not fit the tables beside it."),
    "wire": Rule("A file that programs read of a site is not of the form that is published."),
    "wrong-type": Rule("A value is of another kind than its field takes: a text for a list, say."),
    "yaml": Rule("The text is not YAML, or uses a part of YAML that is not allowed here."),
})  # fmt: skip
