"""The data set: the same bytes however it is built, resumable, and true to what was read."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from gongkai.adapters.dataset import building, parts
from gongkai.adapters.dataset.building import DatasetError, Request, build
from gongkai.adapters.dataset.rows import comparable_names
from gongkai.adapters.dataset.tables import TABLES
from gongkai.adapters.readers.read import find_files
from gongkai.adapters.writers.report_text import TextStyle, write_text
from gongkai.core.law.forms import cells
from gongkai.core.reporting.specimens import sound_report

COUNT = 7


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(COUNT):
        text = write_text([sound_report(number).paper], TextStyle())
        (made / f"{number}.txt").write_text(text, "utf-8")
    (made / "news.txt").write_text("一条新闻，不是年度报告。", "utf-8")
    return made


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "AT_ONCE", 3)


def request(folder: Path, output: Path, **choices: Any) -> Request:
    return Request(tuple(find_files([folder])), output, **{"format": "csv", "jobs": 1, **choices})


def contents(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(output.iterdir())}


def table(output: Path, name: str) -> list[dict[str, str]]:
    with (output / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_cell_of_every_report_is_there_once(folder: Path, tmp_path: Path) -> None:
    built = build(request(folder, tmp_path / "out"))
    rows = table(tmp_path / "out", "cells")
    reports = table(tmp_path / "out", "reports")
    assert len(table(tmp_path / "out", "documents")) == COUNT + 1
    assert len(reports) == COUNT == built.rows["reports"]
    assert len(rows) == built.rows["cells"] == sum(len(cells(one["form"])) for one in reports)
    for number in range(COUNT):
        truth = sound_report(number).figures
        read = {
            row["cell"]: Decimal(row["value"])
            for row in rows
            if row["path"].endswith(f"/{number}.txt") and row["value"]
        }
        assert read == dict(truth)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_number_of_processes_does_not_matter(folder: Path, tmp_path: Path, form: str) -> None:
    build(request(folder, tmp_path / "one", format=form))
    build(request(folder, tmp_path / "two", format=form, jobs=2))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_stopped_run_goes_on_where_it_stopped(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(request(folder, tmp_path / "whole"))
    made: list[str] = []

    def stopping(part: parts.Part) -> str:
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(part.folder)
        return real(part)

    real = parts.make
    monkeypatch.setattr(parts, "make", stopping)
    with pytest.raises(KeyboardInterrupt):
        build(request(folder, tmp_path / "out"))
    assert not list((tmp_path / "out").glob("*.csv"))
    monkeypatch.setattr(parts, "make", lambda part: made.append(part.folder) or real(part))
    build(request(folder, tmp_path / "out"))
    assert len(made) == len(set(made)) == 3
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_parquet_holds_what_csv_holds(folder: Path, tmp_path: Path) -> None:
    build(request(folder, tmp_path / "csv"))
    build(request(folder, tmp_path / "parquet", format="parquet"))
    for one in TABLES:
        shown = table(tmp_path / "csv", one.name)
        stored = pyarrow.parquet.read_table(
            tmp_path / "parquet" / f"{one.name}.parquet"
        ).to_pylist()
        assert len(stored) == len(shown)
        for mine, theirs in zip(stored, shown, strict=True):
            assert list(mine) == list(theirs)
            for name, value in mine.items():
                assert _same(value, theirs[name]), name


def _same(value: Any, shown: str) -> bool:
    if value is None:
        return shown == ""
    if isinstance(value, bool):
        return shown == str(value).lower()
    if isinstance(value, int | float):
        return float(shown) == value
    return shown.removeprefix("'") == value.removeprefix("'")


def test_finished_set_is_not_made_again(folder: Path, tmp_path: Path) -> None:
    build(request(folder, tmp_path / "out"))
    before = contents(tmp_path / "out")
    assert build(request(folder, tmp_path / "out")).was_there
    assert contents(tmp_path / "out") == before


def test_other_files_are_refused_where_a_set_stands(folder: Path, tmp_path: Path) -> None:
    build(request(folder, tmp_path / "out"))
    (folder / "0.txt").write_text("改过", "utf-8")
    with pytest.raises(DatasetError, match="已有另一份数据集"):
        build(request(folder, tmp_path / "out"))


def test_folder_with_other_things_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.docx").write_bytes(b"")
    with pytest.raises(DatasetError, match="不是空的"):
        build(request(folder, tmp_path / "out"))


def test_code_book_explains_every_column(folder: Path, tmp_path: Path) -> None:
    build(request(folder, tmp_path / "out"))
    book = (tmp_path / "out" / "codebook.md").read_text("utf-8")
    for one in TABLES:
        assert f"## {one.name}" in book
        for column in one.columns:
            assert f"| {column.name} |" in book.partition(f"## {one.name}\n")[2]
    manifest = json.loads((tmp_path / "out" / "dataset.json").read_text("utf-8"))
    assert set(manifest["sha256"]) == {f"{one.name}.csv" for one in TABLES}


def test_figures_of_both_forms_meet_under_one_name() -> None:
    old, new = comparable_names("2019"), comparable_names("2021")
    divided = [name for name, common in new.items() if common == "applications.other.total"]
    assert [name.split(".")[2] for name in divided] == ["not_supplemented", "fee_unpaid", "other"]
    assert old["applications.other.total"] == "applications.other.total"
    assert new["proactive.normative_documents.in_force"] is None
    assert new["proactive.licences.decisions"] == old["proactive.licences.decisions"]
    shared = {common for common in new.values() if common} & {c for c in old.values() if c}
    assert len(shared) > 150
