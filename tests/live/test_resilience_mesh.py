"""Time limits, tries, budget, limits and ejection: the rules of the example in a real Envoy, before pods of the test.

What istiod makes of the rules was not run: `mesh_envoy` sets the fields that istiod's own code sets. Numbers that the
example's texts tell are those that are found here; none of them rests on how fast the machine is.
"""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from checked import files_of
from evidence_records import Judge

from live.mesh_envoy import cluster, documents, endpoints, envoy, filters_of, listener, routes
from live.pods import LONG, asked, at_once, pods
from live.programs import ENVOY
from patternloom.verify.servers.running import ask, free_port, until

EXAMPLE = "resilient-calls-on-eks"
JUDGE = Judge("check-resilience", ("k8s/resilience.yaml",), frozenset({EXAMPLE}), (ENVOY,))
PATH = "k8s/resilience.yaml"
TEXT = files_of(EXAMPLE)[PATH]
Change = Callable[[Any, Any], None]

pytestmark = pytest.mark.xdist_group("resilience")


@contextmanager
def called(text: str, name: str, ports: Sequence[int], change: Change = lambda route, cluster: None) -> Iterator[int]:
    """The port at which the caller's sidecar takes requests for a service with these pods."""
    told = documents(text)
    port, ways = free_port(), routes(told["VirtualService", name])
    target = cluster(told["DestinationRule", name], ports)
    for one in ways:
        change(one["route"], target)
    with envoy([listener(port, ways)], [target]):
        yield port


def patient(route: Any, _: Any) -> None:
    """Without limits of time, where something else is tried: a slow machine is no fault."""
    route["timeout"] = "0s"
    route.get("retry_policy", {}).pop("per_try_timeout", None)


def quick(_: Any, cluster: Any) -> None:
    """Ejection with shorter times."""
    cluster["outlier_detection"] |= {"interval": "0.2s", "base_ejection_time": "0.5s"}


# --- what each rule does, as a value that is compared -----------------------------------------------------------------


def failing(text: str, method: str) -> tuple[int, int]:
    """The answer where every try gets 503 at once, and the tries."""
    with pods(1) as [pod], called(text, "stock", [pod.port], patient) as port:
        pod.status = 503
        return asked(port, method=method).answer.status, pod.reached


def hanging(text: str, name: str, method: str, least: float, most: float) -> tuple[int, bool, int]:
    """The answer where nobody answers, whether it came in its time, and the tries. The upper bound is a generous one."""
    with pods(1) as [pod], called(text, name, [pod.port]) as port:
        pod.seconds = LONG
        found = asked(port, method=method)
        return found.answer.status, least <= found.seconds < most, pod.reached


def one_pod_gone(text: str) -> tuple[set[int], int]:
    """Answers to twenty writes where one of two pods takes no connections, and how often each was done."""
    with pods(1) as [pod], called(text, "stock", [free_port(), pod.port], patient) as port:
        return {asked(port, method="POST").answer.status for _ in range(20)}, pod.reached


def one_pod_failing(text: str) -> tuple[set[int], int]:
    """Answers to some reads where one of three pods fails, and how many of them it gets."""
    with pods(3) as three, called(text, "stock", [one.port for one in three], patient) as port:
        three[0].status = 503
        return {asked(port).answer.status for _ in range(45)}, three[0].reached


def recovered(text: str) -> bool:
    """Whether an ejected pod gets requests again when its time is over."""
    with pods(3) as three, called(text, "stock", [one.port for one in three], quick) as port:
        three[0].status = 503
        for _ in range(40):
            asked(port)
        three[0].status = 200
        three[0].forget()
        until(lambda: asked(port).answer.status != 200 or three[0].reached > 0)
        return three[0].reached > 0


def all_failing(text: str) -> list[bool]:
    """Which of three failing pods are left out for good."""
    with pods(3) as three, called(text, "stock", [one.port for one in three], patient) as port:
        for one in three:
            one.status = 503
        for _ in range(25):
            asked(port)
        return sorted(one.reached == 5 for one in three)


