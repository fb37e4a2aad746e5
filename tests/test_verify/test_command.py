"""The verb `verify`: statuses and reports, on the bakery with an order desk in a cluster."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from projects import CASES

from patternloom.cli import main
from patternloom.verify import command
from patternloom.verify.tools import npm
from patternloom.verify.tools.programs import SetupError

pytestmark = pytest.mark.xdist_group("verify-node")
FILE = "catalog/examples/order-desk/files/k8s/oven.yaml"
RAN = (
    "order-desk: kubernetes, custom-resources, cross-references, pictures, policies, places, identity, prerequisites, "
    "security, operators\n"
)


@pytest.fixture(autouse=True)
def _bakery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working directory is such a project."""
    for name in ("bakery", "bakehouse"):
        shutil.copytree(CASES / name, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)


def verify(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Status and all output."""
    status = main(["verify", *arguments])
    told = capsys.readouterr()
    lines = (told.out + told.err).splitlines(keepends=True)
    return status, "".join(line for line in lines if not line.startswith("newest that the schemas know: "))


def test_a_right_example_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    """Each check that ran is named."""
    assert verify(capsys, "order-desk") == (0, f"{RAN}no problems\n")


def test_an_example_without_files_is_looked_at_for_its_places_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """No problems of what nobody looked at are no good news: so the checks are named."""
    shutil.rmtree("catalog/examples/order-desk/files")
    example = Path("catalog/examples/order-desk/example.yaml")
    text = example.read_text("utf-8")
    start, rest = text.split("    files:\n")[0], text.split("    versions:")[1]
    for part in (
        "provided_by: files\n        objects: [Deployment/bakehouse/till]",
        "provided_by: files\n        objects: [Deployment/bakehouse/desk]",
        "provided_by: files\n        objects: [Oven/bakehouse/stone]",
    ):
        start = start.replace(part, "provided_by: outside")
    example.write_text(f"{start}    versions:{rest}", "utf-8")
    assert verify(capsys, "order-desk") == (0, "order-desk: places\nno problems\n")


def test_something_wrong_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """By a definition of the project's own; and in another form."""
    Path(FILE).write_text(Path(FILE).read_text("utf-8").replace("280", "hot"), "utf-8")
    message = "Oven/bakehouse/stone: /spec/degrees: 'hot' is not of type 'integer'"
    assert verify(capsys, "order-desk") == (1, f"{RAN}{FILE}:7:3: {message}\n1 error\n")
    status, told = verify(capsys, "order-desk", "--format", "json")
    assert (status, [(one["rule"], one["message"]) for one in json.loads(told)]) == (
        1,
        [("verify-custom-resources", message)],
    )


def test_another_folder_of_schemas_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    """Without the definition, nobody knows the kind."""
    Path("empty").mkdir()
    told = f"{RAN}{FILE}:1:1: Oven/bakehouse/stone: no schema for bakery.example/v1 Oven\n1 error\n"
    assert verify(capsys, "order-desk", "--schemas", "empty") == (1, told)


def test_a_catalog_that_is_invalid_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """As `check` reports it; so does a wrong schema."""
    Path("schemas/other.yaml").write_text("a: b\n", "utf-8")
    message = "no CustomResourceDefinition with a schema, expected nothing else in schemas/"
    assert verify(capsys, "order-desk") == (1, f"schemas/other.yaml:1:1: {message}\n1 error\n")
    Path("catalog/catalog.yaml").write_text("a: b\n", "utf-8")
    assert verify(capsys, "order-desk")[0] == 1


def test_an_unknown_example_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    """All of them are told, each with the nearest that there is."""
    told = "patternloom verify: unknown example 'ordr-desk'; did you mean 'order-desk'?\n"
    assert verify(capsys, "ordr-desk", "order-desk") == (2, told)


def test_a_check_that_did_not_run_ends_with_3(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The others did, and found nothing."""
    monkeypatch.setattr(npm, "HOME", tmp_path / "empty")
    told = (
        "catalog/examples/order-desk/example.yaml:9:5: warning: the check 'custom-resources' did not run on order-desk, "
        "as it needs kubernetes-models; get it by: patternloom verify --setup\n1 warning\n"
    )
    assert verify(capsys, "order-desk") == (3, RAN.replace("custom-resources, ", "") + told)
    Path(FILE).write_text("a: [\n", "utf-8")
    assert verify(capsys, "order-desk")[0] == 1


def test_setup_gets_the_tools_and_checks_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it cannot, it says why."""
    monkeypatch.setattr(command, "get_tools", lambda: None)
    assert verify(capsys, "--setup", "no-such-example") == (0, "")

    def fails() -> None:
        raise SetupError("no npm")

    monkeypatch.setattr(command, "get_tools", fails)
    assert verify(capsys, "--setup") == (2, "patternloom verify: no npm\n")
