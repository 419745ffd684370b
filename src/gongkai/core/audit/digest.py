"""What must be kept of a report (摘要) so that years and groups can be compared with flat memory.

Cells and wording are packed apart, and each is unpacked when a rule first asks for it: most
comparisons look at some dozen figures. Packed with pickle and not as JSON, as that takes a third of
the time; only what our own processes packed is ever unpacked.
"""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gongkai.core.audit.similarity import fingerprints
from gongkai.core.kernel.findings import Place
from gongkai.core.law.forms import cells as form_cells
from gongkai.core.reporting.report import AnnualReport, Cell, Line, Section

PLAIN_ZERO = 0
"""What is kept of a cell that holds a plain “0”, as most cells of most reports do."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A report in some kilobytes: who, when, which form, its wording as numbers, the rest packed.

    ``topics`` are what the wording was found to speak of when it was examined (``topics.py``), None
    when nobody looked.
    """

    path: str
    body: str | None
    year: int | None
    form: str | None
    cells: bytes
    text: bytes
    wording: bytes = b""
    topics: frozenset[str] | None = None

    @classmethod
    def of(cls, report: AnnualReport, topics: Iterable[str] | None = None) -> Digest:
        """Pack the cells with their places, and the lines and sections outside the tables."""
        return cls(
            path=report.path,
            body=report.body,
            year=report.year,
            form=report.form,
            cells=_pack(_cells(report)),
            text=_pack(_text(report)),
            wording=array("I", fingerprints(report)).tobytes(),
            topics=None if topics is None else frozenset(topics),
        )

    def figures(self) -> tuple[str | None, ...]:
        """Return the figures of all cells in order, to tell two reports apart."""
        return tuple(_printed_figure(cell) for cell in unpack(self.cells)[1])

    def clauses(self) -> array[int]:
        """Return a number for each clause of the wording, to find look-alikes."""
        return array("I", self.wording)


def unpack(packed: bytes) -> Any:
    """Return what a digest holds packed."""
    return pickle.loads(zlib.decompress(packed))  # noqa: S301 - packed by our own processes


def _pack(contents: Any) -> bytes:
    return zlib.compress(pickle.dumps(contents, pickle.HIGHEST_PROTOCOL), 1)


def _cells(report: AnnualReport) -> tuple[Any, ...]:
    names = list(report.cells)
    plain = report.form is not None and names == list(form_cells(report.form))
    cells = report.cells.values()
    return (
        None if plain else names,
        [
            PLAIN_ZERO
            if c.raw == "0" and c.value == 0 and c.confidence == 1.0 and not c.restored
            else _cell(c)
            for c in cells
        ],
        [_place(cell.place) for cell in cells],
    )


def _cell(cell: Cell) -> str | tuple[Any, ...]:
    """Return the raw text alone where it is the figure, else all there is to the cell."""
    value = None if cell.value is None else str(cell.value)
    if value == cell.raw and cell.confidence == 1.0 and not cell.restored:
        return value
    return (cell.state.value, value, cell.raw, cell.restored, cell.confidence)


def _printed_figure(cell: str | int | tuple[Any, ...]) -> str | None:
    if cell == PLAIN_ZERO:
        return "0"
    figure: str | None = cell[1] if isinstance(cell, tuple) else str(cell)
    return figure


def _place(place: Place | None) -> tuple[Any, ...] | int:
    """Return the line alone where that is all there is, as in a text."""
    if place is None:
        return 0
    if place.page is None and place.table is None and not place.quote:
        return place.line or 0
    return (place.line, place.page, place.table, place.row, place.column, place.quote)


def _text(report: AnnualReport) -> tuple[Any, ...]:
    prose = [line for line in report.lines if not line.in_table]
    positions = {id(line): index for index, line in enumerate(prose)}
    return (
        [_line(line) for line in report.head],
        [_line(line) for line in prose],
        [_section(section, positions) for section in report.sections],
        report.title,
        report.mixed_form,
    )


def _line(line: Line) -> tuple[Any, ...]:
    return (line.text, line.number, line.page)


def _section(section: Section, positions: dict[int, int]) -> tuple[Any, ...]:
    """Pack a section; its lines are those of the report, so only their positions are kept."""
    outside = [line for line in section.lines if not line.in_table]
    indexes = [positions.get(id(line), -1) for line in outside]
    kept = [_line(line) for line in outside] if -1 in indexes else None
    plain = (section.number, section.title, section.present, section.printed)
    return (*plain, section.start_line, section.end_line, indexes, kept)


def unpack_section(packed: tuple[Any, ...], lines: tuple[Line, ...]) -> Section:
    """Return a section again, over the report's ``lines``."""
    number, title, present, printed, start_line, end_line, indexes, kept = packed
    found = tuple([lines[index] for index in indexes if index >= 0])
    if kept is not None:
        found = tuple([Line(*line) for line in kept])
    return Section(number, title, present, printed, start_line, end_line, found)
