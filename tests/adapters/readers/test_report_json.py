import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.adapters.readers import report_json
from gongkai.adapters.readers.read import read_file
from gongkai.adapters.readers.unreadable import UnreadableError
from gongkai.adapters.writers.report_html import write_html
from gongkai.adapters.writers.report_json import JsonWriter, document_as_json, render
from gongkai.adapters.writers.report_text import write_text
from gongkai.core.kernel.findings import Place
from gongkai.core.law.forms import cells
from gongkai.core.reporting.report import (
    AnnualReport,
    Cell,
    CellState,
    Line,
    Problem,
    Section,
    SourceDocument,
    SourceKind,
)
from gongkai.core.reporting.specimens.reports import sound_report


def written(*documents: SourceDocument) -> bytes:
    stream = io.BytesIO()
    writer = JsonWriter(stream)
    for document in documents:
        writer.write(render(document))
    writer.close()
    return stream.getvalue()


@pytest.mark.parametrize("seed", [11, 12])
@pytest.mark.parametrize("write", [write_html, write_text], ids=["html", "text"])
def test_reading_back_gives_the_same_reports(tmp_path, seed, write):
    path = tmp_path / "报告"
    path.write_text(write([sound_report(seed).paper]), "utf-8")
    document = read_file(path)
    path.write_bytes(written(document))
    again = read_file(path)
    assert again.kind is SourceKind.JSON
    assert again.reports == document.reports


CELL = st.builds(
    Cell,
    name=st.text(min_size=1),
    state=st.just(CellState.VALUE),
    value=st.decimals(allow_nan=False, allow_infinity=False),
    raw=st.text(),
    place=st.none() | st.builds(Place, path=st.just("a"), line=st.integers(1, 9)),
    restored=st.booleans(),
    confidence=st.floats(0, 1),
)
LINE = st.builds(Line, text=st.text(), number=st.none() | st.integers(1, 9), in_table=st.booleans())
LINES = st.lists(LINE, max_size=6).map(tuple)
SECTION = st.builds(
    Section, number=st.integers(1, 6), title=st.text(), present=st.booleans(), lines=LINES
)
REPORT = st.builds(
    AnnualReport,
    path=st.just("a"),
    body=st.none() | st.text(),
    year=st.none() | st.integers(2000, 2100),
    form=st.sampled_from([None, "2019", "2021"]),
    cells=st.lists(CELL, max_size=3).map(lambda found: {cell.name: cell for cell in found}),
    sections=st.lists(SECTION, max_size=2).map(tuple),
    head=LINES,
    lines=LINES,
    problems=st.just((Problem("R-30", "读不出", Place(path="a", line=3, cell="x")),)),
)


@settings(deadline=None)
@given(REPORT)
def test_any_report_comes_back_the_same(report):
    document = SourceDocument("a", "", SourceKind.TEXT, (report,))
    assert report_json.read(written(document)) == (report,)


def test_the_contract(tmp_path):
    specimen = sound_report(3, year=2023)
    path = tmp_path / "a.txt"
    path.write_text(write_text([specimen.paper]), "utf-8")
    found = json.loads(written(read_file(path)))
    assert found["schema"] == "gongkai.report/1"
    (document,) = found["documents"]
    assert (document["path"], document["kind"], document["problems"]) == (str(path), "text", [])
    (report,) = document["reports"]
    assert [cell["cell"] for cell in report["cells"]] == list(cells("2021"))
    for cell in report["cells"]:
        expected = format(specimen.figures[cell["cell"]], "f")
        assert {key: cell[key] for key in ("value", "state", "restored", "confidence")} == {
            "value": expected,
            "state": "value",
            "restored": False,
            "confidence": 1.0,
        }
        assert cell["raw"]
        assert isinstance(cell["line"], int)
    assert [section["number"] for section in report["sections"]] == [1, 2, 3, 4, 5, 6]
    assert {"number", "title", "present", "start_line", "end_line"} <= set(report["sections"][0])


def test_a_refused_file_and_a_name_that_is_not_utf8():
    document = SourceDocument("坏\udce5名", "", None, (), (Problem("R-03", "空。"),))
    (found,) = json.loads(written(document))["documents"]
    assert found["path"] == "坏\udce5名"
    assert found["kind"] is None
    assert found["problems"] == [{"code": "R-03", "message": "空。"}]


def test_no_document_is_valid_json_too():
    assert json.loads(written()) == {"schema": "gongkai.report/1", "documents": []}


def valid() -> dict:
    return {
        "schema": "gongkai.report/1",
        "documents": [
            {
                "path": "a",
                "reports": [
                    {
                        "body": None,
                        "year": 2020,
                        "form": None,
                        "mixed_form": False,
                        "sections": [],
                        "cells": [{"cell": "x", "value": "1", "state": "value"}],
                    }
                ],
            }
        ],
    }


def test_the_least_that_the_contract_names_is_enough():
    (report,) = report_json.read(json.dumps(valid()).encode())
    assert report.path == "a"
    assert report.value("x") == 1


def broken(change) -> bytes:
    source = valid()
    change(source["documents"][0]["reports"][0])
    return json.dumps(source).encode()


DAMAGED = {
    "不是 JSON": b'{"schema": "gongkai.report/1", ',
    "别的约定": b'{"schema": "gongkai.findings/1"}',
    "不是对象": b"[]",
    "缺少键": broken(lambda report: report.pop("cells")),
    "状态不明": broken(lambda report: report["cells"][0].update(state="maybe")),
    "值与状态不符": broken(lambda report: report["cells"][0].update(state="blank")),
    "值不是数": broken(lambda report: report["cells"][0].update(value="一")),
    "值不是有限数": broken(lambda report: report["cells"][0].update(value="NaN")),
    "类型不对": broken(lambda report: report.update(sections=7)),
    "嵌套过深": b'{"schema": ' + b"[" * 100_000,
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED.keys())
def test_what_does_not_keep_the_contract_is_refused(data):
    with pytest.raises(UnreadableError, match=r"gongkai\.report/1") as refused:
        report_json.read(data)
    assert refused.value.code == "R-20"


def test_a_document_as_json_is_plain_data(tmp_path):
    document = SourceDocument("a", "b", SourceKind.PDF)
    assert document_as_json(document) == {
        "path": "a",
        "sha256": "b",
        "kind": "pdf",
        "problems": [],
        "reports": [],
    }
