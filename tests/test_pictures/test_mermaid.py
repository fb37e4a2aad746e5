"""Diagrams as mermaid text, letter by letter."""

from __future__ import annotations

import pytest

from patternloom.pictures.diagram import WHOLE, Box, Diagram, Edge, Node
from patternloom.pictures.mermaid import TooLargeError, mermaid_text
from patternloom.problems import limits


def test_a_tree_has_a_line_a_part_in_their_order_and_then_its_clicks() -> None:
    parts = (
        Node(WHOLE, "Bakery", ("group",), "rounded"),
        Node("two-phase", "Two phases", ("pattern", "discouraged"), note="avoid", link="a/#two-phase"),
        Edge(WHOLE, "two-phase"),
    )
    assert (
        mermaid_text(Diagram("x", "Tree: x", "Read it", "right", parts))
        == """\
flowchart LR
  accTitle: Tree#58; x
  accDescr: Read it
  root(["Bakery"]):::group
  n_two_phase["Two phases<br>(avoid)"]:::pattern
  class n_two_phase discouraged
  root --- n_two_phase
  click n_two_phase href "a/#two-phase\""""
    )


def test_that_there_are_more_is_told_in_the_line_that_leads_there() -> None:
    parts = (Node("a", "A", ("group",)), Node("a_more", "…", ("more",), "ellipsis"), Edge("a", "a_more"))
    assert mermaid_text(Diagram("x", "", "", "right", parts)).splitlines()[3:] == [
        '  n_a["A"]:::group',
        '  n_a --- n_a_more["…"]:::more',
    ]


def test_boxes_are_subgraphs_and_only_nodes_are_linked() -> None:
    inner = Box("sieve", "Sieve", (), (Node("flour", "Flour", ("box",), link="#flour"),), "sieve/")
    bowl = Box("bowl", "Bowl", (), (inner,), "bowl/")
    parts = (bowl, Edge("water", "bowl", "end", "pour in"), Node("water", "Water", ("box",)))
    assert (
        mermaid_text(Diagram("x", "Dough", "How", "down", parts))
        == """\
flowchart TB
  accTitle: Dough
  accDescr: How

  subgraph n_bowl["Bowl"]
  subgraph n_sieve["Sieve"]
  n_flour["Flour"]:::box

  end

  end
  n_water["Water"]:::box

  n_water -->|"pour in"| n_bowl
  click n_flour href "#flour\""""
    )


def test_boxes_without_edges_end_without_a_blank_line() -> None:
    text = mermaid_text(Diagram("x", "", "", "down", (Box("a", "A", (), (Node("b", "B", ("box",)),)),)))
    assert text.endswith('"]:::box\n\n  end')


@pytest.mark.parametrize(
    ("heads", "expected"),
    [("none", "n_a --- n_b"), ("end", "n_a --> n_b"), ("start", "n_b --> n_a"), ("both", "n_a <--> n_b")],
)
def test_an_arrow_points_where_its_heads_are(heads: str, expected: str) -> None:
    """Mermaid has no arrow backwards."""
    edge = Edge("a", "b", heads)  # type: ignore[arg-type]  # one of the four
    assert mermaid_text(Diagram("x", "", "", "right", (edge,))).splitlines()[3:] == [f"  {expected}"]


def test_a_diagram_that_mermaid_would_not_draw_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    diagram = Diagram("x", "\N{BREAD}", "", "right", (Edge("a", "b"), Edge("b", "c")))
    letters = len(mermaid_text(diagram)) + 1  # of JavaScript, which has two for this sign
    monkeypatch.setattr(limits, "DIAGRAM_CHARACTERS", letters)
    monkeypatch.setattr(limits, "DIAGRAM_EDGES", 2)
    assert mermaid_text(diagram)
    monkeypatch.setattr(limits, "DIAGRAM_CHARACTERS", letters - 1)
    with pytest.raises(TooLargeError, match=f"^{letters} characters in a diagram, expected at most {letters - 1}$"):
        mermaid_text(diagram)
    monkeypatch.setattr(limits, "DIAGRAM_EDGES", 1)
    with pytest.raises(TooLargeError, match=r"^2 lines in a diagram, expected at most 1$"):
        mermaid_text(diagram)


def test_no_text_means_anything_to_mermaid() -> None:
    parts = (
        Node("a", '"]:::x', ("box",), note="<b>", link='"&'),
        Box("c", "end\n", (), (Node("d", "`", ("box",)),)),
        Edge("a", "a", "end", '|"'),
    )
    text = mermaid_text(Diagram("x", "a;\nb", "%%", "right", parts))
    assert (
        text
        == """\
flowchart LR
  accTitle: a#59; b
  accDescr: #37;#37;

  n_a["#34;#93;#58;#58;#58;x<br>(#60;b#62;)"]:::box
  subgraph n_c["end"]
  n_d["#96;"]:::box

  end

  n_a -->|"#124;#34;"| n_a
  click n_a href "%22&amp;\""""
    )
