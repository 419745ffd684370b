"""The index itself: what is put, replaced, forgotten; order and pages; generations and damage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest

from gongkai.adapters.search_index import asking, places
from gongkai.adapters.search_index.reading import IndexReader, NoIndexError
from gongkai.adapters.search_index.writing import (
    IndexBusyError,
    IndexWriter,
    Position,
    Rebuild,
)
from gongkai.core.publishing.search.own_words import segmenter
from gongkai.core.publishing.search.query import Asked, Reading, understand
from gongkai.core.publishing.search.records import Filters, Record

TEXTS = [
    ("供水公告", "检修。"),
    ("关于检修的公告", "供水管网检修，供水暂停。"),
    ("通报", "日供水能力提高。"),
    ("停电通知", "提供水电保障。"),  # 供水 stands here only across two words
    ("植树通知", "春季植树。"),
]


def record(number: int, title: str, text: str, **values) -> Record:
    given = {"kind": "announcement", "body": "water", "columns": ("notices", "top"), "numbers": ()}
    return Record(
        document=number,
        title=title,
        text=text,
        published_at=1_700_000_000,
        published_on=date(2026, 3, number),
        **given | values,
    )


def made(root: Path, records: Iterable[Record], reached: Position = Position()) -> IndexReader:  # noqa: B008 - a constant
    rebuild = Rebuild(root, reached, segmenter())
    rebuild.add(records)
    rebuild.finish()
    return IndexReader(root)


@pytest.fixture
def reader(tmp_path: Path) -> IndexReader:
    return made(tmp_path, [record(n, *texts) for n, texts in enumerate(TEXTS, start=1)])


def asked(query: str) -> Asked:
    return understand(query, Reading({}, segmenter().of_query))


def found(reader: IndexReader, query: str, **values) -> Sequence[int]:
    newest = values.pop("newest", False)
    return reader.find(asked(query), Filters(**values), newest=newest).documents


def test_titles_and_frequency_decide_the_order(reader: IndexReader) -> None:
    assert found(reader, "供水")[:2] == (1, 2)
    assert set(found(reader, "供水")) == {1, 2, 3, 4}
    assert found(reader, "检修 供水") == (2, 1) or found(reader, "检修 供水") == (1, 2)
    assert found(reader, "供水", newest=True) == (4, 3, 2, 1)


@pytest.mark.parametrize("query", ["供水", "公告 供水", "通知"])
def test_for_frequent_words_the_same_is_found_in_pages_that_fit_together(
    reader: IndexReader, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    usual = reader.find(asked(query), Filters(), newest=False)
    monkeypatch.setattr(asking, "FREQUENT", 0)
    for size in (1, 2, 3, 20):
        pages = [
            number
            for offset in range(0, 8, size)
            for number in reader.find(
                asked(query), Filters(), newest=False, offset=offset, count=size
            ).documents
        ]
        assert len(pages) == len(set(pages)) == usual.total, size
        assert set(pages) == set(usual.documents)
        if query == "供水":
            assert pages[-1] == 4


def test_frequent_words_can_be_filtered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = made(tmp_path, [record(1, "供水", ""), record(2, "供水", "", body="other")])
    monkeypatch.setattr(asking, "FREQUENT", 0)
    assert found(reader, "供水", body="other") == (2,)
    hits = reader.find(asked("供水"), Filters(body="other"), newest=False)
    assert (hits.total, hits.facets["body"]) == (1, {"water": 1, "other": 1})


def test_a_document_is_replaced_and_forgotten(tmp_path: Path) -> None:
    reader = made(tmp_path, [record(1, "供水", ""), record(2, "供电", "")], Position(3, "a"))
    folder = places.current(tmp_path)
    assert folder is not None
    writer = IndexWriter(folder, segmenter())
    assert writer.position == Position(3, "a")
    writer.put(record(1, "供气", ""))
    writer.forget(2)
    assert (found(reader, "供水"), found(reader, "供气")) == ((1,), ())
    writer.commit(Position(5, "b", ((4, 100),)))
    writer.close()
    assert (found(reader, "供水"), found(reader, "供气"), found(reader, "供电")) == ((), (1,), ())
    assert (reader.documents, reader.position) == (1, Position(5, "b", ((4, 100),)))


def test_one_process_writes_a_generation_and_one_makes_the_next(tmp_path: Path) -> None:
    made(tmp_path, [])
    folder = places.current(tmp_path)
    assert folder is not None
    writer = IndexWriter(folder, segmenter())
    with pytest.raises(IndexBusyError):
        IndexWriter(folder, segmenter())
    writer.close()
    rebuild = Rebuild(tmp_path, Position(), segmenter())
    with pytest.raises(IndexBusyError):
        Rebuild(tmp_path, Position(), segmenter())
    assert rebuild.finish() == places.current(tmp_path) != folder
    assert not folder.exists()


def test_a_generation_that_was_never_finished_goes(tmp_path: Path) -> None:
    made(tmp_path, [])
    left = places.fresh(tmp_path)
    assert places.fresh(tmp_path) == left
    assert places.current(tmp_path) is not None


def test_an_index_of_another_version_is_none(reader: IndexReader, tmp_path: Path) -> None:
    (tmp_path / places.POINTER).write_text("v0-1", "utf-8")
    (tmp_path / "v0-1").mkdir()
    with pytest.raises(NoIndexError):
        found(reader, "供水")


def test_a_document_number_goes_before_everything(tmp_path: Path) -> None:
    reader = made(
        tmp_path,
        [
            record(1, "关于青政发〔2026〕3号的解读", "青政发〔2026〕3号、青政发〔2026〕3号。"),
            record(2, "通知", "", numbers=("青政发〔2026〕3号",)),
            record(3, "通知", "", numbers=("青政发〔2026〕13号",)),
        ],
    )
    assert found(reader, "青政发 2026 3号") == (2, 1)


def test_in_force_goes_before_repealed(tmp_path: Path) -> None:
    texts = ("供水办法", "供水。")
    reader = made(
        tmp_path,
        [record(1, *texts, validity="repealed"), record(2, *texts, validity="in_force")],
    )
    assert found(reader, "供水") == (2, 1)
