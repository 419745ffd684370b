"""Whatever piece of a text is typed, the text is found: the index against looking through every text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongkai.adapters.search_index.reading import IndexReader
from gongkai.adapters.search_index.writing import Position, Rebuild
from gongkai.core.publishing.search.excerpts import marked
from gongkai.core.publishing.search.near import sound_of
from gongkai.core.publishing.search.own_words import segmenter
from gongkai.core.publishing.search.query import Reading, understand
from gongkai.core.publishing.search.records import Filters, Record
from gongkai.core.text.spelling import plain

ROOT = Path(__file__).resolve().parents[2]
ODD = (
    "青政发〔2026〕3号、青政办发[2025]12号（试行）",
    "自２０２６年３月１日起施行，有效期至二〇三一年二月二十八日。",
    "關於印發《城鎮供水價格管理辦法》的通知",
    "ＡＢＣ公司注册资本㎡与℃，e-mail：gongkai@example.cn；电话 0816-1234567",
    "水",
    "“放管服”改革——“一网通办”‘最多跑一次’",
)
NAMES = {"水务局": ("water", "青禾县水务局"), "青禾县水务局": ("water", "青禾县水务局")}


def texts() -> Iterator[str]:
    yield from ODD
    for path in sorted(ROOT.glob("docs/**/*.md")):
        written = re.sub(r"[`*#|]+", " ", path.read_text("utf-8"))
        yield from (written[at : at + 400] for at in range(0, min(len(written), 4000), 400))


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> tuple[IndexReader, list[Record]]:
    root = tmp_path_factory.mktemp("index")
    records = [
        Record(
            document=number,
            title=text[:30],
            text=text[30:],
            kind="announcement",
            body="water",
            columns=("notices",),
            published_at=number,
            published_on=date(2026, 1, 1),
        )
        for number, text in enumerate(texts(), start=1)
    ]
    rebuild = Rebuild(root, Position(), segmenter())
    rebuild.add(records)
    rebuild.finish()
    return IndexReader(root), records


@functools.cache
def spelt(record: Record) -> str:
    return plain(f"{record.title}\n{record.text}")


def found(reader: IndexReader, query: str, *, literal: bool) -> set[int]:
    asked = understand(query, Reading(NAMES, segmenter().of_query), literal=literal)
    return set(reader.find(asked, Filters(), newest=True, count=10_000).documents)


@settings(max_examples=200, deadline=None)
@given(draw=st.data(), literal=st.booleans())
def test_a_text_is_found_by_any_piece_of_it(county, draw, literal: bool) -> None:
    reader, records = county
    record = draw.draw(st.sampled_from(records))
    part = draw.draw(st.sampled_from(("title", "text")))
    text = getattr(record, part)
    assume(text)
    start = draw.draw(st.integers(0, len(text) - 1))
    query = text[start : start + draw.draw(st.sampled_from((1, 2, 2, 2, 3, 4, 5, 8, 13, 25)))]
    assume(plain(query))
    assume(not re.search(r"(?:^|[\s\"“”])[-－﹣‐‑‒–—―−─━]", query))  # noqa: RUF001 - a minus leaves out
    like = {one.document for one in records if query in one.title or query in one.text}
    assert record.document in like
    assert like <= found(reader, query, literal=literal)


@settings(max_examples=100, deadline=None)
@given(draw=st.data())
def test_a_quoted_piece_finds_the_texts_that_hold_it_and_no_others(county, draw) -> None:
    reader, records = county
    text = draw.draw(st.sampled_from([one.text for one in records if len(one.text) > 12]))
    start = draw.draw(st.integers(0, len(text) - 2))
    query = plain(text[start : start + draw.draw(st.integers(2, 12))])
    assume(query)
    holding = {one.document for one in records if query in spelt(one)}
    assert found(reader, f'"{query}"', literal=False) == holding


@settings(max_examples=200, deadline=None)
@given(query=st.text(max_size=120), literal=st.booleans())
def test_whatever_is_typed_has_an_answer(county, query: str, literal: bool) -> None:
    reader, _ = county
    asked = understand(query, Reading(NAMES, segmenter().of_query), literal=literal)
    hits = reader.find(asked, Filters(), newest=False)
    assert len(hits.documents) <= hits.total
    heard = sound_of(query)
    assert not heard or reader.sounding(heard, count=5) is not None
    for needle in asked.needles():
        assert marked(query, [needle]).text == query
