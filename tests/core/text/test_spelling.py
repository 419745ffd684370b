"""One spelling for the search: what makes no difference, where runs end, where things came from."""

from __future__ import annotations

import pytest

from gongkai.core.text import sounds
from gongkai.core.text.spelling import BREAK, pairs, plain, spell
from gongkai.core.text.words import Segmenter


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青政发〔2026〕3号", "青政发[２０２６]３号"),  # noqa: RUF001 - wide digits are what this is about
        ("青政发 2026 3 号", "青政发（2026）3号"),
        ("二〇二六年", "2026年"),
        ("關於發布《規範》的通知", "关于发布规范的通知"),
        ("ABC", "ａｂｃ"),  # noqa: RUF001 - wide letters
        ("“一网通办”", "一网通办"),
    ],
)
def test_these_are_written_differently_and_are_the_same(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_a_sentence_ends_a_run() -> None:
    assert plain("。检修。\n期间，停水！") == f"检修{BREAK}期间{BREAK}停水"
    assert "修期" not in plain("检修。期间")


def test_every_character_begins_a_pair() -> None:
    assert list(pairs("供水")) == ["供水", f"水{BREAK}"]
    assert list(pairs("")) == []


@pytest.mark.parametrize(
    ("source", "part", "expected"),
    [
        ("见《青政发〔2026〕3号》。", "发20263", ["发〔2026〕3"]),
        ("水、水。水水", "水", ["水"] * 4),
        ("㎡", "m2", ["㎡"]),
        ("检修。。期间", f"修{BREAK}期", ["修。。期"]),
        ("无", "有", []),
        ("无", "", []),
    ],
)
def test_a_part_is_found_where_it_is_written(source: str, part: str, expected: list[str]) -> None:
    spelt = spell(source)
    assert spelt.text == plain(source)
    assert [source[start:end] for start, end in spelt.spans(part)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水和电", ["水和电"]),
        ("的", ["的"]),
        ("供水，公告", ["供水", "公告"]),
        ("", []),
    ],
)
def test_a_query_is_cut_into_what_a_text_must_have(text: str, expected: list[str]) -> None:
    assert Segmenter().of_query(text) == expected


def test_every_usual_character_has_a_syllable() -> None:
    known = sounds.readings()
    assert len(known) == 3755
    assert len(set(known.values())) == 397
    for character, syllable in zip(
        "啊供水行女略座", ["a", "gong", "shui", "xing", "nv", "lve", "zuo"], strict=True
    ):
        assert known[character] == syllable


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("gongshui", ["gon", "sui"]),
        ("Gong Shui", ["gon", "sui"]),
        ("tiananmen", ["tian", "an", "men"]),
        ("hello", []),
        ("供水", []),
        ("", []),
        ("a" * 61, []),
    ],
)
def test_letters_are_heard_as_syllables(letters: str, expected: list[str]) -> None:
    assert sounds.typed(letters) == expected
