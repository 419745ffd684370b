import datetime
import io

import pytest
from openpyxl import Workbook

from gongkai.adapters.readers import xlsx
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from tests.adapters.readers.files_for_reading import plain, zipped

ROWS = [["标签", "甲", "乙"], ["一、新收", 10, 0], ["二、结转", None, 2.5]]


def workbook(*sheets: tuple[str, list], merges: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for merge in merges:
            sheet.merge_cells(merge)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(data: bytes) -> list:
    return plain(xlsx.read(data, "x.xlsx"))


def test_a_table_with_empty_cells():
    assert read(workbook(("Sheet1", ROWS))) == [
        [["标签", "甲", "乙"], ["一、新收", "10", "0"], ["二、结转", "", "2.5"]]
    ]


def test_merged_cells_are_spans():
    rows = [["标签", "各类", None], [None, "甲", "乙"], ["一", 1, 2]]
    assert read(workbook(("Sheet1", rows), merges=("A1:A2", "B1:C1"))) == [
        [["标签[2x1]", "各类[1x2]"], ["甲", "乙"], ["一", "1", "2"]]
    ]


def test_titles_and_prose_are_lines():
    rows = [["某县年度报告"], ["一、总体情况"], ["正文" * 50], [], *ROWS, ["注：截至年底。" * 12]]
    found = read(workbook(("Sheet1", rows)))
    assert found[:3] == ["某县年度报告", "一、总体情况", "正文" * 50]
    assert found[3][1] == ["一、新收", "10", "0"]
    assert found[4] == "注：截至年底。" * 12


def test_a_row_whose_figures_are_all_empty_stays_in_its_table():
    rows = [["标签", "甲", "乙"], ["一、新收", None, None], ["二、结转", 1, 2]]
    assert read(workbook(("Sheet1", rows))) == [
        [["标签", "甲", "乙"], ["一、新收", "", ""], ["二、结转", "1", "2"]]
    ]


def test_every_visible_sheet_is_read_under_its_name():
    book = Workbook()
    book.active.title = "一、总体情况"
    book.active["A1"] = "正文"
    book.create_sheet("Sheet2")["A1"] = "尾"
    hidden = book.create_sheet("底稿")
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    assert read(buffer.getvalue()) == ["一、总体情况", "正文", "尾"]


def test_the_name_of_a_sheet_may_be_cut():
    heading = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况的说明"
    assert read(workbook((heading[:31], [[heading]]))) == [heading]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (10.0, "10"),
        (0.1 + 0.2, "0.3"),
        (15922.04, "15922.04"),
        (1e-7, "0.0000001"),
        (7, "7"),
        ("  减3 ", "减3"),
        (True, "TRUE"),
        (datetime.date(2021, 1, 27), "2021年1月27日"),
        ("", ""),
    ],
)
def test_values_are_shown_as_a_plain_cell_shows_them(value, expected):
    assert xlsx.as_printed(value) == expected


def test_one_stray_cell_in_the_far_corner_is_refused():
    book = Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 1
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(UnreadableError) as refused:
        read(buffer.getvalue())
    assert refused.value.refusal is Refusal.TOO_LARGE


@pytest.mark.parametrize("parts", [{"xl/workbook.xml": "x"}, {"xl/workbook.xml": "<a/>"}])
def test_a_damaged_workbook_is_refused(parts):
    with pytest.raises(UnreadableError) as refused:
        read(zipped(parts))
    assert refused.value.refusal is Refusal.BROKEN
