"""Whose figures a sentence gives: the body's own, another's, or not to be told."""

from __future__ import annotations

import pytest

from gongkai.core.text.clauses import clauses
from gongkai.core.text.subjects import (
    Whose,
    first_verb,
    is_region_wide,
    named_subject,
    whose,
)
from gongkai.core.text.tokens import tokens

OFFICE, COUNTY, BUREAU = "清河县人民政府办公室", "清河县人民政府", "清河县住房和城乡建设局"
TOWN, STREET = "清河县柳林镇人民政府", "江州市清河区东风街道办事处"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("2023年县公安局共收到政府信息公开申请3件", "县公安局"),
        ("县政府办公室受理申请6件", "县政府办公室"),
        ("我局2023年共收到申请3件", "我局"),
        ("全县各部门共收到申请120件", "全县各部门"),
        ("全年共收到申请3件", ""),
        ("政府信息公开申请12件", ""),
        ("通过县政府网站收到申请3件", ""),
        ("因政府信息公开引发行政复议2件", ""),
    ],
)
def test_the_subject_of_a_clause(text: str, subject: str) -> None:
    (clause,) = clauses(tokens(text), 0, len(text), 0)
    number = clause.tokens[clause.numbers[0]].start
    assert named_subject(text, clause, first_verb(clause.tokens, number)) == subject


@pytest.mark.parametrize(
    ("subject", "body", "answer"),
    [
        ("", OFFICE, Whose.OWN),
        ("我办", OFFICE, Whose.OWN),
        ("本机关", BUREAU, Whose.OWN),
        ("县政府办公室", OFFICE, Whose.OWN),
        ("县政府办公室", COUNTY, Whose.OTHER),
        ("县住建局", BUREAU, Whose.OWN),
        ("县公安局", BUREAU, Whose.OTHER),
        ("全县", COUNTY, Whose.OWN),
        ("全县", OFFICE, Whose.OTHER),
        ("我县", COUNTY, Whose.OWN),
        ("我县", BUREAU, Whose.UNSURE),
        ("全市", COUNTY, Whose.OTHER),
        ("全系统", BUREAU, Whose.UNSURE),
        ("各部门", COUNTY, Whose.OTHER),
        ("县直各单位", OFFICE, Whose.OTHER),
        ("我镇", TOWN, Whose.OWN),
        ("柳林镇", TOWN, Whose.OWN),
        ("本街道", STREET, Whose.OWN),
        ("东风街道", STREET, Whose.OWN),
        ("清河县", BUREAU, Whose.UNSURE),
        ("县公安局", None, Whose.UNSURE),
        ("我局", None, Whose.OWN),
    ],
)
def test_whose(subject: str, body: str | None, answer: Whose) -> None:
    assert whose(subject, body) is answer


def test_region_wide() -> None:
    for text, wide in (("全县作出行政处罚3件", True), ("全年作出行政处罚3件", False)):
        (clause,) = clauses(tokens(text), 0, len(text), 0)
        assert is_region_wide(text, clause) is wide
