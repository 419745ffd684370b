"""What must be kept of a report (摘要) so that years and groups can be compared with flat memory."""

from __future__ import annotations

import json
import zlib
from array import array
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongkai.core.audit.similarity import fingerprints
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.report import AnnualReport, Cell, CellState, Line, Section

STATES = tuple(CellState)


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
        """Pack the cells with their places, the lines and the sections."""
        positions = {id(line): index for index, line in enumerate(report.lines)}
        contents = {
            "title": report.title,
            "mixed": report.mixed_form,
            "cells": [_pack_cell(cell) for cell in report.cells.values()],
            "head": [_pack_line(line) for line in report.head],
            "lines": [_pack_line(line) for line in report.lines],
            "sections": [_pack_section(section, positions) for section in report.sections],
        }
        text = json.dumps(contents, ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress(text.encode(), 1)
        wording = array("I", fingerprints(report)).tobytes()
        return cls(report.path, report.body, report.year, report.form, packed, wording)

    def figures(self) -> tuple[str | None, ...]:
        """Return the figures of all cells in order, to tell two reports apart."""
        return tuple(cell[2] for cell in json.loads(zlib.decompress(self.packed))["cells"])

    def clauses(self) -> array[int]:
        """Return a number for each clause of the wording, to find look-alikes."""
        return array("I", self.wording)

    def report(self) -> AnnualReport:
        """Return the report again, without the tables as printed and the problems of reading."""
        contents = json.loads(zlib.decompress(self.packed))
        cells = [_unpack_cell(cell, self.path) for cell in contents["cells"]]
        lines = tuple(Line(*line) for line in contents["lines"])
        return AnnualReport(
            path=self.path,
            body=self.body,
            year=self.year,
            form=self.form,
            title=contents["title"],
            mixed_form=contents["mixed"],
            cells={cell.name: cell for cell in cells},
            head=tuple(Line(*line) for line in contents["head"]),
            lines=lines,
            sections=tuple(_unpack_section(one, lines) for one in contents["sections"]),
        )


def _pack_cell(cell: Cell) -> list[Any]:
    place = cell.place or Place()
    return [
        cell.name,
        STATES.index(cell.state),
        None if cell.value is None else str(cell.value),
        cell.raw,
        [place.line, place.page, place.table, place.row, place.column, place.quote],
        int(cell.restored),
        cell.confidence,
    ]


def _unpack_cell(packed: list[Any], path: str) -> Cell:
    name, state, value, raw, place, restored, confidence = packed
    line, page, table, row, column, quote = place
    return Cell(
        name=name,
        state=STATES[state],
        value=None if value is None else Decimal(value),
        raw=raw,
        place=Place(path, line, page, table, row, column, quote),
        restored=bool(restored),
        confidence=confidence,
    )


def _pack_line(line: Line) -> list[Any]:
    return [line.text, line.number, line.page, line.in_table]


def _pack_section(section: Section, positions: dict[int, int]) -> list[Any]:
    """Pack a section; its lines are those of the report, so only their positions are kept."""
    lines = [positions.get(id(line), -1) for line in section.lines]
    strange = [_pack_line(line) for line in section.lines] if -1 in lines else None
    plain = [section.number, section.title, section.present, section.printed]
    return [*plain, section.start_line, section.end_line, lines, strange]


def _unpack_section(packed: list[Any], lines: tuple[Line, ...]) -> Section:
    number, title, present, printed, start_line, end_line, positions, strange = packed
    kept = tuple(lines[index] for index in positions if index >= 0)
    if strange is not None:
        kept = tuple(Line(*line) for line in strange)
    return Section(number, title, present, printed, start_line, end_line, kept)
