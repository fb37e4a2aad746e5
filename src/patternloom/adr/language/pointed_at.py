"""What a sentence only points at, or recalls of another record: *see A for details*, *ADR-3 chose A*, *詳細はAを参照*.

In: a text in small letters, where a sentence of it begins and ends, the links in it. Out: up to which place its links
are recalled or pointed at. What this record decides on them, the sentence does not say.
"""

from __future__ import annotations

import re

_OLD = r"(?:previous|earlier|former|original|prior|superseded|old|last)"
_RECALLED = re.compile(
    r"\W*(?:[a-z ]{1,20},\s)?(?:(?:as|in|with)\s)?(?:(?:the|our|an?|that|this record's)\s)?"
    rf"(?:{_OLD}\s(?:adr|record|decision|rfc|version)|(?:adr|rfc|record|decision)[-_ #]*\d+)\b[^.;:]{{0,30}}?\s"
    r"(?:said|says|stated?|states|chose|had|told|asked|required|prescribed|introduced|picked|was|were|reads?|used|allowed|mandated|"
    r"decided|settled|proposed|recommended|favou?red|went|made)\b(?!\s(?:replaced|superseded|amended|accepted)\b)"
)
_ANEW = re.compile(
    r";|\.\s|[,:–—]\s?(?:but|so|and|yet|while|whereas|which)\b|\bnow\b|\btoday\b|\bthis time\b"
    r"|\bthis (?:adr|record|one)\b|\binstead\b"
)
_RECALLED_LAST = re.compile(
    r"\W*(?:[a-z ]{1,20}[,、]\s?)?(?:なお、?|ただし、?)?"
    r"(?:(?:以前|過去|前回|従来|旧|元|当初|先|前)の?(?:決定|記録|決定記録|方針|判断|adr|rfc)"
    r"|(?:adr|rfc|記録)[-_ #]*\d+)"
    r"(?:[（(][^（）()]{0,40}[）)])?(?:では|で|は|が)、?"
)
_PAST_CLAUSE = re.compile(r"[^。、]{0,60}?(?:[ただ]|[まで]した)(?:が|ものの|けれど)?(?:[、。]|$)")
_CITING = re.compile(
    r"[^.;]*?\b(?:cite|name|record|document|describe|link|tag)s?\s(?:[a-z]+\s){0,3}?(?:patterns?|decisions?|entries|choices?)\b[^.;]*?"
    r"\b(?:such as|for example|for instance|e\.g\.|like)[\s,:\"'*_<]*(?:[\w ]{0,20}\()?\ufffc"
)
"""*We name patterns by their addresses, such as A*: how records are written."""
_POINTS = re.compile(
    r"\W*(?:(?:just\s)?for\s(?:reference|comparison|background|context|inspiration|completeness|"
    r"(?:more|further|an?|the)\s(?:[a-z]+\s){0,2}?(?:details?|information|reading|background|introduction|overview|discussion|example|on)\b)"
    r"|(?:see(?:\salso)?|compare|cf\.|refer to|consult|read)\s(?:[^,;:.]{0,40}?\ufffc+[^,;:.]{0,20}\s)"
    r"(?:for|on why|if you)\b"
    r"(?!\s(?:all|every|each|calls|the\s(?:calls|services)))"
    r"|further reading|see also|background reading|references?:|related:)"
)
_POINTS_LAST = re.compile(
    r"\W*(?:なお、?|ちなみに、?|また、?)?(?:ご?参考(?:までに|として|情報|資料|文献)?[、:：]|参考までに|参考として|(?:関連|参照)[:：]"
    r"|(?:詳細|詳しく|背景|経緯|違い|比較|仕組み|概要|注意点|手順)[^。、]{0,16}?(?:は|について)[^。]{0,80}?(?:を参照|を見|に記載|に書|にまと|にある|を読)"
    r"|[^。、]{0,60}?(?:も|を併せて|をあわせて)(?:併せて|あわせて)?参照(?:の|し|する|。|$|さ|く))"
)


def mentioned_until(text: str, start: int, end: int) -> tuple[int, str]:
    """Where what a sentence recalls or points at ends, and how it is meant: `supposed`, `weighed`, or neither."""
    if _CITING.match(text, start, end):
        return end, "supposed"
    if _POINTS.match(text, start, end) or _POINTS_LAST.match(text, start, end):
        return end, "weighed"
    if recalled := _RECALLED.match(text, start, end):
        anew = _ANEW.search(text, recalled.end(), end)
        return anew.start() if anew else end, "supposed"
    if recalled := _RECALLED_LAST.match(text, start, end):
        past = _PAST_CLAUSE.match(text, recalled.end(), end)
        return (past.end(), "supposed") if past else (start, "")
    return start, ""
