"""What Kustomize and Helm are given to make objects of."""

from __future__ import annotations

import pytest

from examples.render import RenderError, rendered

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
