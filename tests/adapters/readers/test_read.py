import multiprocessing
import os
import socket

import pytest

from gongkai.adapters.readers import pool
from gongkai.adapters.readers import read as reading
from gongkai.adapters.readers.read import find_files, read_file, read_file_safely, read_paths
from gongkai.adapters.writers.report_docx import write_docx
from gongkai.adapters.writers.report_html import write_html
from gongkai.adapters.writers.report_pdf import write_pdf
from gongkai.adapters.writers.report_text import write_text
from gongkai.adapters.writers.report_xlsx import write_xlsx
from gongkai.core.reporting.report import SourceKind
from gongkai.core.reporting.specimens.reports import sound_report
from tests.adapters.readers.pool_work import die_on_seven, double, named, sleep_on_seven

WRITERS = {
    SourceKind.TEXT: lambda papers: write_text(papers).encode(),
    SourceKind.HTML: lambda papers: write_html(papers).encode(),
    SourceKind.DOCX: write_docx,
    SourceKind.XLSX: write_xlsx,
    SourceKind.PDF: write_pdf,
}


def codes(document) -> list[str]:
    return [problem.code for problem in document.problems]


@pytest.mark.parametrize("year", [2020, 2023])
@pytest.mark.parametrize("kind", WRITERS, ids=[kind.value for kind in WRITERS])
def test_a_report_of_every_kind_is_read_in_full(kind, year, tmp_path):
    specimen = sound_report(5, year=year)
    path = tmp_path / "名字不说明种类"
    path.write_bytes(WRITERS[kind]([specimen.paper]))
    document = read_file(path)
    (report,) = document.reports
    assert (document.kind, document.problems) == (kind, ())
    assert (report.body, report.year, report.form) == (
        specimen.body.name,
        specimen.year,
        specimen.form,
    )
    assert {name: cell.value for name, cell in report.cells.items()} == dict(specimen.figures)


def test_several_reports_in_one_file(tmp_path):
    papers = [sound_report(seed, year=year).paper for seed, year in ((1, 2021), (2, 2022))]
    path = tmp_path / "两份.html"
    path.write_text(write_html(papers), "utf-8")
    assert [report.year for report in read_file(path).reports] == [2021, 2022]


def test_the_digest_is_that_of_the_bytes(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    assert read_file(path).sha256.startswith("ba7816bf8f01cfea")


BAD = {
    "空文件": (b"", "R-03"),
    "图片": (b"\x89PNG\r\n\x1a\n" + bytes(50), "R-06"),
    "别的 JSON": (b'{"schema": "gongkai.other/1"}', "R-20"),
    "没有文字的网页": (b"<html><body><img src=x></body></html>", "R-21"),
}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_an_answer_not_an_exception(data, code, tmp_path):
    path = tmp_path / "坏文件"
    path.write_bytes(data)
    document = read_file(path)
    assert codes(document) == [code]
    assert document.reports == ()
    assert document.path == str(path)


def test_what_is_not_there_or_is_no_file(tmp_path):
    assert codes(read_file(tmp_path / "没有")) == ["R-01"]
    assert codes(read_file(tmp_path)) == ["R-04"]
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    assert codes(read_file(pipe)) == ["R-05"]
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        assert codes(read_file(tmp_path / "s")) == ["R-05"]


def test_what_may_not_be_read(tmp_path, monkeypatch):
    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text("x")
    monkeypatch.setattr(reading.Path, "read_bytes", refuse)
    assert codes(read_file(path)) == ["R-02"]


def test_a_disk_that_fails(tmp_path, monkeypatch):
    def fail(*_arguments):
        raise OSError(5, "Input/output error")

    path = tmp_path / "a.txt"
    path.write_text("x")
    monkeypatch.setattr(reading.Path, "read_bytes", fail)
    assert codes(read_file(path)) == ["R-25"]


def test_a_file_too_large_is_not_even_opened(tmp_path):
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(reading.SIZE_LIMIT + 1)
    assert codes(read_file(path)) == ["R-13"]


def test_a_fault_of_our_own_costs_one_file_and_is_named(tmp_path, monkeypatch):
    def fail(_data):
        raise RuntimeError("没有料到")

    path = tmp_path / "a.txt"
    path.write_text("x")
    monkeypatch.setattr(reading, "recognise", fail)
    document = read_file_safely(str(path))
    assert codes(document) == ["R-24"]
    assert "RuntimeError: 没有料到" in document.problems[0].message


def test_folders_are_walked_in_order_and_hidden_files_left_out(tmp_path):
    for name in ("乙/2.txt", "乙/10.txt", "甲.txt", ".隐藏", ".git/x", "丙/.x"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "空").mkdir()
    found = [os.path.relpath(name, tmp_path) for name in find_files([tmp_path])]
    assert found == ["乙/10.txt", "乙/2.txt", "甲.txt"]


def test_a_link_to_the_folder_itself_does_not_go_round_for_ever(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "环").symlink_to(tmp_path)
    assert len(find_files([tmp_path])) <= 2


def test_files_are_taken_as_given(tmp_path):
    assert find_files(["没有", ".隐藏"]) == ["没有", ".隐藏"]
    assert codes(next(read_paths([tmp_path]))) == ["R-04"]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"第{number}份，不是报告", "utf-8")
    return folder


def test_several_processes_give_the_same_in_the_same_order(many):
    alone = list(read_paths([many], jobs=1))
    together = list(read_paths([many], jobs=2))
    assert together == alone
    assert len(together) == 40


def test_a_pool_keeps_the_order():
    items = [str(number) for number in range(700)]
    results = list(pool.map_ordered(items, double, named, jobs=2))
    assert results == [item * 2 for item in items]


def test_a_worker_that_dies_costs_one_item():
    items = [str(number) for number in range(30)]
    results = list(pool.map_ordered(items, die_on_seven, named, jobs=2))
    assert results == ["7 R-23" if item == "7" else item for item in items]


def test_a_worker_that_hangs_costs_one_item():
    items = [str(number) for number in range(30)]
    results = list(pool.map_ordered(items, sleep_on_seven, named, jobs=2, time_limit=3))
    assert results == ["7 R-22" if item == "7" else item for item in items]


def test_leaving_early_stops_the_workers():
    results = pool.map_ordered([str(number) for number in range(900)], double, named, jobs=2)
    assert next(results) == "00"
    results.close()
    assert multiprocessing.active_children() == []
