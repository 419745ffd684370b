"""A published annual report as it was read (年度报告): cells, sections and lines, each with its place."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.core.kernel.findings import Place
from gongkai.core.kernel.records import record


class CellState(enum.StrEnum):
    """What stands in a cell: a figure, nothing, a stroke for nothing, a blur, or no cell at all."""

    VALUE = "value"
    BLANK = "blank"
    SLASH = "slash"
    UNREADABLE = "unreadable"
    ABSENT = "absent"


class SourceKind(enum.StrEnum):
    """The kind of file a report was read from, decided by content."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something met while reading (R- codes): what was met and what would help, in Chinese."""

    code: str
    message: str
    place: Place | None = None


@record
class Cell:
    """One cell of the form (单元格) as printed.

    ``value`` is set only when ``state`` is ``value``. ``restored`` is true when its row or column
    was worked out from its position because the label is missing. ``confidence`` is 0 to 1.
    """

    name: str
    state: CellState
    value: Decimal | None = None
    raw: str = ""
    place: Place | None = None
    restored: bool = False
    confidence: float = 1.0


@record
class Line:
    """One line or paragraph of the report in reading order; ``number`` is 1-based in a text."""

    text: str
    number: int | None = None
    page: int | None = None
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections (部分).

    ``title`` is the official title, ``printed`` the heading as it stands ("" when the heading is
    missing), ``lines`` what stands under it, tables included.
    """

    number: int
    title: str
    present: bool
    printed: str = ""
    start_line: int | None = None
    end_line: int | None = None
    lines: tuple[Line, ...] = ()


@record
class PrintedCell:
    """One cell of a table as printed; ``cell`` names the form's cell that was read from it."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    cell: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as printed (2, 3 or 4), so that it can be redrawn with its places marked."""

    number: int
    rows: tuple[tuple[PrintedCell, ...], ...]


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """One annual report as read.

    ``cells`` holds every cell of the form exactly once, in the form's order. ``head`` are the
    lines before section one (title, preface), ``lines`` all lines of the report. ``signed_on`` is
    the printed date of signing as (year, month, day) text when there is one.
    """

    path: str
    body: str | None
    year: int | None
    form: str | None
    title: str = ""
    mixed_form: bool = False
    cells: Mapping[str, Cell] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    head: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()

    def value(self, name: str) -> Decimal | None:
        """Return the figure in the cell ``name``, or None when no figure is printed there."""
        cell = self.cells.get(name)
        return cell.value if cell is not None else None

    def section(self, number: int) -> Section | None:
        """Return the section ``number`` (1 to 6) when it is present."""
        found = next((s for s in self.sections if s.number == number), None)
        return found if found is not None and found.present else None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One file: what it is, what went wrong while reading it, and the reports found in it."""

    path: str
    sha256: str
    kind: SourceKind | None
    reports: tuple[AnnualReport, ...] = ()
    problems: tuple[Problem, ...] = ()
