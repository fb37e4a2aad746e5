"""Deadline, places and breaker: the example's product service as it is, with the rules of its mesh in a real Envoy.

It is called as a WSGI server calls it. Its clock for pauses is the test's; nothing rests on how fast the machine is.
"""

from __future__ import annotations

import importlib
import io
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from checked import files_of
from evidence_records import Judge

from live.mesh_envoy import cluster, documents, envoy, listener, routes
from live.pods import LONG, Pod, pods
from live.programs import ENVOY
from patternloom.verify.servers.running import free_port
from patternloom.verify.tools.programs import package

EXAMPLE = "resilient-calls-on-eks"
JUDGE = Judge("check-resilience", ("product/*.py",), frozenset({EXAMPLE}), (ENVOY, package("urllib3", "urllib3")))
FILES = files_of(EXAMPLE)
RULES = documents(FILES["k8s/resilience.yaml"])
KEY = {"HTTP_IDEMPOTENCY_KEY": "0123456789abcdef"}
APP, DEPENDENCY = "product/app.py", "product/dependency.py"

pytestmark = pytest.mark.xdist_group("resilience")


class Page(NamedTuple):
    """What came back."""

    status: int
    body: Any
    headers: Mapping[str, str]


class Shop:
    """The product service between its pods; `now` is the breakers' clock."""

    def __init__(self, app: Any, stock: Pod, suggestions: Pod) -> None:
        self.app, self.stock, self.suggestions = app, stock, suggestions
        self.now = 0.0

    def ask(self, path: str = "/products/A-1", method: str = "GET", body: Any = None, **more: Any) -> Page:
        """One request, as gunicorn hands it on."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        told: list[Any] = []
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_LENGTH": str(len(data)),
                   "wsgi.input": io.BytesIO(data), **more}  # fmt: skip
        text = b"".join(self.app(environ, lambda *args: told.extend(args))).decode()
        headers = dict(told[1])
        page = json.loads(text) if headers["Content-Type"] == "application/json" else text
        return Page(int(told[0].split()[0]), page, headers)

    def reserve(self, quantity: Any = 2, **more: Any) -> Page:
        """A reservation."""
        return self.ask("/products/A-1/reservations", "POST", {"quantity": quantity}, **{**KEY, **more})

    def outcomes(self, name: str) -> dict[str, int]:
        """The metrics of a dependency that are not zero."""
        lines = [line.rsplit(" ", 1) for line in self.ask("/metrics").body.splitlines()]
        found = {start.split('"')[-2]: int(value) for start, value in lines if f'dependency="{name}"' in start}
        return {name: count for name, count in found.items() if count}


def modules(files: Mapping[str, str], folder: Path) -> tuple[Any, Any]:
    """The example's package, from these files: app and dependency."""
    for path in (APP, DEPENDENCY):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(files[path], "utf-8")
    for name in [name for name in sys.modules if name.partition(".")[0] == "product"]:
        del sys.modules[name]
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        return importlib.import_module("product.app"), importlib.import_module("product.dependency")
    finally:
        sys.path.remove(str(folder))


@contextmanager
def shop(files: Mapping[str, str] = FILES, mesh: bool = False) -> Iterator[Shop]:
    """The service with the numbers of its own module, straight before its pods or behind the mesh's Envoy."""
    with tempfile.TemporaryDirectory(prefix="patternloom-product-") as name, pods(2) as (stock, suggestions):
        stock.body, suggestions.body = b'{"quantity": 3}', b'["B-2"]'
        app, dependency = modules(files, Path(name))
        ports = {"stock": stock.port, "suggestions": suggestions.port}
        made = Shop(None, stock, suggestions)

        def settled(ports: Mapping[str, int]) -> Shop:
            own = app.application
            for one in (own.stock, own.suggestions):
                kept = one._pool
                url = f"http://127.0.0.1:{ports[one.name]}"
                one._pool = dependency.urllib3.connectionpool.connection_from_url(url, maxsize=kept.pool.maxsize)
                one.breaker._clock = lambda: made.now
            made.app = own
            return made

        if not mesh:
            yield settled(ports)
            return
        listeners, clusters, ways = [], [], {}
        for service, port in ports.items():
            ways[service] = free_port()
            listeners.append(listener(ways[service], routes(RULES["VirtualService", service])))
            clusters.append(cluster(RULES["DestinationRule", service], [port]))
        with envoy(listeners, clusters):
            yield settled(ways)


