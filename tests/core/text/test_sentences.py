"""Paragraphs over printed lines: joined where a sentence goes on, every character with its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.text.sentences import Span, is_heading, one_spelling, paragraphs


def _texts(lines: list[str]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(lines)]


def test_a_paragraph_broken_by_a_page_is_joined_over_the_blank_line() -> None:
    lines = [
        "办事指南按时更新，新的文件在正式",
        "",
        "印发以后5个工作日内登载。",
        "另起一段。",
    ]
    assert _texts(lines) == [
        "办事指南按时更新,新的文件在正式印发以后5个工作日内登载。",
        "另起一段。",
    ]


def test_headings_stand_alone() -> None:
    lines = [
        "一、总体情况",
        "（一）主动公开",
        "2023年公开信息3条。",
        "1.基本情况",
        "全年收到申请。",
    ]
    assert len(_texts(lines)) == len(lines)
    assert is_heading("（二）依申请公开情况")
    assert not is_heading("（二）依申请公开。2023年收到申请3件，办结3件")
    assert not is_heading("收到申请3件")


def test_sentences_end_at_full_stops_not_at_decimals_or_ordinals() -> None:
    (paragraph,) = paragraphs(["1.公开情况。办结率94.5%，增长2.5倍。整改到位.二是加强培训！"])
    found = [paragraph.text[a:b] for a, b in paragraph.sentences]
    assert found == ["1.公开情况。", "办结率94.5%,增长2.5倍。", "整改到位.", "二是加强培训！"]


def test_places_survive_spaces_and_line_breaks() -> None:
    lines = ["  2021 年，我局先后登记公民提交的公开申", "请 6 件。"]
    (paragraph,) = paragraphs(lines)
    start = paragraph.text.index("6件")
    span = paragraph.span(start, start + 2)
    assert span == Span(1, 2, 5)
    assert lines[1][span.start : span.end] == "6 件"
    begin = paragraph.text.index("申请")
    assert paragraph.span(begin, begin + 2).line == 0


def test_bookmarks_of_converted_files_are_left_out() -> None:
    (paragraph,) = paragraphs(["[bookmark: OLE_LINK4]（二）依申请公开情况。收到1件。"])
    assert paragraph.text.startswith("（二）")
    assert paragraph.span(0, 3) == Span(0, 21, 24)


def test_one_spelling_keeps_the_length() -> None:
    assert one_spelling("\uff11\uff12件(含3件),占50％") == "12件（含3件）,占50%"
    assert one_spelling("⼀⾏⽆⺠") == "一行无民"


@given(st.lists(st.text(alphabet="一二年件申请公开，。 　3（）1.", max_size=30), max_size=8))
def test_every_character_is_found_again_on_its_line(lines: list[str]) -> None:
    for paragraph in paragraphs(lines):
        for at, character in enumerate(paragraph.text):
            span = paragraph.span(at, at + 1)
            assert one_spelling(lines[span.line][span.start]) == character
