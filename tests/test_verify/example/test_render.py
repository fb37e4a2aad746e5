"""What Kustomize and Helm are given to make objects of."""

from __future__ import annotations

import pytest

from patternloom.verify.example.render import RenderError, rendered

CHART = {
    "chart/Chart.yaml": "apiVersion: v2\nname: orders\nversion: 1.0.0\n",
    "chart/templates/one.yaml": "kind: ConfigMap\nversion: {{ .Capabilities.KubeVersion.Version }}\n",
}


@pytest.mark.parametrize("version", ["1.33", "1.35"])
def test_a_chart_is_told_the_version_of_kubernetes_that_the_example_names(version: str) -> None:
    """A chart may be another one in another version."""
    texts, _ = rendered(CHART, version)
    assert [text.splitlines()[-1] for text in texts.values()] == [f"version: v{version}.0"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a/kustomization.yaml": "resources: [../../x]"}, "a: ../../x leads out of the files"),
        ({"a/kustomization.yaml": ""}, "a/kustomization.yaml: expected fields"),
        ({"chart/Chart.yaml": "apiVersion: v2"}, "chart/Chart.yaml has no name"),
    ],
)
def test_what_cannot_be_rendered_is_told_with_its_place(files: dict[str, str], told: str) -> None:
    """Before a tool is asked."""
    with pytest.raises(RenderError) as error:
        rendered(files, "1.35")
    assert str(error.value) == told


CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
KUSTOMIZED = {
    "base/kustomization.yaml": "resources: [a.yaml]\n",
    "base/a.yaml": CONFIG,
    "k8s/kustomization.yaml": "namespace: shop\nresources: [../base]\ncomponents: []\n",
    "k8s/notes.md": "Nothing to render.",
    "other.yaml": CONFIG,
}


def test_a_kustomization_is_rendered_where_no_other_takes_it_in() -> None:
    """What went into it is told, and nothing else."""
    texts, taken = rendered(KUSTOMIZED, "1.35")
    assert texts == {
        "k8s (kubectl kustomize)": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: shop\n"
    }
    assert taken == {path for path in KUSTOMIZED if path != "other.yaml"}


def test_a_chart_is_rendered_once_for_each_file_of_values() -> None:
    """With its own values first."""
    files = {
        **CHART,
        "chart/templates/one.yaml": "kind: A\nsize: {{ .Values.size }}\n",
        "chart/values.yaml": "size: 1\n",
        "chart/values-large.yaml": "size: 9\n",
    }
    texts, _ = rendered(files, "1.35")
    assert {name: text.splitlines()[-1] for name, text in texts.items()} == {
        "chart (helm template)": "size: 1",
        "chart (helm template chart/values-large.yaml)": "size: 9",
    }


def test_without_either_nothing_is_run() -> None:
    """Whatever else is there."""
    assert rendered({"k8s/a.yaml": CONFIG}, "1.35") == ({}, frozenset())


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"a/kustomization.yaml": "resources: []\n", "b/kustomization.yaml": "resources: []\n"},
            "no kustomization takes in b, nor does that a",
        ),
        ({"a/kustomization.yaml": "resources: [gone.yaml]\n"}, "a: error: accumulating resources"),
        ({"a/kustomization.yaml": "a: [\n"}, "a/kustomization.yaml: while parsing"),
        ({**CHART, "chart/templates/one.yaml": "{{ .Values.a.b }}\n"}, "chart: Error: "),
    ],
)
def test_what_a_tool_refuses_is_told(files: dict[str, str], told: str) -> None:
    """In its words."""
    with pytest.raises(RenderError) as error:
        rendered(files, "1.35")
    assert str(error.value).startswith(told)