def held(one: Pod) -> threading.Event:
    """Makes a pod wait until the event is set."""
    event = threading.Event()
    one.hold = lambda _: (event.wait(LONG), None)[1]
    return event


def all_good(files: Mapping[str, str]) -> Any:
    """A page, a reservation, an unknown product, a conflict."""
    with shop(files) as it:
        found = [it.ask()[:2], it.reserve()[:2]]
        it.stock.status = 409
        found.append(it.reserve()[:2])
        it.stock.status = 404
        return [*found, it.ask()[:2]]


def refused_inputs(files: Mapping[str, str]) -> Any:
    """The answers to requests that are wrong, and how many of them reach the stock service."""
    with shop(files) as it:
        wrong = [it.reserve(quantity).status for quantity in (0, -1, 100, 1.5, "2", True, None, [2])]
        wrong += [it.reserve(HTTP_IDEMPOTENCY_KEY=key).status for key in ("", "short", "x" * 65, "0123456789abcdef\n")]
        wrong.append(it.ask("/products/A-1/reservations", "POST", b"{", **KEY).status)
        wrong.append(it.ask("/products/A-1/reservations", "POST", b"[]", **KEY).status)
        wrong.append(it.ask("/products/A-1/reservations", "POST", b"[" * 1024, **KEY).status)
        wrong.append(it.ask("/products/A-1/reservations", "POST", b" " * 2000, **KEY).status)
        wrong += [it.ask(path).status for path in ("/products/a/b", "/products/..%2f", "/products/" + "A" * 40)]
        wrong += [it.ask(method="POST").status, it.ask("/products/A-1/reservations").status]
        return wrong, it.stock.reached


def opened(files: Mapping[str, str]) -> Any:
    """How many calls a dead stock service gets of 25, and what they are told; then how it closes again."""
    with shop(files) as it:
        it.stock.status = 500
        found = [it.ask() for _ in range(25)]
        reached, told = it.stock.reached, [found[0].headers["Retry-After"], found[-1].headers["Retry-After"]]
        it.now = 4.9
        early = (it.ask().status, it.stock.reached)
        it.now = 5.0
        test = (it.ask().status, it.stock.reached)  # fails, and so it stays open
        still = (it.ask().status, it.stock.reached)
        it.now, it.stock.status = 10.0, 200
        return reached, told, early, test, still, [it.ask().status for _ in range(3)], it.outcomes("stock")


def one_test_at_a_time(files: Mapping[str, str]) -> Any:
    """Whether a second call waits out the test."""
    with shop(files) as it:
        it.stock.status = 500
        for _ in range(10):
            it.ask()
        it.now, it.stock.status = 5.0, 200
        it.stock.forget()
        event = held(it.stock)
        first: list[int] = []
        run = threading.Thread(target=lambda: first.append(it.ask().status), daemon=True)
        run.start()
        while not it.stock.reached:
            time.sleep(0.01)
        second = it.ask().status
        event.set()
        run.join()
        return second, it.stock.reached, len(first)


def some_fail(files: Mapping[str, str]) -> Any:
    """Fewer than half may fail: all calls go on."""
    with shop(files) as it:
        for number in range(40):
            it.stock.status = 500 if number % 3 == 0 else 200
            it.ask()
        return it.stock.reached


def crowded(files: Mapping[str, str]) -> Any:
    """Fifty requests while the stock service hangs: how many get through, what the others and a probe get."""
    with shop(files) as it:
        event = held(it.stock)
        found: list[int] = []
        threads = [threading.Thread(target=lambda: found.append(it.ask().status), daemon=True) for _ in range(50)]
        for one in threads:
            one.start()
        end = time.monotonic() + LONG
        while it.stock.reached + len(found) < 50 and time.monotonic() < end:
            time.sleep(0.01)
        refused, probe = it.outcomes("stock").get("refused_full"), it.ask("/healthz/ready").status
        event.set()
        for one in threads:
            one.join()
        return it.stock.most_at_once, refused, probe


