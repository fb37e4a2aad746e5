"""A small catalog with a past: five entries of bread that were renamed, merged, moved, retired and worded otherwise.

`remember` makes it, release by release, as its authors would have: a change of the files, then `lock`. What it makes lies
in `cases/remembered/`, so that pages, feeds and the wire can be tried on a past without making one.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from projects import CASES, SMALL
from projects import Project as Written

from patternloom.lock.orders import Orders
from patternloom.lock.run import Locked, lock
from patternloom.publish.project import Project
from patternloom.publish.sources import read_sources
from patternloom.site.pages import addresses_of

REMEMBERED = CASES / "remembered"
AREA, GROUP, STEAM = "fermentation/area.yaml", "fermentation/leavening.yaml", "baking/steam.yaml"

OLD = """\
  - id: levain
    name: {en: Levain, ja: ルヴァン}
"""
NEW = """\
  - id: sourdough
    formerly: [levain]
    name: {en: Sourdough, ja: サワードウ}
"""
EGG_WASH = """\
  - id: egg-wash
    name: {en: Egg wash, ja: 卵液}
    summary: {en: Egg on the crust makes it shine., ja: 皮に卵を塗り、つやを出します。}
    status: situational
    benefits:
      - text: {en: the crust shines, ja: 皮につやが出る}
    references: [calvel-1990]
    reviewed: 2026-01-31
  - id: saleratus
    name: {en: Saleratus, ja: サレラタス}
    summary: {en: Potash and carbon dioxide raise the dough., ja: 炭酸カリウムで生地を膨らませます。}
    status: discouraged
    reason: {en: Nobody sells it any more., ja: 現在は販売されていません。}
    references: [calvel-1990]
    reviewed: 2026-01-31
"""
SET = """\
    sets:
      - relation: coexisting
        members: [leavening, autolyse]
        source: [T1/Fermentation]
"""
RETIRED = """\
retired:
  - id: egg-wash
    kind: pattern
    name: {en: Egg wash, ja: 卵液}
    date: 2026-01-20
    reason:
      en: Egg on a crust is no way of baking; moist air does what was told of it.
      ja: 卵を塗ることは焼き方ではありません。記載していた効果は蒸気で得られます。
    successor: steam
"""


def recorded(root: Path, day: str, **said: object) -> Locked:
    """`patternloom lock` of that day."""
    sources = read_sources(Project(root, root / "catalog", None, root / "content"), navigation=False)
    orders = Orders(dt.date.fromisoformat(day), **said)  # type: ignore[arg-type]  # whatever the test says
    return lock(root / "catalog", "catalog", sources.catalog, sources.records or {}, addresses_of(sources.plan), orders)


def without_entry(project: Written, file: str, id: str) -> None:
    """Take an entry out of the list that it is the last of, or stands in."""
    text = project.read(file)
    start = text.index(f"  - id: {id}\n")
    end = text.find("\n  - id: ", start) + 1
    project.write(file, text[:start] + (text[end:] if end else ""))


def remember(root: Path) -> None:
    """Make it in a folder, which holds a project's other files already."""
    written = Written(root)
    shutil.copytree(SMALL, written.catalog)
    first_release(root, written)
    second_release(root, written)
    third_release(root, written)
    since_then(root, written)


def first_release(root: Path, written: Written) -> None:
    """0.1.0: sourdough is called levain, soda stands in the other area, and two patterns are there that go later."""
    text = written.read(GROUP).replace("  - id: sourdough\n    name: {en: Sourdough, ja: サワードウ}\n", OLD)
    text = text.replace("[sourdough, yeast, soda]", "[levain, yeast, soda]").replace("[sourdough]", "[levain]")
    written.write(GROUP, text)
    written.replace(AREA, "about: sourdough", "about: levain")
    written.replace(AREA, "entry: sourdough", "entry: levain")
    written.replace(GROUP, "    aliases: [Levain]\n", "")
    written.write(STEAM, written.read(STEAM) + EGG_WASH)
    written.replace(STEAM, "children: [steam]", "children: [steam, egg-wash, saleratus]")
    recorded(root, "2026-01-05", release="0.1.0")


def second_release(root: Path, written: Written) -> None:
    """0.2.0: what levain costs has changed, and one word of yeast."""
    written.replace(
        GROUP,
        "        text: {en: the starter wants care, ja: 種の世話が要る}\n        source: [S2.1]\n",
        "        text: {en: the starter wants care every day, ja: 種の世話が毎日要る}\n        source: [S2.1]\n"
        "      - text: {en: nobody can say when it is ready, ja: 出来上がりの時刻が読めない}\n        opinion: true\n",
    )
    written.replace(GROUP, "raises the dough in two hours", "lifts the dough in two hours")
    written.replace(GROUP, "市販のイーストで2時間で膨らませます", "市販のイーストを使い、2時間で膨らませます")
    reason = {"en": "Clearer wording.", "ja": "わかりやすい表現への修正です。"}
    recorded(root, "2026-01-10", only=frozenset({"yeast"}), reason=reason, editorial={"yeast": frozenset({"summary"})})
    reason = {"en": "Bakers who run one told us so.", "ja": "運用しているパン職人の指摘によるものです。"}
    recorded(root, "2026-01-14", reason=reason)
    recorded(root, "2026-01-15", release="0.2.0")


def third_release(root: Path, written: Written) -> None:
    """0.3.0: levain is renamed, saleratus has become part of soda, egg wash is retired, and autolyse has moved."""
    written.replace(GROUP, OLD, NEW)
    written.write(GROUP, written.read(GROUP).replace("[levain, yeast", "[sourdough, yeast"))
    written.replace(GROUP, "members: [levain]", "members: [sourdough]")
    written.replace(AREA, "about: levain", "about: sourdough")
    written.replace(AREA, "entry: levain", "entry: sourdough")
    written.replace(GROUP, "  - id: soda\n", "  - id: soda\n    formerly: [saleratus]\n")
    written.replace(
        GROUP, "    status: situational\n    correlations:\n", "    status: recommended\n    correlations:\n"
    )
    without_entry(written, STEAM, "saleratus")
    without_entry(written, STEAM, "egg-wash")
    written.write("retired.yaml", RETIRED)
    written.replace(STEAM, "children: [steam, egg-wash, saleratus]", "children: [steam, autolyse]")
    written.replace(AREA, "children: [leavening, autolyse]", "children: [leavening]")
    written.replace(AREA, SET, "")
    reason = {
        "en": "The names that bakers use today, and what they take first.",
        "ja": "現在使われている名称と、最初の選択肢に合わせました。",
    }
    recorded(root, "2026-01-20", reason=reason)
    recorded(root, "2026-01-21", release="0.3.0")


def since_then(root: Path, written: Written) -> None:
    """Not released: the original of steam has changed, and its translation has not; soda tastes otherwise."""
    written.replace(STEAM, "Moist air keeps the crust soft.", "Moist air keeps the crust soft while the loaf grows.")
    reason = {"en": "It said nothing of when.", "ja": "時期の記載がありませんでした。"}
    recorded(root, "2026-01-26", reason=reason, revision={"steam": frozenset({"summary"})})
    written.replace(GROUP, "It tastes of soap.", "It tastes of soap and metal.")
    written.replace(GROUP, "石鹸のような味がします", "石鹸と金属のような味がします")
    recorded(root, "2026-01-27", reason={"en": "A tasting.", "ja": "試食の結果です。"})
