"""Reading the stretch of one report (单份报告读取): tables, form, cells, sections, body and year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.core.law.forms import cells as cells_of_form
from gongkai.core.law.forms import form_of_year, forms
from gongkai.core.reporting.reading.entries import LONGEST_TABLE, entries_of
from gongkai.core.reporting.reading.evidence import outline
from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.formats import form_of_table2, form_of_table3
from gongkai.core.reporting.reading.identity import (
    Title,
    body_key,
    full_name,
    mentioned_body,
    mentioned_year,
    period_year,
    signature_of,
)
from gongkai.core.reporting.reading.landmarks import Stretch
from gongkai.core.reporting.reading.pieces import Piece, Row
from gongkai.core.reporting.reading.placing import TableReading
from gongkai.core.reporting.reading.problems import Met, problem
from gongkai.core.reporting.reading.regions import Region
from gongkai.core.reporting.reading.remedies import place_remedies
from gongkai.core.reporting.report import (
    AnnualReport,
    Cell,
    CellState,
    Line,
    PrintedCell,
    PrintedTable,
    Problem,
    Section,
)

FEWEST_HEADINGS = 3
LATEST_FORM = "2021"
COLUMNS = {2: 3, 3: 7}
"""The most figures in a row of the table."""


@dataclass(slots=True)
class Tables:
    """The tables of one report as read, and the form each is in."""

    readings: dict[int, TableReading] = field(default_factory=dict)
    rows: dict[int, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def form(self, table: int) -> str | None:
        """Return the form of table 2 or 3, None when it was not read or does not show."""
        reading = self.readings.get(table)
        return reading.form or None if reading is not None else None


def read_stretch(rows: Sequence[Row], stretch: Stretch, path: str) -> AnnualReport | Problem | None:
    """Read one report; None when the stretch is none, a problem when it is the empty form."""
    own = rows[stretch.start : stretch.end]
    year, year_problems = _year(stretch.title, own)
    tables = _read_tables(rows, stretch, year)
    filled = any(
        cell.state in (CellState.VALUE, CellState.SLASH, CellState.UNREADABLE)
        for reading in tables.readings.values()
        for cell in reading.cells.values()
    )
    if not filled:
        if not stretch.title and len(stretch.headings) < FEWEST_HEADINGS:
            return None
        if tables.rows and not _has_prose(own):
            return problem(Met.EMPTY_FORM)
        if not stretch.title or len(stretch.headings) < FEWEST_HEADINGS:
            return None
    form, form_problems = _form(tables, year)
    for table_rows in tables.rows.values():
        for row in table_rows:
            row.in_table = True
    lines = Lines(own)
    body, body_problems = _body(stretch.title, lines.all)
    problems = [
        *year_problems,
        *body_problems,
        *form_problems,
        *tables.problems,
        *(p for reading in tables.readings.values() for p in reading.problems),
    ]
    return AnnualReport(
        path=path,
        body=body,
        year=year,
        form=form,
        title=stretch.title.text if stretch.title else "",
        mixed_form=any(p.code == Met.MIXED_FORM.code for p in form_problems),
        cells=_cells(form, tables),
        sections=_sections(lines, stretch, form or LATEST_FORM),
        tables=tuple(_printed(table, found) for table, found in sorted(tables.rows.items())),
        head=lines.of_rows(0, _first_heading(stretch) - stretch.start),
        lines=lines.all,
        problems=tuple(problems),
    )


def _has_prose(rows: Sequence[Row]) -> bool:
    return sum(len(row.text) for row in rows if row.prose) > 300


def _read_tables(rows: Sequence[Row], stretch: Stretch, year: int | None) -> Tables:
    tables = Tables()
    tables.rows = {
        table: found for table in (2, 3, 4) if (found := _rows_of_table(rows, stretch, table))
    }
    by_year = form_of_year(year) if year else None
    _read_by_form(tables, by_year.form if by_year else None)
    if 4 in tables.rows:
        tables.readings[4] = place_remedies(tables.rows[4], LATEST_FORM)
    for reading in tables.readings.values():
        reading.name_pieces()
    tables.problems.extend(_missing(tables))
    return tables


def _read_by_form(tables: Tables, likely: str | None) -> None:
    """Read tables 2 and 3; one that does not show its form is taken to be in that of the other."""
    two = entries_of(tables.rows[2], 2, COLUMNS[2]) if 2 in tables.rows else None
    three = entries_of(tables.rows[3], 3, COLUMNS[3]) if 3 in tables.rows else None
    if two is not None:
        tables.readings[2] = form_of_table2(two, tables.rows[2], likely)
        if tables.readings[2].shows_form:
            likely = tables.readings[2].form
    if three is not None:
        tables.readings[3] = form_of_table3(three, likely)
        if two is not None and tables.readings[3].shows_form and not tables.readings[2].shows_form:
            tables.readings[2] = form_of_table2(two, tables.rows[2], tables.readings[3].form)


def _rows_of_table(rows: Sequence[Row], stretch: Stretch, table: int) -> list[Row]:
    """Return the rows of a table; parts cut by pages or headings are put together."""
    regions = [r for r in stretch.regions if r.table == table and _is_in_place(r, stretch)]
    if not regions:
        return _unlabelled_remedies(rows, stretch) if table == 4 else []
    main = max(regions, key=lambda region: region.hits)
    kept = [r for r in regions if r is main or len(r.labels & main.labels) <= 2]
    return [row for region in kept for row in rows[_start(rows, region) : region.end]]


def _is_in_place(region: Region, stretch: Stretch) -> bool:
    """Doubtful rows (行政许可 128) are a table only under the heading of its section."""
    if region.is_sure:
        return True
    before = [(index, n) for n, (index, _) in stretch.headings.items() if index <= region.start]
    return bool(before) and max(before)[1] == region.table


def _start(rows: Sequence[Row], region: Region) -> int:
    """Include rows of figures without label just above the first labelled row of table 3."""
    start = region.start
    while region.table == 3 and start > 0 and _is_bare_row_of_figures(rows[start - 1]):
        start -= 1
    return start


def _is_bare_row_of_figures(row: Row) -> bool:
    filled = [piece for piece in row.pieces if piece.kind is not Kind.BLANK]
    return not row.prose and len(filled) >= 7 and all(p.kind is not Kind.WORDS for p in filled)


def _unlabelled_remedies(rows: Sequence[Row], stretch: Stretch) -> list[Row]:
    """Return the figures under heading four when the labels of table 4 are lost."""
    if 4 not in stretch.headings:
        return []
    start = stretch.headings[4][0]
    later = [index for index, _ in stretch.headings.values() if index > start]
    under = rows[start + 1 : min(later, default=stretch.end)]
    return [row for row in under if _is_bare_row_of_figures(row)]


def _missing(tables: Tables) -> Iterable[Problem]:
    for table in (2, 3, 4):
        reading = tables.readings.get(table)
        if reading is None:
            yield problem(Met.TABLE_MISSING, table=table)
        elif table != 4 and reading.placed:
            targets = outline(reading.form, table).targets
            lost = [target.key for target in targets if target.key not in reading.placed]
            if lost:
                labels = {c.row: c.row_label for c in cells_of_form(reading.form).values()}
                names = "、".join(f"“{labels[key]}”" for key in lost)
                place = tables.rows[table][-1].place
                yield problem(Met.TABLE_CUT, place, table=table, count=len(lost), rows=names)


def _form(tables: Tables, year: int | None) -> tuple[str | None, list[Problem]]:
    """Choose the form whose cells are listed.

    Tables 2 and 3 each show their form. When they differ (``mixed_form``), the form in force for
    the year is listed if one of them is in it, else that of table 2, in which the two forms differ
    most; what only the other form has is named in a problem.
    """
    two, three = tables.form(2), tables.form(3)
    if two is None and three is None:
        return None, [problem(Met.FORM_UNKNOWN)]
    if two is None or three is None or two == three:
        return two or three, []
    by_year = form_of_year(year) if year else None
    form = by_year.form if by_year is not None and by_year.form in (two, three) else two
    return form, [problem(Met.MIXED_FORM, two=two, three=three, form=form)]


def _cells(form: str | None, tables: Tables) -> dict[str, Cell]:
    """Return every cell of the form in its order; what was not read is absent."""
    if form is None:
        return {}
    read: dict[str, Cell] = {}
    for reading in tables.readings.values():
        read.update(reading.cells)
    return {
        name: read.get(name) or Cell(name, CellState.ABSENT, confidence=0.0)
        for name in cells_of_form(form)
    }


def _year(title: Title | None, rows: Sequence[Row]) -> tuple[int | None, list[Problem]]:
    text = "".join([text for row in rows for text in row.shape.texts]).replace(" ", "")
    printed = period_year(text)
    if title is not None and title.year is not None:
        if printed is not None and printed != title.year:
            return title.year, [problem(Met.YEAR_DIFFERS, title=title.year, name=printed)]
        return title.year, []
    if printed is not None:
        return printed, []
    signed = signature_of([row.text for row in rows[-12:]]).year
    year = signed - 1 if signed else mentioned_year(text)
    return year, [] if year else [problem(Met.YEAR_UNKNOWN)]


def _body(title: Title | None, lines: Sequence[Line]) -> tuple[str | None, list[Problem]]:
    texts = [line.text for line in lines if not line.in_table]
    signed = signature_of(texts[-12:]).body
    if title is not None and title.body:
        if signed and not _same_body(signed, title.body):
            return title.body, [
                problem(Met.BODY_DIFFERS, title=title.body, other="落款", name=signed)
            ]
        return title.body, []
    text = "".join(texts)
    body = full_name(signed, text) if signed else mentioned_body(text)
    return body, [] if body else [problem(Met.BODY_UNKNOWN)]


def _same_body(one: str, other: str) -> bool:
    return body_key(one) == body_key(other)


def _first_heading(stretch: Stretch) -> int:
    return min((index for index, _ in stretch.headings.values()), default=stretch.start)


def _sections(lines: Lines, stretch: Stretch, form: str) -> tuple[Section, ...]:
    starts = sorted((index, number) for number, (index, _) in stretch.headings.items())
    ends = {
        number: (starts[order + 1][0] if order + 1 < len(starts) else stretch.end)
        for order, (_, number) in enumerate(starts)
    }
    return tuple(
        _section(lines, stretch, section.number, section.title, ends)
        for section in forms()[form].sections
    )


def _section(
    lines: Lines, stretch: Stretch, number: int, title: str, ends: dict[int, int]
) -> Section:
    if number not in stretch.headings:
        return Section(number, title, present=False)
    index, heading = stretch.headings[number]
    end = max(ends[number], index + 1)
    own = lines.of_rows(index - stretch.start, end - stretch.start)
    numbers = [line.number for line in own if line.number is not None]
    return Section(
        number=number,
        title=title,
        present=True,
        printed=heading.printed,
        start_line=numbers[0] if numbers else None,
        end_line=numbers[-1] if numbers else None,
        lines=own,
    )


class Lines:
    """The lines of a stretch, and those of any run of its rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        found: list[Line] = []
        self._starts = [0]
        for row in rows:
            place, texts = row.place, row.shape.texts
            if len(texts) == 1:
                found.append(Line(texts[0], place.line, place.page, row.in_table))
            else:
                found += [Line(text, place.line, place.page, row.in_table) for text in texts]
            self._starts.append(len(found))
        self.all = tuple(found)

    def of_rows(self, first: int, end: int) -> tuple[Line, ...]:
        """Return the lines of the rows from ``first`` to ``end`` (exclusive)."""
        return self.all[self._starts[first] : self._starts[end]]


def _printed(table: int, rows: Sequence[Row]) -> PrintedTable:
    return PrintedTable(
        table, tuple([_printed_row(row.pieces) for row in rows[:LONGEST_TABLE] if row.pieces])
    )


def _printed_row(pieces: Sequence[Piece]) -> tuple[PrintedCell, ...]:
    return tuple([PrintedCell(p.text, p.colspan, p.rowspan, p.cell, p.place) for p in pieces])
