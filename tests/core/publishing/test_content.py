"""Kinds, completeness, vocabularies, columns, index numbers, digests, differences, terms."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.publishing import completeness, differences, kinds
from gongkai.core.publishing.columns import prescribed_columns, walk
from gongkai.core.publishing.digests import digest
from gongkai.core.publishing.index_numbers import Pattern, index_number, period_of
from gongkai.core.publishing.term_rules import term_of
from gongkai.core.publishing.terms import terms
from gongkai.core.publishing.vocabularies import themes, vocabularies, vocabulary


def test_every_kind_draws_on_lists_and_terms_that_exist():
    items = vocabulary("items")
    for kind in kinds.kinds().values():
        assert set(kind.items) <= set(items), kind.kind
        assert set(kind.relations) <= set(vocabulary("relations")), kind.kind
        assert {rule.term for rule in kind.terms} <= set(terms()), kind.kind
        for field in kind.fields:
            for one in (field, *field.columns):
                assert not one.vocabulary or one.vocabulary in vocabularies().vocabularies
                if one.type in ("choice", "choices"):
                    assert one.vocabulary or one.options, (kind.kind, one.name)


def test_every_kind_has_a_column_and_every_column_a_known_kind():
    listed = {kind for _, column in walk(prescribed_columns()) for kind in column.kinds}
    assert listed == set(kinds.kinds())


def test_columns_have_permanent_codes_and_addresses_of_their_own():
    columns = [column for _, column in walk(prescribed_columns())]
    assert len({column.code for column in columns}) == len(columns)
    by_parent = [(parent, column.address) for parent, column in walk(prescribed_columns())]
    assert len(set(by_parent)) == len(by_parent)
    articles = {f"A20-{number:02d}" for number in range(1, 16)}
    assert articles <= {column.code for column in columns}


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("held_on", "2026-13-01", "应当是日期"),
        ("open_to_public", "是", "应当是是或否"),
        ("topics", "两项", "应当逐行填写"),
        ("topics", [{"outcome": "通过"}], "议题第 1 行议题"),
        ("attendance", [{"capacity": "人大代表", "count": "三"}], "应当是整数"),
        ("attendance", [{"capacity": "人大代表", "count": 3, "x": 1}], "没有“x”一列"),
        ("no_such_field", 1, "没有“no_such_field”这一项"),
    ],
)
def test_values_that_do_not_fit_are_told_with_place(field, value, told):
    reasons = kinds.check("meeting", {field: value}, complete=True)
    assert any(told in reason.sentence for reason in reasons), reasons


@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        ("moment", "2026-11-20T09:00:00+08:00", "2026-11-20T09:00:00"),
        ("amount", "12.50", "十二"),
        ("address", "https://www.example.gov.cn/", "javascript:alert(1)"),
        ("integer", 3, True),
        ("text", "字", 3),
    ],
)
def test_each_type_takes_its_values_only(type_, good, bad):
    field = kinds.Field("x", "某项", type_)
    from gongkai.core.publishing.kinds.values import problems

    assert problems(field, good, complete=True) == []
    assert len(problems(field, bad, complete=True)) == 1


def test_a_draft_without_values_has_nothing_wrong_and_a_submission_has():
    for key in kinds.kinds():
        assert kinds.check(key, {}, complete=False) == []
    assert kinds.check("meeting", {}, complete=True) != []


def complete(**more) -> completeness.Content:
    values = {
        "kind": "announcement",
        "title": "公告",
        "text": "<p>正文</p>",
        "summary": "概述",
        "theme": "02-01",
        "item": "A20-15",
        "column": "notices",
        "disclosure": "proactive",
        "disclosure_article": "条例第十九条",
    }
    return completeness.Content(**values | more)


def told(**more) -> list[str]:
    return [reason.sentence for reason in completeness.missing(complete(**more))]


def test_a_complete_announcement_may_be_submitted():
    assert told() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": " "}, "没有填写名称"),
        ({"text": "<p>&nbsp;</p>"}, "没有填写正文"),
        ({"disclosure": "withheld"}, "没有填写公开属性的理由"),
        ({"disclosure": ""}, "没有填写公开属性"),
        ({"change": "correction"}, "没有填写更正说明"),
        ({"effective_on": date(2026, 2, 1), "expires_on": date(2026, 1, 1)}, "早于施行日期"),
        ({"column_kinds": ("news",)}, "所选栏目不收“通知公告”"),
        ({"document_number": "青政发〔2026〕012号"}, "序号不加零"),
        ({"images_without_text": ("图一",)}, "图片“图一”的替代文字"),
    ],
)
def test_each_gap_is_told(change, sentence):
    assert any(sentence in one for one in told(**change)), told(**change)


@pytest.mark.parametrize(
    "number", ["青政发〔2026〕12号", "国办函〔2020〕109号", "青政办发〔2026〕第3号"]
)
def test_document_numbers_of_the_standard_form_pass(number):
    assert told(document_number=number) == []


def test_an_interpretation_needs_its_document_and_seven_elements():
    sentences = told(kind="interpretation", own={"elements": ["background"]})
    assert any("被解读的文件" in one for one in sentences)
    assert any("还缺制定意义和总体考虑" in one for one in sentences)


def test_themes_have_two_levels():
    assert themes()["02"] == "综合政务"
    assert themes()["02-05"] == "综合政务\\文秘工作"
    assert len([code for code in themes() if len(code) == 2]) == 22


def test_index_numbers_follow_the_national_form():
    assert (
        index_number(code="00001434-9", period="2017", serial=110, pattern=Pattern())
        == "000014349/2017-00110"
    )
    monthly = Pattern(period="month", digits=5)
    period = period_of(date(2025, 4, 9), monthly)
    assert (
        index_number(code="113417020032563511", period=period, serial=57, pattern=monthly)
        == "113417020032563511/202504-00057"
    )
    with pytest.raises(ValueError, match="9 to 18 characters"):
        index_number(code="短", period="2026", serial=1, pattern=Pattern())


@given(st.dictionaries(st.text(), st.text()))
def test_a_digest_knows_content_and_not_order(content):
    backwards = dict(reversed(content.items()))
    assert digest(content) == digest(backwards)
    assert digest(content | {"\x00": "x"}) != digest(content)


@given(st.lists(st.text("甲乙丙丁\n"), max_size=6), st.lists(st.text("甲乙丙丁\n"), max_size=6))
def test_a_comparison_holds_both_texts_in_full(before, after):
    old = "".join(f"<p>{text}</p>" for text in before)
    new = "".join(f"<p>{text}</p>" for text in after)
    lines = differences.compare_texts(old, new)
    left = ["".join(p.text for p in line if p.kind != "added") for line in lines]
    right = ["".join(p.text for p in line if p.kind != "removed") for line in lines]
    assert [text for text in left if text] == differences.paragraphs(old)
    assert [text for text in right if text] == differences.paragraphs(new)


def test_a_changed_figure_is_marked_alone():
    (line,) = differences.compare_texts("<p>共 12 件</p>", "<p>共 13 件</p>")
    assert [(p.kind, p.text) for p in line if p.kind != "same"] == [
        ("removed", "2"),
        ("added", "3"),
    ]


@pytest.mark.parametrize(
    ("kind", "content", "own", "expected"),
    [
        ("news", {"formed_on": date(2026, 1, 5)}, {}, ("proactive_disclosure", date(2026, 1, 5))),
        (
            "budget",
            {},
            {"level": "department", "approved_on": "2026-02-01"},
            ("department_budget", date(2026, 2, 1)),
        ),
        (
            "enforcement_decision",
            {},
            {"type": "penalty", "decided_on": "2026-02-01"},
            ("licence_and_penalty", date(2026, 2, 1)),
        ),
        (
            "enforcement_decision",
            {},
            {"type": "coercion", "decided_on": "2026-02-01"},
            ("enforcement_decision", date(2026, 2, 1)),
        ),
        ("budget", {}, {"level": "department", "approved_on": "某日"}, None),
    ],
)
def test_the_term_of_a_kind_runs_from_its_own_event(kind, content, own, expected):
    assert term_of(kind, content, own) == expected


def test_livelihood_news_runs_by_the_hour():
    own = {"livelihood": True, "event_at": "2026-11-20T17:00:00+08:00"}
    term, start = term_of("news", {}, own)
    assert term == "livelihood_news"
    assert isinstance(start, datetime)