def without_suggestions(files: Mapping[str, str]) -> Any:
    """Pages while the suggestions fail, say nonsense, or hang."""
    with shop(files) as it:
        it.suggestions.status = 500
        found = [it.ask()[:2]]
        it.suggestions.status, it.suggestions.body = 200, b"<html>"
        found.append(it.ask()[:2])
        event = held(it.suggestions)
        begun = time.monotonic()
        found.append(it.ask()[:2])
        event.set()
        return found, time.monotonic() - begun < LONG / 2


def strange(files: Mapping[str, str]) -> Any:
    """Pages while the stock service answers 200 with something else."""
    with shop(files) as it:
        found = []
        for it.stock.body in (b"<html>", b"[]", b"{}"):
            found.append(it.ask()[:2])
        return found


def limited(files: Mapping[str, str]) -> Any:
    """What becomes of a 429, and of the breaker after twenty of them."""
    with shop(files) as it:
        it.stock.status = 429
        found = {(page.status, page.headers["Retry-After"]) for page in [it.ask() for _ in range(20)]}
        return found, it.stock.reached, it.outcomes("stock")


def late(files: Mapping[str, str]) -> Any:
    """Without time left, nobody is asked."""
    with shop(files) as it:
        try:
            it.app.stock.ask("GET", "/stock/A-1", time.monotonic() - 0.1)
        except Exception as error:  # noqa: BLE001 - the class is the example's, loaded anew
            return str(error), it.stock.reached
        return "asked", it.stock.reached


def hanging(files: Mapping[str, str]) -> Any:
    """A stock service that never answers, straight before the service: after its own second, not after the test's."""
    with shop(files) as it:
        event = held(it.stock)
        begun = time.monotonic()
        page = it.ask()
        seconds = time.monotonic() - begun
        event.set()
        return page.status, 0.9 <= seconds < LONG / 2, it.stock.reached


