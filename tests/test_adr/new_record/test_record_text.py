"""A new record's text: whole records, and that no text of a catalog becomes markup in one."""

from __future__ import annotations

from dataclasses import replace

from adr_catalogs import CATALOG, SAGA, SITE, with_entry
from markdown_it import MarkdownIt

from patternloom.adr.new_record.record_text import Head, record_text
from patternloom.adr.new_record.subject import subject_of

HEAD = Head("Keep orders consistent", "2026-11-29", 7)

MADR = """\
---
status: proposed
date: 2026-11-29
patterns: [saga@r3]
---

# Keep orders consistent

## Context and Problem Statement

Data of many services.

<!-- What asks for a decision here, and now? -->

## Decision Drivers

<!-- From the catalog: strike out what does not matter here, and add what does. -->

* Saga fits when several services change data
* Saga does not fit when one transaction is enough

## Considered Options

* [Saga](https://docs.example.com/ref/p/saga/r3/)
* [Two phase](https://docs.example.com/ref/p/two-phase/r1/) (discouraged)

## Decision Outcome

Chosen option: "[Saga](https://docs.example.com/ref/p/saga/r3/)", because
<!-- Which of the drivers weigh most here? -->

### Consequences

<!-- Which of the pros and cons below do we take on? -->

### Confirmation

<!-- How will it be seen that this is done as decided? -->

## Pros and Cons of the Options

### Saga

Steps with a way back.

* Good, because no locks over services
* Bad, because no isolation
* It requires [Idempotence](https://docs.example.com/ref/p/idempotence/r1/)
* Technologies that can take it over: [Engine](https://docs.example.com/ref/p/engine/r2/)

### Two phase

* Good, because all or nothing
* Bad, because it is discouraged: It holds locks.

## More Information

Options, drivers, pros and cons: [Saga](https://docs.example.com/ref/p/saga/r3/).
"""

NYGARD = """\
# 7. 注文の整合性

日付: 2026-11-29

## ステータス

提案中

## コンテキスト

複数サービスのデータです。

<!-- ここで今、決定が必要なのはなぜですか。 -->

検討する選択肢は次のとおり。

* [Saga（日）](https://docs.example.com/ref/ja/p/saga/r3/)
* [Two phase（日）](https://docs.example.com/ref/ja/p/two-phase/r1/)（非推奨）

<!-- カタログから転記したものです。ここで重要でないものは消し、足りないものを補ってください。 -->

* Saga（日）が合う場面：several services change data（日）
* Saga（日）が合わない場面：one transaction is enough（日）

## 決定

…を採用する。理由：
<!-- ここで最も重視する決定要因はどれですか。 -->

## 結果

<!-- カタログから転記したものです。ここで重要でないものは消し、足りないものを補ってください。 -->

Saga（日）を選んだ場合：

* 良い点：no locks over services（日）
* 悪い点：no isolation（日）
* 前提：[Idempotence（日）](https://docs.example.com/ref/ja/p/idempotence/r1/)
* 代替できる技術：[Engine（日）](https://docs.example.com/ref/ja/p/engine/r2/)

Two phase（日）を選んだ場合：

* 良い点：all or nothing（日）
* 悪い点：非推奨。ロックを保持します。

選択肢、決定要因、長所、短所の出典：[Transactions（日）](https://docs.example.com/ref/ja/p/transactions/r1/)。
"""


def test_a_whole_record_of_madr_about_a_pattern() -> None:
    assert record_text("madr", subject_of(CATALOG, "saga", "en", SITE), "en", HEAD) == MADR


def test_a_whole_record_of_nygard_about_a_group() -> None:
    head = replace(HEAD, title="注文の整合性")
    assert record_text("nygard", subject_of(CATALOG, "transactions", "ja", SITE), "ja", head) == NYGARD


def test_where_the_other_records_list_their_status_so_does_this_one() -> None:
    text = record_text("madr", subject_of(CATALOG, "saga", "en", SITE), "en", replace(HEAD, metadata="list"))
    assert text.startswith("# Keep orders consistent\n\n- Status: proposed\n- Date: 2026-11-29\n\n## Context")


def test_a_group_s_record_names_no_pattern_as_chosen() -> None:
    text = record_text("madr", subject_of(CATALOG, "transactions", "en", SITE), "en", HEAD)
    assert "patterns: []\n" in text
    assert 'Chosen option: "…", because\n' in text


def test_of_a_pattern_alone_the_consequences_are_its_own() -> None:
    text = record_text("nygard", subject_of(CATALOG, "saga", "en", SITE), "en", replace(HEAD, number=None))
    assert text.startswith("# Keep orders consistent\n")
    assert "We will use [Saga](https://docs.example.com/ref/p/saga/r3/), because\n" in text
    assert "all or nothing" not in text.partition("## Consequences")[2]


def test_a_hostile_name_and_title_open_nothing() -> None:
    hostile = "](https://evil.example/) <script>alert(1)</script>\n\n# x\n---"
    saga = replace(SAGA, name={"en": hostile, "ja": hostile})
    subject = subject_of(with_entry(saga), "saga", "en", "https://docs.example.com/a (b)/")
    text = record_text("madr", subject, "en", replace(HEAD, title="A\nstatus: accepted\x00"))
    tokens = MarkdownIt("commonmark").parse(text.partition("---\n\n")[2])
    html = [token.content for token in tokens if token.type == "html_block"]
    assert all(one.startswith("<!-- ") for one in html)
    inline = [child for token in tokens for child in token.children or ()]
    targets = {str(child.attrs["href"]) for child in inline if child.type == "link_open"}
    assert all(target.startswith("https://docs.example.com/a%20%28b%29/p/") for target in targets)
    assert "html_inline" not in {child.type for child in inline}
    assert "# A status: accepted\n" in text