def budgeted(text: str, count: int = 40) -> bool:
    """Whether, of so many requests that all fail at the same time, a fifth is tried again and no more.

    The first ones are answered when all are there; what is tried again is answered when the others have given up.
    """
    together, over = threading.Barrier(count), threading.Event()

    def hold(number: int) -> None:
        together.wait(LONG) if number <= count else over.wait(2)

    with pods(1) as [pod], called(text, "stock", [pod.port], patient) as port:
        pod.status, pod.hold = 503, hold
        done = threading.Semaphore(0)

        def request() -> Any:
            answer = ask(port, "/")
            done.release()
            return answer

        def watch() -> None:
            for _ in range(count - count // 5):
                done.acquire()
            over.set()

        threading.Thread(target=watch, daemon=True).start()
        found = at_once(count, request)
        again = pod.reached - count
        return {one.answer.status for one in found} == {503} and 3 <= again <= 2 * (count // 5)


def crowded(text: str, name: str, count: int) -> tuple[int, bool]:
    """How many of so many requests are under way at once, and whether some others are refused as overload."""
    with pods(1) as [pod], called(text, name, [pod.port], patient) as port:
        pod.seconds = 0.3
        found = at_once(count, lambda: ask(port, "/", "POST"))
        refused = [one.answer for one in found if one.answer.status == 503]
        return pod.most_at_once, bool(refused) and all("x-envoy-overloaded" in one.headers for one in refused)


def limited(text: str, count: int = 250) -> tuple[bool, set[str | None]]:
    """Whether a pod gets a hundred requests at once and a hundred more a second; what the others are told."""
    told, port = documents(text), free_port()
    way = [{"match": {"prefix": "/"}, "route": {"cluster": "pod", "timeout": "0s"}}]
    with pods(1) as [pod]:
        target = {"name": "pod", "connect_timeout": "5s", "load_assignment": endpoints("pod", [pod.port])}
        with envoy([listener(port, way, filters_of(told["EnvoyFilter", "stock-rate"]))], [target]):
            begun = time.monotonic()
            found = [one.answer for one in at_once(count, lambda: ask(port, "/"))]
            seconds = time.monotonic() - begun
        refused = [one for one in found if one.status == 429]
        kept = 100 <= pod.reached <= 100 * (seconds + 1) + 1 and len(refused) + pod.reached == count
        return kept, {one.headers.get("retry-after") for one in refused}


FOUND: dict[str, tuple[Callable[[str], Any], Any]] = {
    "a read is tried three times": (lambda text: failing(text, "GET"), (503, 3)),
    "a write is tried once": (lambda text: failing(text, "POST"), (503, 1)),
    "a read waits three times 250 ms": (lambda text: hanging(text, "stock", "GET", 0.74, 3), (504, True, 3)),
    "a write waits 900 ms": (lambda text: hanging(text, "stock", "POST", 0.89, 3), (504, True, 1)),
    "suggestions are waited for 300 ms": (lambda text: hanging(text, "suggestions", "GET", 0.29, 0.7), (504, True, 1)),
    "a write finds the pod that is there": (one_pod_gone, ({200}, 20)),
    "a failing pod gets five requests": (one_pod_failing, ({200}, 5)),
    "an ejected pod comes back": (recovered, True),
    "one of three is ejected": (all_failing, [False, False, True]),
    "a fifth is tried again": (budgeted, True),
    "40 at once": (lambda text: crowded(text, "stock", 100), (40, True)),
    "10 at once": (lambda text: crowded(text, "suggestions", 40), (10, True)),
    "100 a second": (limited, (True, {"1"})),
}


@pytest.mark.parametrize("name", FOUND)
def test_the_rules_do_what_the_page_says(name: str) -> None:
    """Found with a real Envoy."""
    found, right = FOUND[name]
    assert found(TEXT) == right


def test_tries_of_service_and_mesh_are_multiplied() -> None:
    """Three of the service times three of the sidecar are nine: the page says so."""
    with pods(1) as [pod], called(TEXT, "stock", [pod.port], patient) as port:
        pod.status = 503
        for _ in range(3):
            asked(port)
        assert pod.reached == 9


# (what is wrong, the rule that tells of it, a place in the file, what stands there instead)
WRONG = (
    ("a read is tried once", "a read is tried three times", "attempts: 2, perTryTimeout", "attempts: 0, perTryTimeout"),
    ("a 503 is no reason", "a read is tried three times", "reset,gateway-error", "reset"),
    ("a write that may have arrived is tried again", "a write is tried once",
     '{attempts: 2, retryOn: "connect-failure,refused-stream"}', '{attempts: 2, retryOn: "connect-failure,5xx"}'),
    ("writes are treated as reads", "a write is tried once", "match: [{method: {exact: GET}}]", "match: []"),
    ("one try takes all the time", "a read waits three times 250 ms", "perTryTimeout: 250ms", "perTryTimeout: 900ms"),
    ("no limit of time", "a write waits 900 ms", "    - name: write\n      timeout: 900ms", "    - name: write\n      timeout: 4s"),
    ("suggestions hold the page up", "suggestions are waited for 300 ms", "timeout: 300ms", "timeout: 2s"),
    ("a write is given up at once", "a write finds the pod that is there",
     '{attempts: 2, retryOn: "connect-failure,refused-stream"}', "{attempts: 0}"),
    ("Istio's own tries", "suggestions are tried once", "      retries: {attempts: 0} # without this, Istio repeats twice\n",
     '      retries: {attempts: 2, retryOn: "5xx"}\n'),
    ("ejection takes long", "a failing pod gets five requests", "consecutive5xxErrors: 5", "consecutive5xxErrors: 15"),
    ("no ejection", "one of three is ejected", "maxEjectionPercent: 50", "maxEjectionPercent: 0"),
    ("no budget", "a fifth is tried again", "    retryBudget: {percent: 20, minRetryConcurrency: 3} # step 4\n", ""),
    ("a budget for everybody", "a fifth is tried again", "percent: 20, min", "percent: 100, min"),
    ("a wide pool", "40 at once", "maxConnections: 40, connectTimeout: 250ms}\n      http: {http1MaxPendingRequests: 40, http2MaxRequests: 40}",
     "maxConnections: 400, connectTimeout: 250ms}\n      http: {http1MaxPendingRequests: 40, http2MaxRequests: 400}"),
    ("nothing waits", "40 at once", "http1MaxPendingRequests: 40, http2MaxRequests: 40", "http1MaxPendingRequests: 400, http2MaxRequests: 400"),
    ("a pool for all", "10 at once", "maxConnections: 10, connectTimeout: 250ms}\n      http: {http1MaxPendingRequests: 10, http2MaxRequests: 10}",
     "maxConnections: 40, connectTimeout: 250ms}\n      http: {http1MaxPendingRequests: 10, http2MaxRequests: 40}"),
    ("a bucket too large", "100 a second", "max_tokens: 100,", "max_tokens: 1000,"),
    ("a bucket that fills too fast", "100 a second", "tokens_per_fill: 100, fill_interval: 1s", "tokens_per_fill: 100, fill_interval: 0.05s"),
    ("a limit that only counts", "100 a second", "filter_enforced: {default_value: {numerator: 100", "filter_enforced: {default_value: {numerator: 0"),
    ("nobody is told when to come back", "100 a second", "key: retry-after", "key: x-retry"),
)  # fmt: skip
FOUND_WRONG = {**FOUND, "suggestions are tried once": (lambda text: _suggestions(text), (503, 1))}


def _suggestions(text: str) -> tuple[int, int]:
    with pods(1) as [pod], called(text, "suggestions", [pod.port], patient) as port:
        pod.status = 503
        return asked(port).answer.status, pod.reached


def test_suggestions_are_tried_once() -> None:
    """Whatever is wrong with them."""
    assert _suggestions(TEXT) == (503, 1)


@pytest.mark.parametrize(("name", "rule", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_rule_is_found(name: str, rule: str, old: str, new: str) -> None:
    """It does something else than the page says, or Envoy refuses it."""
    assert old in TEXT
    found, right = FOUND_WRONG[rule]
    try:
        result = found(TEXT.replace(old, new, 1))
    except RuntimeError:
        return
    assert result != right


def test_what_is_not_translated_is_an_error() -> None:
    """No field of a rule is passed over in silence."""
    rule = copy.deepcopy(documents(TEXT)["DestinationRule", "stock"])
    rule["trafficPolicy"]["connectionPool"]["http"]["maxRetries"] = 3
    with pytest.raises(ValueError, match="not translated: maxRetries"):
        cluster(rule, [1])
