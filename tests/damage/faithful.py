"""A report as a faultless reader would read it: audit tests that do not wait for the real one."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from gongkai.core.kernel.findings import Place
from gongkai.core.law.forms import cells, forms
from gongkai.core.reporting.paper import Paragraph, ReportPaper, Role
from gongkai.core.reporting.report import (
    AnnualReport,
    Cell,
    CellState,
    Line,
    PrintedTable,
    Section,
)

STROKES = ("/", "-", "—", "／")
NUMERALS = "一二三四五六"


def faithful(paper: ReportPaper, *, path: str = "report.txt") -> AnnualReport:
    """Return the report of a paper, line by line and cell by cell."""
    lines: list[Line] = []
    found: dict[str, Cell] = {}
    starts: list[tuple[int, str, int]] = []
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            if block.role is Role.HEADING and block.text[:1] in NUMERALS:
                starts.append((NUMERALS.index(block.text[0]) + 1, block.text, len(lines)))
            lines.append(Line(block.text, len(lines) + 1))
        else:
            _read_table(block, lines, found, path)
    every = {name: found.get(name, Cell(name, CellState.ABSENT)) for name in cells(paper.form)}
    first = starts[0][2] if starts else len(lines)
    return AnnualReport(
        path=path,
        body=paper.body,
        year=paper.year,
        form=paper.form,
        title=paper.title,
        mixed_form=any(name not in every for name in found),
        cells=every,
        sections=_sections(paper.form, starts, lines),
        tables=paper.tables,
        head=tuple(lines[:first]),
        lines=tuple(lines),
    )


def _read_table(table: PrintedTable, lines: list[Line], found: dict[str, Cell], path: str) -> None:
    for row in table.rows:
        number = len(lines) + 1
        lines.append(Line("\t".join(cell.text for cell in row), number, in_table=True))
        for cell in row:
            if cell.cell:
                place = Place(path=path, line=number, quote=lines[-1].text, cell=cell.cell)
                found[cell.cell] = _cell(cell.cell, cell.text, place)


def _cell(name: str, text: str, place: Place) -> Cell:
    plain = text.strip().replace("增", "").replace("减", "-")
    if not plain:
        return Cell(name, CellState.BLANK, raw=text, place=place)
    if plain in STROKES:
        return Cell(name, CellState.SLASH, raw=text, place=place)
    match = re.fullmatch(r"(-?[0-9.]+)(万元|元)?", plain)
    try:
        value = Decimal(match.group(1)) if match else None
    except InvalidOperation:
        value = None
    if match is None or value is None:
        return Cell(name, CellState.UNREADABLE, raw=text, place=place)
    if match.group(2) == "元":
        value /= 10000
    return Cell(name, CellState.VALUE, value, text, place)


def _sections(
    form: str, starts: Sequence[tuple[int, str, int]], lines: Sequence[Line]
) -> tuple[Section, ...]:
    ends = [start for _, _, start in starts[1:]] + [len(lines)]
    sections = []
    for official in forms()[form].sections:
        at = next((i for i, s in enumerate(starts) if s[0] == official.number), None)
        if at is None:
            sections.append(Section(official.number, official.title, present=False))
            continue
        _, printed, start = starts[at]
        sections.append(
            Section(
                official.number,
                official.title,
                present=True,
                printed=printed,
                start_line=start + 1,
                end_line=ends[at],
                lines=tuple(lines[start + 1 : ends[at]]),
            )
        )
    return tuple(sections)
