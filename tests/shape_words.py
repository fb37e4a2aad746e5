"""Words that the code may know although the catalog has them too."""

from __future__ import annotations

# Words of the catalog that mean something of ours as well. Each has its reason.
OURS = {
    "en": "the language that our words are whole in (`defaults.COMPLETE`), whatever a catalog's languages are",
    "github": "a format of reports",
    "kind": "what `[kind].any.md` and the text of macros call a kind of entry",
    "storage": "what Kubernetes calls disk space (`verify`)",
    "authentication": "what a way in from the internet needs, as a rule that may be waived (`verify`)",
    "deployment": "a kind of object of Kubernetes, as its command line and metrics write it (`verify`)",
    "sidecar": "a mode of Istio's data plane, and the proxy of it (`verify`)",
    "timeout": "a field of routes in Istio and the Gateway API (`verify`)",
    "specification": "a kind of reference (`ReferenceKind`)",
    "repository": "a kind of reference (`ReferenceKind`), as code repositories are cited too",
}