PAGE = {"sku": "A-1", "in_stock": 3, "suggestions": ["B-2"]}
BARE = {**PAGE, "suggestions": []}
FOUND: dict[str, tuple[Callable[[Mapping[str, str]], Any], Any]] = {
    "answers": (all_good, [(200, PAGE), (201, {"reserved": 2}), (409, {"error": "not reserved"}),
                           (404, {"error": "no such product"})]),
    "wrong requests": (refused_inputs, ([400] * 15 + [413] + [404] * 3 + [405] * 2, 0)),
    "the breaker": (opened, (10, ["1", "5"], (503, 10), (503, 11), (503, 11), [200] * 3,
                             {"answered": 3, "failed": 11, "refused_open": 17})),
    "one test at a time": (one_test_at_a_time, (503, 1, 1)),
    "fewer than half fail": (some_fail, 40),
    "32 at once": (crowded, (32, 18, 200)),
    "without suggestions": (without_suggestions, ([(200, BARE)] * 3, True)),
    "no quantity": (strange, [(502, {"error": "stock answered something else"})] * 3),
    "the limit": (limited, ({(503, "1")}, 20, {"limited": 20})),
    "no time left": (late, ("no time left", 0)),
    "its own second": (hanging, (503, True, 1)),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_the_service_does_what_the_page_says(name: str) -> None:
    """Straight before its pods."""
    found, right = FOUND[name]
    assert found(FILES) == right


def test_behind_the_mesh_ten_failed_reads_are_thirty_requests_and_then_none() -> None:
    """The sidecar tries three times; the breaker counts once."""
    with shop(mesh=True) as it:
        it.stock.status = 503
        pages = [it.ask() for _ in range(20)]
        assert ({page.status for page in pages}, it.stock.reached) == ({503}, 30)
        it.now, it.stock.status = 5.0, 200
        assert it.ask()[:2] == (200, PAGE)


def test_behind_the_mesh_the_shorter_limit_wins() -> None:
    """A service that waits less than a try does sees no second one."""
    with shop(mesh=True) as it:
        event = held(it.stock)
        it.app.stock._seconds = 0.2
        assert it.ask().status == 503
        time.sleep(0.6)  # a second try would have come after 250 ms
        assert it.stock.reached == 1
        event.set()


def test_behind_the_mesh_the_sidecar_answers_before_the_service_gives_up() -> None:
    """Its 504, and not the service's own limit."""
    with shop(mesh=True) as it:
        event = held(it.stock)
        it.app.stock._seconds = LONG
        page = it.reserve()
        event.set()
        assert (page.status, page.body, it.stock.reached) == (503, {"error": "status 504"}, 1)


# (what is wrong, what tells of it, the file, what stands there, what is written instead)
WRONG = (
    ("all numbers pass", "wrong requests", APP, "not 1 <= quantity <= 99", "quantity > 99"),
    ("a yes is a number", "wrong requests", APP, "type(quantity) is not int", "not isinstance(quantity, int)"),
    ("no key", "wrong requests", APP, "if not KEY.fullmatch(key):", "if not KEY.match(key) and key:"),
    ("any length", "wrong requests", APP, "MOST_BYTES = 1024", "MOST_BYTES = 1024000"),
    ("a conflict is a success", "answers", APP, "if answer.status in (404, 409):", "if answer.status in (404,):"),
    ("suggestions are needed", "without suggestions", APP, "(Unavailable, ValueError, RecursionError)", "ValueError"),
    ("nonsense breaks the page", "without suggestions", APP, "(Unavailable, ValueError, RecursionError)", "Unavailable"),
    ("nonsense of the stock service", "no quantity", APP, "except (ValueError, TypeError, KeyError, RecursionError):  # the last",
     "except ValueError:  # the last"),
    ("nobody is told when to come back", "the breaker", APP, '{"Retry-After": str(error.seconds)}', '{"Retry-After": "1"}'),
    ("never opens", "the breaker", DEPENDENCY, "if len(self._results) >= self._least and", "if False and"),
    ("opens late", "the breaker", DEPENDENCY, "least: int = 10", "least: int = 20"),
    ("opens too easily", "fewer than half fail", DEPENDENCY, "share: float = 0.5", "share: float = 0.3"),
    ("stays open", "the breaker", DEPENDENCY, "pause: float = 5.0", "pause: float = 50.0"),
    ("a failed test closes it", "the breaker", DEPENDENCY, "None if well else self._clock()", "None"),
    ("all may test", "one test at a time", DEPENDENCY, "if left > 0 or self._testing:", "if left > 0:"),
    ("errors are answers", "the breaker", DEPENDENCY, "well = answer.status < 500", "well = True"),
    ("a limit is a failure", "the limit", DEPENDENCY, "well = answer.status < 500", "well = answer.status < 429"),
    ("one pool for all", "32 at once", APP, "at_once=32", "at_once=64"),
    ("waits for a place", "32 at once", DEPENDENCY, "acquire(blocking=False)", "acquire(timeout=3)"),
    ("places are lost", "fewer than half fail", DEPENDENCY, "            self._places.release()", "            pass"),
    ("repeats on its own", "the breaker", DEPENDENCY, "retries=False", "retries=urllib3.Retry(2, status_forcelist=[500])"),
    ("asks although time is up", "no time left", DEPENDENCY, "if seconds <= 0:", "if seconds <= -9:"),
    ("waits as long as it takes", "its own second", DEPENDENCY, "timeout=seconds", "timeout=None"),
)  # fmt: skip


SLOW = ("waits as long as it takes",)
"""What takes as long to be found."""


@pytest.mark.parametrize(
    ("name", "rule", "path", "old", "new"),
    [pytest.param(*one, id=one[0], marks=pytest.mark.matrix if one[0] in SLOW else ()) for one in WRONG],
)
def test_a_wrong_service_is_found(name: str, rule: str, path: str, old: str, new: str) -> None:
    """It does something else than the page says, or breaks."""
    assert old in FILES[path]
    found, right = FOUND[rule]
    try:
        result = found({**FILES, path: FILES[path].replace(old, new, 1)})
    except Exception:  # noqa: BLE001 - whatever breaks is found
        return
    assert result != right
