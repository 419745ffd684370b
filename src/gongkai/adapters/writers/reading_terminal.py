"""What was read, for people (读取结果): each report's tables by the form, doubtful cells marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from gongkai.core.law.forms import FormCell, cells, forms
from gongkai.core.reporting.report import AnnualReport, Cell, CellState, SourceDocument

LEGEND = (
    "说明：* 行或列的标签缺失，按位置读出；? 看不清或不能确定；空 单元格是空的；"
    "缺 这份材料里没有这个单元格。"
)
LABEL_WIDTH = 44


class TerminalWriter:
    """Writes one block of text a report, and the reasons why a file was not read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, rendered: bytes) -> None:
        """Write one document, as ``render`` gave it."""
        self._stream.write(rendered)

    def close(self) -> None:
        """Write the legend."""
        self._stream.write(f"{LEGEND}\n".encode())


def render(document: SourceDocument) -> bytes:
    """Return the text that shows one document."""
    lines = [line for report in document.reports for line in show(report)]
    if not lines:
        lines = [f"{document.path}：没有读到年度报告。", *_problem_lines(document), ""]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _problem_lines(document: SourceDocument) -> list[str]:
    return [f"  {problem.code} {problem.message}" for problem in document.problems]


def show(report: AnnualReport) -> Iterator[str]:
    """Return the lines that show one report."""
    year = f"{report.year} 年" if report.year else "年度不明"
    form = f"{report.form} 年格式" if report.form else "格式不明"
    mixed = "，混用了两种格式" if report.mixed_form else ""
    yield f"{report.body or '主体不明'}  {year}  {form}{mixed}"
    yield f"  来自 {report.path}"
    missing = [f"第{s.number}部分“{s.title}”" for s in report.sections if not s.present]
    if missing:
        yield f"  没有读到：{'、'.join(missing)}"
    for problem in report.problems:
        yield f"  {problem.code} {problem.message}"
    if report.form is not None:
        yield from _tables(report, report.form)
    yield ""


def _tables(report: AnnualReport, form: str) -> Iterator[str]:
    titles = {section.number: section.title for section in forms()[form].sections}
    for table, section in ((2, 2), (3, 3), (4, 4)):
        of_table = [cell for cell in cells(form).values() if cell.table == table]
        found = [report.cells.get(cell.name) for cell in of_table]
        yield ""
        if all(cell is None or cell.state is CellState.ABSENT for cell in found):
            yield f"  表{'一二三四'[table - 1]}  {titles[section]}：这份材料里没有"
            continue
        yield f"  表{'一二三四'[table - 1]}  {titles[section]}"
        yield from _rows(report, form, of_table)


def _rows(report: AnnualReport, form: str, of_table: Sequence[FormCell]) -> Iterator[str]:
    heads: tuple[str, ...] = ()
    groups = {row.key: row.group[1:] for row in forms()[form].table3.rows}
    group: tuple[str, ...] = ()
    by_row: dict[str, list[FormCell]] = {}
    for cell in of_table:
        by_row.setdefault(cell.row, []).append(cell)
    for row in by_row.values():
        columns = tuple(cell.column_label for cell in row)
        if columns != heads:
            heads = columns
            yield _line("", heads, heads)
        here = groups.get(row[0].row, ())
        if here != group and here:
            yield f"  {here[0]}"
        group = here
        label = f"{'  ' if here else ''}{row[0].row_label}"
        yield _line(label, [_shown(report.cells.get(c.name)) for c in row], heads)


def _line(label: str, values: Sequence[str], heads: Sequence[str]) -> str:
    padded = [_pad(value, max(_width(head), 6)) for value, head in zip(values, heads, strict=True)]
    cut = _cut(label)
    return f"  {cut}{' ' * (LABEL_WIDTH - _width(cut))}{'  '.join(padded)}"


def _shown(cell: Cell | None) -> str:
    if cell is None or cell.state is CellState.ABSENT:
        return "缺"
    mark = "*" if cell.restored else ""
    if cell.state is CellState.BLANK:
        return f"空{mark}"
    if cell.state is CellState.UNREADABLE:
        return f"{' '.join(cell.raw.split())[:12]}?"
    doubt = "?" if cell.confidence < 1 else ""
    figure = cell.raw if cell.value is None else format(cell.value, "f")
    return f"{figure}{mark}{doubt}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int) -> str:
    return " " * (width - _width(text)) + text


def _cut(label: str) -> str:
    while _width(label) > LABEL_WIDTH - 2:
        label = label[:-2] + "…"
    return label
