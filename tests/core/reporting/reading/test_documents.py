"""Whole documents: grids, several reports, what is not one, absurd input."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.adapters.readers.text import lines_of
from gongkai.core.kernel.findings import Place
from gongkai.core.law.forms import cells
from gongkai.core.reporting.printed import Block, Grid, GridCell, PrintedDocument, TextLine
from gongkai.core.reporting.reading import read_reports
from gongkai.core.reporting.reading.rows import MOST_ROWS
from gongkai.core.reporting.report import AnnualReport, CellState, PrintedTable, Problem
from gongkai.core.reporting.tables import grid_of, official_tables

LAYOUTS = Path(__file__).parents[3] / "corpus" / "layouts"
HEADINGS = {
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
}


def line(text: str) -> TextLine:
    return TextLine(text, Place(path="a.html"))


def grid(table: PrintedTable) -> Grid:
    """Return a printed table as a reader of web pages hands it over."""
    found: list[GridCell] = []
    laid = grid_of(table)
    for row, pieces in enumerate(laid):
        for column, piece in enumerate(pieces):
            if piece is not None:
                place = Place(path="a.html", table=table.number, row=row + 1, column=column + 1)
                found.append(GridCell(piece.text, row, column, piece.rowspan, piece.colspan, place))
    return Grid(tuple(found), rows=len(laid), columns=len(laid[0]), place=Place(path="a.html"))


def sound_figures(form: str, seed: int) -> dict[str, int]:
    chance = random.Random(seed)
    return {name: chance.choice((0, 0, 0, 1, 2, 14, 230)) for name in cells(form)}


def blocks(form: str, figures: dict[str, int]) -> list[Block]:
    made: list[Block] = [line("清溪县水利局2023年政府信息公开工作年度报告"), line("一、总体情况")]
    made.append(line("全年公开工作按计划完成，目录逐月更新，没有遗漏。"))
    for table in official_tables(form, figures):
        made += [line(HEADINGS[table.number]), grid(table)]
    return [*made, line("五、存在的主要问题及改进情况"), line("六、其他需要报告的事项")]


def read(parts: list[Block]) -> tuple[tuple[AnnualReport, ...], tuple[Problem, ...]]:
    return read_reports(PrintedDocument("a.html", tuple(parts)))


def read_text(text: str) -> tuple[tuple[AnnualReport, ...], tuple[Problem, ...]]:
    return read_reports(PrintedDocument("a.txt", tuple(lines_of(text, "a.txt"))))


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_official_tables_as_grids_are_read_cell_by_cell(form: str) -> None:
    figures = sound_figures(form, 7)
    (report,), problems = read(blocks(form, figures))
    assert problems == ()
    assert report.form == form
    assert {name: cell.value for name, cell in report.cells.items()} == figures
    assert not any(cell.restored for cell in report.cells.values())
    place = report.cells["applications.granted.natural_person"].place
    assert place is not None
    assert (place.table, place.row, place.column) == (3, 6, 4)


def test_printed_tables_name_the_cells_read_from_them() -> None:
    figures = sound_figures("2021", 3)
    (report,), _ = read(blocks("2021", figures))
    named = {piece.cell for table in report.tables for row in table.rows for piece in row}
    assert set(figures) <= named
    assert [table.number for table in report.tables] == [2, 3, 4]


def test_table_split_over_pages_is_one_table() -> None:
    figures = sound_figures("2021", 5)
    parts = blocks("2021", figures)
    at = next(i for i, b in enumerate(parts) if isinstance(b, Grid) and b.rows > 20)
    whole = parts[at]
    assert isinstance(whole, Grid)
    upper = tuple(cell for cell in whole.cells if cell.row < 15)
    lower = tuple(
        GridCell(c.text, c.row - 15, c.column, c.rowspan, c.colspan, c.place)
        for c in whole.cells
        if c.row >= 15
    )
    pieces: list[Block] = [
        Grid(upper, 15, whole.columns),
        line("- 4 -"),
        Grid(lower, whole.rows - 15, whole.columns),
    ]
    (report,), _ = read([*parts[:at], *pieces, *parts[at + 1 :]])
    assert {name: cell.value for name, cell in report.cells.items()} == figures


def test_lines_of_tables_are_marked_and_sections_hold_their_lines() -> None:
    text = (LAYOUTS / "markdown_with_empty_cells.txt").read_text("utf-8")
    (report,), _ = read_text(text)
    assert [found.number for found in report.lines] == list(range(1, len(report.lines) + 1))
    marked = {found.text for found in report.lines if found.in_table}
    assert any("予以公开" in found for found in marked)
    assert not any("公开要求" in found or "年度报告" in found for found in marked)
    section = report.section(1)
    assert section is not None
    assert section.printed == "## 一、总体情况"
    assert "# 松岭县卫生健康局2022年政府信息公开工作年度报告" in {
        found.text for found in report.head
    }


def test_a_table_of_thousands_of_rows_is_named_with_their_number() -> None:
    lines = ["清溪县水利局2023年政府信息公开工作年度报告", "一、总体情况", HEADINGS[2]]
    lines += ["规章\t1\t2\t3", "行政规范性文件\t1\t2\t3", "行政许可\t4", "行政处罚\t5", HEADINGS[3]]
    lines += ["一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1"] * 3
    lines += [f"{number}.属于国家秘密\t0\t0\t0\t0\t0\t0\t0" for number in range(5_100)]
    (report,), _ = read_text("\n".join(lines))
    (problem,) = [problem for problem in report.problems if problem.code == "R-47"]
    assert "5103 行" in problem.message


def test_too_many_rows_are_named() -> None:
    _, problems = read_text("1\n" * (MOST_ROWS + 10))
    assert [problem.code for problem in problems] == ["R-48"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0" * 1000,
        "1234567890" * 50_000,
        "|" * 50_000,
        "（" * 50_000,
        "一、本年新收政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n" * 3_000,
        "属于国家秘密\n" * 3_000,
        "一、总体情况\n二、主动公开政府信息情况\n" * 2_000,
        "2023年" * 20_000 + "年度报告",
        "行政许可：" + "1、" * 20_000,
        "[bookmark: " * 5_000,
        "结果维持\t结果纠正\t其他结果\n" + "0\t" * 5_000,
    ],
    ids=range(12),
)
def test_absurd_input_gives_no_report_with_figures(text: str) -> None:
    reports, problems = read_text(text)
    assert problems or reports
    assert all(cell.value in (None, 0) for r in reports for cell in r.cells.values())


WORDS = """规章 行政许可 （一）予以公开 1.属于国家秘密 其他 总计 结果维持 复议后起诉 一、总体情况 自然人
    三、收到和处理政府信息公开申请情况 信息内容 商业企业 第二十条第（一）项 （七）总计 0 12 / O 减3 25万元
    清溪县水利局2023年政府信息公开工作年度报告 | 。 \uff11\uff13"""
PIECES = st.sampled_from([*WORDS.split(), "\t", "  ", "\n", "\n\n", "0 0", "- 3 -"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=120))
def test_no_mixture_of_pieces_breaks_the_reader(parts: list[str]) -> None:
    text = "".join(parts)
    reports, _ = read_text(text)
    for report in reports:
        for cell in report.cells.values():
            assert (cell.value is not None) == (cell.state is CellState.VALUE)
            assert cell.value is None or cell.raw in text


TEXTS = [path.read_text("utf-8") for path in sorted(LAYOUTS.glob("*.txt"))]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(0, 100_000))
def test_losing_lines_never_gives_a_figure_that_is_not_printed(text: str, seed: int) -> None:
    chance = random.Random(seed)
    before = {
        (report.year, name): cell.value
        for report in read_text(text)[0]
        for name, cell in report.cells.items()
    }
    lines = text.split("\n")
    kept = [one for one in lines if chance.random() > 0.04]
    for report in read_text("\n".join(kept))[0]:
        if not any(year == report.year for year, _ in before):
            continue
        for name, cell in report.cells.items():
            wrong = cell.value is not None and before.get((report.year, name)) != cell.value
            assert not wrong, (name, cell, before.get((report.year, name)))
