"""What must be kept of a report (摘要) so that years and groups can be compared with flat memory."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.report import AnnualReport, Cell, CellState, Line, Section

STATES = tuple(CellState)


@dataclass(frozen=True, slots=True)
class Digest:
    """A report in some kilobytes: who, when, which form, and the rest packed."""

    path: str
    body: str | None
    year: int | None
    form: str | None
    packed: bytes

    @classmethod
    def of(cls, report: AnnualReport) -> Digest:
        """Pack the cells with their places and the lines outside the tables."""
        contents = {
            "title": report.title,
            "mixed": report.mixed_form,
            "cells": [_pack_cell(cell) for cell in report.cells.values()],
            "head": [_pack_line(line) for line in report.head],
            "lines": [_pack_line(line) for line in report.lines if not line.in_table],
            "sections": [_pack_section(section) for section in report.sections],
        }
        text = json.dumps(contents, ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress(text.encode(), 1)
        return cls(report.path, report.body, report.year, report.form, packed)

    def report(self) -> AnnualReport:
        """Return the report again, without tables as printed and without the lines inside them."""
        contents = json.loads(zlib.decompress(self.packed))
        cells = [_unpack_cell(cell, self.path) for cell in contents["cells"]]
        return AnnualReport(
            path=self.path,
            body=self.body,
            year=self.year,
            form=self.form,
            title=contents["title"],
            mixed_form=contents["mixed"],
            cells={cell.name: cell for cell in cells},
            head=tuple(Line(*line) for line in contents["head"]),
            lines=tuple(Line(*line) for line in contents["lines"]),
            sections=tuple(_unpack_section(section) for section in contents["sections"]),
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
    return [line.text, line.number, line.page]


def _pack_section(section: Section) -> list[Any]:
    lines = [_pack_line(line) for line in section.lines if not line.in_table]
    plain = replace(section, lines=())
    return [
        plain.number,
        plain.title,
        plain.present,
        plain.printed,
        plain.start_line,
        plain.end_line,
        lines,
    ]


def _unpack_section(packed: list[Any]) -> Section:
    number, title, present, printed, start_line, end_line, lines = packed
    kept = tuple(Line(*line) for line in lines)
    return Section(number, title, present, printed, start_line, end_line, kept)
