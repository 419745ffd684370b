"""Quoting the whole printed row (整行引文) where a finding points at one of its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gongkai.core.kernel.findings import Finding, Place
from gongkai.core.reporting.report import AnnualReport, PrintedCell

BETWEEN = " | "


def quote_rows(findings: Iterable[Finding], report: AnnualReport) -> tuple[Finding, ...]:
    """Return the findings with each cell's place quoting its row, the figure marked.

    Places that are marked already, or that lie in another report, stay as they are.
    """
    rows = _Rows(report)
    return tuple(_quoted(finding, rows) for finding in findings)


def _quoted(finding: Finding, rows: _Rows) -> Finding:
    places = tuple(rows.quoted(place) for place in finding.places)
    return finding if places == finding.places else replace(finding, places=places)


@dataclass(slots=True)
class _Rows:
    """The printed rows by cell and the lines by number, worked out when first asked for."""

    report: AnnualReport
    rows: dict[str, tuple[Sequence[PrintedCell], int]] | None = None
    lines: dict[int, str] = field(default_factory=dict)

    def quoted(self, place: Place) -> Place:
        """Return ``place`` quoting the row of its cell."""
        if place.cell is None or place.mark is not None or place.path != self.report.path:
            return place
        row, index = self._index().get(place.cell, ((), 0))
        if not row:
            return place
        printed = row[index].place
        if printed is not None and (printed.line, printed.page) != (place.line, place.page):
            return place
        text, mark = self._in_line(row, index) or _joined(row, index)
        return replace(place, quote=text, mark=mark if mark[0] < mark[1] else None)

    def _index(self) -> dict[str, tuple[Sequence[PrintedCell], int]]:
        if self.rows is None:
            self.rows = {
                cell.cell: (row, index)
                for table in self.report.tables
                for row in table.rows
                for index, cell in enumerate(row)
                if cell.cell is not None
            }
            numbered = (line for line in self.report.lines if line.number is not None)
            self.lines = {line.number: line.text for line in numbered if line.number}
        return self.rows

    def _in_line(
        self, row: Sequence[PrintedCell], index: int
    ) -> tuple[str, tuple[int, int]] | None:
        """Return the line and the figure's span, when the whole row stands on one line."""
        numbers = {cell.place.line if cell.place else None for cell in row}
        number = numbers.pop()
        text = self.lines.get(number or 0)
        if numbers or text is None or len(row) == 1:
            return None
        end = 0
        for cell in row[: index + 1]:
            start = text.find(cell.text, end)
            if start < 0:
                return None
            end = start + len(cell.text)
        return text, (end - len(row[index].text), end)


def _joined(row: Sequence[PrintedCell], index: int) -> tuple[str, tuple[int, int]]:
    texts = [" ".join(cell.text.split()) for cell in row]
    start = len(BETWEEN.join([*texts[:index], ""]))
    return BETWEEN.join(texts), (start, start + len(texts[index]))
