"""The law's data hold together: forms and replies, parameters and settings, acts and articles."""

from __future__ import annotations

import re
from datetime import date

import pytest

from gongkai.core.law import articles, event_lines, forms, grounds, parameters, receipt, replies
from gongkai.core.law.events import Channel, Event, EventKind, Party
from gongkai.core.law.parameters import (
    NotInForceError,
    SettingError,
    UnknownParameterError,
)

ARTICLE = re.compile(r"第[一二三四五六七八九十]+条")


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_outcome_row_has_a_reply_and_cites_its_articles(form: str) -> None:
    rows = {row.key: row for row in forms.forms()[form].table3.rows if row.role == "outcome"}
    assert {kind.rows[form] for kind in replies.kinds().values()} == set(rows)
    for kind in replies.kinds().values():
        row = rows[kind.rows[form]]
        assert row.outcome == kind.outcome
        if len(replies.of_row(form, row.key)) == 1:
            assert set(ARTICLE.findall(kind.cited)) == set(ARTICLE.findall(row.basis)), row.key


def test_every_ground_has_its_row_and_reply() -> None:
    refused = {kind.rows["2021"] for kind in replies.kinds().values() if kind.outcome == "refused"}
    assert {ground.row for ground in grounds.grounds().values()} == refused


def test_every_parameter_says_on_what_it_rests_and_when_it_was_checked() -> None:
    for name, parameter in parameters.all_parameters().items():
        assert parameter.description, name
        assert parameter.checked_on >= date(2026, 11, 1), name
        assert all(value.basis for value in parameter.values.values()), name
        if parameter.setting:
            assert parameter.note, name
            assert all(
                not parameter.choices or value.value in parameter.choices
                for value in parameter.values.values()
            ), name


def test_the_law_of_a_day_is_the_last_wording_before_it() -> None:
    assert parameters.at(date(2019, 5, 14)).number("clocks.reply") == 15
    assert parameters.at(date(2019, 5, 15)).number("clocks.reply") == 20
    assert parameters.at(date(2019, 5, 14)).find("clocks.supplementation_notice") is None
    with pytest.raises(NotInForceError):
        parameters.at(date(2008, 4, 30)).get("clocks.reply")
    with pytest.raises(UnknownParameterError, match=r"clocks\.replies"):
        parameters.at(date(2026, 1, 1)).get("clocks.replies")
    with pytest.raises(TypeError, match="not a number"):
        parameters.at(date(2026, 1, 1)).number("clocks.pauses")


def test_every_wrong_setting_is_told_at_once() -> None:
    with pytest.raises(SettingError) as refused:
        parameters.at(
            date(2026, 1, 1),
            {"clocks.reply": 30, "clocks.fee_clock": "never", "no.such": 1, "clocks.due_soon": "x"},
        )
    said = str(refused.value)
    for words in ("不能自行设定", "restart、resume", "没有名为“no.such”", "应当是正整数"):
        assert words in said


def test_a_chosen_setting_is_marked_as_the_countys_own() -> None:
    value = parameters.at(date(2026, 1, 1), {"clocks.due_soon": 5}).get("clocks.due_soon")
    assert (value.value, value.basis[-5:]) == (5, "本机关设定")


def test_every_channel_has_a_rule_and_every_event_a_label() -> None:
    assert set(receipt.channels()) == set(Channel)
    assert len({kind.label for kind in EventKind}) == len(EventKind)


def test_a_line_tells_an_event() -> None:
    line = "2026-07-06 发出征求意见书（其他机关，县档案馆）"
    day = date(2026, 7, 6)
    expected = Event(EventKind.CONSULTED, day, party=Party.OTHER_BODY, reference="县档案馆")
    assert event_lines.parse(line) == expected


def test_citations_are_written_as_letters_write_them() -> None:
    cited = articles.cite("ogi", 36, item=4)
    assert cited == "《政府信息公开条例》（2019修订）第三十六条第（四）项"
    assert articles.cite("ogi", 16, paragraph=2).endswith("第十六条第二款")
    numbers = {1: "一", 10: "十", 11: "十一", 20: "二十", 56: "五十六", 102: "一百零二"}
    assert {number: articles.in_chinese(number) for number in numbers} == numbers
    assert (articles.in_chinese(110), articles.in_chinese(111)) == ("一百一十", "一百一十一")
    with pytest.raises(ValueError, match="from 1 to 199"):
        articles.in_chinese(200)
