import dataclasses
import io
from datetime import date

import openpyxl
import pytest

from gongkai.adapters.auditing.audited import AuditedReport
from gongkai.adapters.writers.findings_xlsx import write
from tests.adapters.writers.audited_examples import (
    GRANTED_TOTAL,
    Example,
    document,
    example,
    prose_finding,
    report,
)


def written(audited):
    stream = io.BytesIO()
    write(audited, stream, made_on=date(2026, 11, 22))
    return openpyxl.load_workbook(io.BytesIO(stream.getvalue()))


@pytest.fixture
def book():
    return written(example())


def test_four_sheets_frozen_filtered_and_wide(book):
    assert book.sheetnames == ["汇总", "问题", "单元格", "规则"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet["A1"].font.bold
        assert sheet.column_dimensions["A"].width >= 7
    assert book["问题"].auto_filter.ref == "A1:N4"
    assert book["单元格"].auto_filter.ref == f"A1:L{book['单元格'].max_row}"


def test_open_and_accepted_findings_are_listed(book):
    rows = list(book["问题"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == ["T3-02", "P-01", "P-01"]
    assert rows[0][5:7] == ("20", "10")
    assert rows[0][7] == "报告/青禾2020.txt 第12行"
    assert rows[2][13] == "已接受：已核实=无误（张三，2026-03-01）"


def test_cells_name_the_findings_about_them(book):
    rows = list(book["单元格"].iter_rows(min_row=2, values_only=True))
    found = next(row for row in rows if row[11] == GRANTED_TOTAL and row[1] == 2020)
    assert found[3:8] == ("表三", "（一）予以公开", "总计", 20, "20")
    assert found[10] == "T3-02"
    assert len(rows) == 2 * 198


def test_the_summary_has_day_profile_counts_and_unread_files(book):
    rows = [row[:2] for row in book["汇总"].iter_rows(min_row=2, values_only=True)]
    assert ("核查日期", "2026-11-22") in rows
    assert ("逐份判断：通过", 1) in rows
    assert ("报告/扫描件.pdf", "R-07 是扫描图片，没有文字层。") in rows


def test_text_never_becomes_a_formula():
    finding = dataclasses.replace(prose_finding(), message="=HYPERLINK(1)\x00", actual="+1")
    book = written(Example((document(AuditedReport(report(), (finding,))),)))
    cell = book["问题"]["E2"]
    assert cell.data_type == "s"
    assert cell.value == "=HYPERLINK(1)\ufffd"
