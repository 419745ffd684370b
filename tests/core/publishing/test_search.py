"""Reading queries: what is understood of what people type."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.publishing.search.excerpts import excerpt, marked
from gongkai.core.publishing.search.names import aliases
from gongkai.core.publishing.search.near import sound_of, sounding
from gongkai.core.publishing.search.own_words import segmenter
from gongkai.core.publishing.search.query import LONGEST, MOST_PARTS, Asked, Reading, understand

NAMES = {
    "水务局": ("water", "青禾县水务局"),
    "青禾县水务局": ("water", "青禾县水务局"),
    "水利局": ("water", "青禾县水务局"),
    "县府办": ("office", "青禾县人民政府办公室"),
}
CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "examples" / "publishing" / "search.yaml").read_text("utf-8")
)
ON = date(2026, 11, 22)


def asked(query: str, *, literal: bool = False, on: date | None = ON) -> Asked:
    return understand(query, Reading(NAMES, segmenter().of_query, on), literal=literal)


def told(found: Asked) -> list[Any]:
    return [
        " ".join(
            filter(None, (part.kind, "/".join(part.words), part.body, *map(str, part.days or ())))
        )
        for part in found.parts
    ] + [f"without {one}" for one in found.without]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_query_is_understood(case: dict[str, Any]) -> None:
    found = asked(case["query"], literal=case.get("literal", False))
    assert told(found) == case["expect"]


def test_without_a_day_last_year_is_a_word() -> None:
    assert told(asked("去年", on=None)) == ["words 去年"]


def test_a_query_is_cut_where_it_is_too_long() -> None:
    found = asked("供水 " * 200)
    assert len(found.parts) == MOST_PARTS
    assert asked("水" * 300).parts[0].plain == "水" * LONGEST


def test_nothing_to_look_for_is_told_from_nothing_typed() -> None:
    assert asked("。").is_empty
    assert not asked("").is_empty
    assert not asked("-水").is_empty


def test_the_piece_with_most_of_the_words_is_shown_and_marked() -> None:
    text = "供水。" + "无" * 300 + "供水公司将对《管网》进行检修。" + "无" * 300
    found = excerpt(text, ["供水", "检修", "管网"])
    assert [found.text[start:end] for start, end in found.spans] == ["供水", "管网", "检修"]
    assert found.text.startswith("…")
    assert found.text.endswith("…")


def test_marks_cover_the_text_as_it_is_written() -> None:
    found = marked("关于青政发〔2026〕 3 号的说明", ["青政发20263号", "发2026"])
    assert [found.text[start:end] for start, end in found.spans] == ["青政发〔2026〕 3 号"]


def test_without_a_word_in_it_the_beginning_is_shown() -> None:
    assert excerpt("一二三", ["四"]).text == "一二三"
    assert len(excerpt("一" * 500, []).text) < 130


@pytest.mark.parametrize("typed", ["公水", "gongshui", "供睡", "GongShui"])
def test_words_that_sound_alike_are_taken_from_titles(typed: str) -> None:
    titles = ["关于供水的公告", "供水管网", "攻水", "停电公告"]
    assert sounding(titles, sound_of(typed)) == ["供水", "攻水"]


def test_our_own_words_are_not_cut() -> None:
    assert "行政规范性文件库" in segmenter().of_query("行政规范性文件库")


def test_a_body_is_also_called_without_the_county() -> None:
    assert aliases(["青禾县教育局", "县教育局", ""], county="青禾县人民政府") == [
        "青禾县教育局",
        "县教育局",
        "教育局",
    ]
    assert aliases(["青禾县人民政府"], county="青禾县人民政府") == ["青禾县人民政府"]
    assert aliases(["教育局"], county="") == ["教育局"]
