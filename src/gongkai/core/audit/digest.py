"""What must be kept of a report (摘要) so that years and groups can be compared with flat memory."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongkai.core.audit.similarity import fingerprints
from gongkai.core.kernel.findings import Place
from gongkai.core.law.forms import cells as form_cells
from gongkai.core.reporting.report import AnnualReport, Cell, CellState, Line, Section

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Digest:
    """A report in some kilobytes: who, when, which form, its wording as numbers, the rest packed."""

    path: str
    body: str | None
    year: int | None
    form: str | None
    packed: bytes
    wording: bytes = b""

    @classmethod
    def of(cls, report: AnnualReport) -> Digest:
        """Pack the cells with their places, and the lines and sections outside the tables."""
        prose = [line for line in report.lines if not line.in_table]
        positions = {id(line): index for index, line in enumerate(prose)}
        names = list(report.cells)
        plain = report.form is not None and names == list(form_cells(report.form))
        contents = {
            "title": report.title,
            "mixed": report.mixed_form,
            "names": None if plain else names,
            "cells": [_pack_cell(cell) for cell in report.cells.values()],
            "places": [_pack_place(cell.place) for cell in report.cells.values()],
            "head": [_pack_line(line) for line in report.head],
            "lines": [_pack_line(line) for line in prose],
            "sections": [_pack_section(section, positions) for section in report.sections],
        }
        text = json.dumps(contents, ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress(text.encode(), 1)
        wording = array("I", fingerprints(report)).tobytes()
        return cls(report.path, report.body, report.year, report.form, packed, wording)

    def figures(self) -> tuple[str | None, ...]:
        """Return the figures of all cells in order, to tell two reports apart."""
        packed = json.loads(zlib.decompress(self.packed))["cells"]
        return tuple(cell[1] if cell else "0" for cell in packed)

    def clauses(self) -> array[int]:
        """Return a number for each clause of the wording, to find look-alikes."""
        return array("I", self.wording)

    def report(self) -> AnnualReport:
        """Return the report again, without tables, lines inside them and problems of reading."""
        contents = json.loads(zlib.decompress(self.packed))
        names = contents["names"]
        if names is None:
            names = list(form_cells(self.form or ""))
        lines = tuple(Line(*line) for line in contents["lines"])
        return AnnualReport(
            path=self.path,
            body=self.body,
            year=self.year,
            form=self.form,
            title=contents["title"],
            mixed_form=contents["mixed"],
            cells=PackedCells(names, contents["cells"], contents["places"], self.path),
            head=tuple(Line(*line) for line in contents["head"]),
            lines=lines,
            sections=tuple(_unpack_section(one, lines) for one in contents["sections"]),
        )


class PackedCells(Mapping[str, Cell]):
    """The cells of an unpacked report; each is made when it is asked for, most never are."""

    def __init__(
        self, names: Sequence[str], packed: Sequence[Any], places: Sequence[Any], path: str
    ) -> None:
        self._places = dict(zip(names, places, strict=True))
        self._packed = dict(zip(names, packed, strict=True))
        self._made: dict[str, Cell] = {}
        self._path = path

    def __getitem__(self, name: str) -> Cell:
        """Return the cell.

        Raises:
            KeyError: The report has no such cell.
        """
        cell = self._made.get(name)
        if cell is None:
            cell = _unpack_cell(name, self._packed[name], self._places[name], self._path)
            self._made[name] = cell
        return cell

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the cells in the form's order."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self._packed)


def _pack_cell(cell: Cell) -> list[Any] | int:
    # Most cells of most reports are a plain zero: nothing else is kept of them.
    if cell.raw == "0" and not cell.restored and cell.confidence == 1.0 and cell.value == 0:
        return 0
    value = None if cell.value is None else str(cell.value)
    return [cell.state.value, value, cell.raw, int(cell.restored), cell.confidence]


def _pack_place(place: Place | None) -> list[Any] | int:
    """Return the line alone where that is all there is, as in a text."""
    if place is None:
        return 0
    if place.page is None and place.table is None and not place.quote:
        return place.line or 0
    return [place.line, place.page, place.table, place.row, place.column, place.quote]


def _unpack_cell(name: str, packed: list[Any] | int, place: list[Any] | int, path: str) -> Cell:
    at = Place(path, *place) if isinstance(place, list) else Place(path, place or None)
    if isinstance(packed, int):
        return Cell(name, CellState.VALUE, ZERO, "0", at)
    state, value, raw, restored, confidence = packed
    return Cell(
        name=name,
        state=CellState(state),
        value=None if value is None else Decimal(value),
        raw=raw,
        place=at,
        restored=bool(restored),
        confidence=confidence,
    )


def _pack_line(line: Line) -> list[Any]:
    return [line.text, line.number, line.page]


def _pack_section(section: Section, positions: dict[int, int]) -> list[Any]:
    """Pack a section; its lines are those of the report, so only their positions are kept."""
    lines = [positions.get(id(line), -1) for line in section.lines if not line.in_table]
    strange = -1 in lines
    kept = [_pack_line(line) for line in section.lines if not line.in_table] if strange else None
    plain = [section.number, section.title, section.present, section.printed]
    return [*plain, section.start_line, section.end_line, lines, kept]


def _unpack_section(packed: list[Any], lines: tuple[Line, ...]) -> Section:
    number, title, present, printed, start_line, end_line, positions, kept = packed
    found = tuple(lines[index] for index in positions if index >= 0)
    if kept is not None:
        found = tuple(Line(*line) for line in kept)
    return Section(number, title, present, printed, start_line, end_line, found)
