"""The first pass over an audit for its page: numbers for the findings, and where each one points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.adapters.auditing.audited import Audited, AuditedDocument, AuditedReport, by_cause
from gongkai.adapters.writers.findings_html_tables import cells_to_draw
from gongkai.adapters.writers.findings_words import form_name, report_name
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.reporting.report import AnnualReport, SourceKind


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered finding that points at a place."""

    number: int
    level: Level
    place: Place


@dataclass(slots=True)
class ReportCard:
    """What the page must know of a report before it is drawn: its anchor, counts and marks."""

    number: int
    name: str
    form: str
    path: str
    kind: SourceKind | None
    cells: frozenset[str]
    lines: range | None
    first_finding: int
    counts: Counter[Level] = field(default_factory=Counter)
    accepted: int = 0
    marked_cells: dict[str, list[Reference]] = field(default_factory=dict)
    marked_lines: list[Reference] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Return the id of the report's section."""
        return f"r{self.number}"

    @property
    def drawn(self) -> bool:
        """Return whether the report's tables and text are shown: some finding points into it."""
        return bool(self.counts or self.marked_cells or self.marked_lines)


@dataclass(slots=True)
class PageIndex:
    """Every report and file with problems, and the anchor each place of a finding leads to."""

    cards: list[ReportCard] = field(default_factory=list)
    unread: list[AuditedDocument] = field(default_factory=list)
    targets: dict[tuple[int, int], str] = field(default_factory=dict)
    fired: set[str] = field(default_factory=set)
    explained: frozenset[str] = frozenset()


def build_index(audited: Audited) -> PageIndex:
    """Go through the audit once and return the index of its page."""
    index = PageIndex()
    kept: dict[frozenset[str], frozenset[str]] = {}
    abroad: list[tuple[int, Reference, ReportCard]] = []
    next_number = 1
    for document in audited.documents():
        if document.problems:
            index.unread.append(document)
        for entry in document.reports:
            card = _card(entry, document.kind, len(index.cards) + 1, next_number)
            card.cells = kept.setdefault(card.cells, card.cells)
            index.cards.append(card)
            for finding in in_order(entry):
                index.fired.add(finding.rule)
                card.counts[finding.level] += 1
                abroad.extend(_point_home(index, card, entry.report, next_number, finding))
                next_number += 1
    _point_abroad(index, abroad)
    index.explained = frozenset(rule.code for rule in audited.rules if rule.code in index.fired)
    return index


def in_order(entry: AuditedReport) -> Iterator[Finding]:
    """Yield the report's open findings as they are numbered: each cause before what follows it."""
    for cause in by_cause(entry.findings):
        yield cause.finding
        yield from cause.followers


def cell_anchor(card: ReportCard, name: str) -> str:
    """Return the id of a cell drawn in the report's tables."""
    return f"{card.anchor}-{name}"


def line_anchor(card: ReportCard, reference: Reference) -> str:
    """Return the id of the quoted line that a finding points at."""
    line = reference.place.line
    return f"{card.anchor}-l{line}" if line is not None else f"{card.anchor}-q{reference.number}"


def _card(entry: AuditedReport, kind: SourceKind | None, number: int, first: int) -> ReportCard:
    report = entry.report
    lines = [line.number for line in report.lines if line.number is not None]
    return ReportCard(
        number=number,
        name=report_name(report),
        form=form_name(report),
        path=report.path,
        kind=kind,
        cells=cells_to_draw(report, kind),
        lines=range(min(lines), max(lines) + 1) if lines else None,
        first_finding=first,
        accepted=len(entry.accepted),
    )


def _point_home(
    index: PageIndex, card: ReportCard, report: AnnualReport, number: int, finding: Finding
) -> list[tuple[int, Reference, ReportCard]]:
    """Mark the finding's places inside its own report; return those that lie elsewhere."""
    elsewhere = []
    for position, place in enumerate(finding.places):
        reference = Reference(number, finding.level, place)
        if _is_home(report, card, place):
            _mark(index, card, reference, position)
        else:
            elsewhere.append((position, reference, card))
    return elsewhere


def _is_home(report: AnnualReport, card: ReportCard, place: Place) -> bool:
    if place.path and place.path != report.path:
        return False
    if place.line is not None and card.lines is not None:
        return place.line in card.lines
    cell = report.cells.get(place.cell) if place.cell else None
    if cell is not None and cell.place is not None and _known(place):
        return _location(cell.place) == _location(place)
    return True


def _location(place: Place) -> tuple[int | None, ...]:
    return (place.line, place.page, place.table, place.row, place.column)


def _known(place: Place) -> bool:
    return any(part is not None for part in _location(place))


def _mark(index: PageIndex, card: ReportCard, reference: Reference, position: int) -> None:
    place = reference.place
    if place.cell in card.cells:
        card.marked_cells.setdefault(place.cell, []).append(reference)
        anchor = cell_anchor(card, place.cell)
    elif place.quote:
        card.marked_lines.append(reference)
        anchor = line_anchor(card, reference)
    else:
        anchor = card.anchor
    index.targets[(reference.number, position)] = anchor


def _point_abroad(index: PageIndex, abroad: list[tuple[int, Reference, ReportCard]]) -> None:
    """Mark places that lie in another report, when it can be told which one."""
    by_path: dict[str, list[ReportCard]] = {}
    for card in index.cards:
        by_path.setdefault(card.path, []).append(card)
    for position, reference, own in abroad:
        others = [card for card in by_path.get(reference.place.path, []) if card is not own]
        fitting = [card for card in others if _may_hold(card, reference.place)]
        if len(fitting) == 1:
            _mark(index, fitting[0], reference, position)


def _may_hold(card: ReportCard, place: Place) -> bool:
    if place.line is None or card.lines is None:
        return True
    return place.line in card.lines
