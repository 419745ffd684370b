"""One report on the page of an audit: its findings, its tables redrawn, its sentences quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from gongkai.adapters.auditing.audited import GRAVITY, AuditedReport, Cause, by_cause
from gongkai.adapters.writers.findings_html_index import (
    PageIndex,
    Reference,
    ReportCard,
    cell_anchor,
    line_anchor,
)
from gongkai.adapters.writers.findings_html_tables import tables_to_draw
from gongkai.adapters.writers.findings_words import (
    LEVEL_SIGNS,
    LEVEL_WORDS,
    TABLE_TITLES,
    cell_names,
    figures,
    position,
)
from gongkai.adapters.writers.markup import Child, Markup, element
from gongkai.adapters.writers.quotation import (
    Evidence,
    Piece,
    evidences,
    printable,
    quotation,
)
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.reporting.report import AnnualReport, PrintedCell, PrintedTable

QUOTE_COLUMNS = 240
"""How much of a long line is quoted beside a finding; the whole line stands further down."""

WHOLE_LINE = 20_000


def draw_report(index: PageIndex, card: ReportCard, entry: AuditedReport) -> Iterator[Markup]:
    """Yield the section of one report, piece by piece."""
    yield Markup(f'<section class="report" id="{card.anchor}" aria-labelledby="{card.anchor}-h">')
    yield element("h2", printable(card.name), id=f"{card.anchor}-h")
    yield element("p", f"{card.form} · ", element("code", printable(card.path)), class_="source")
    if card.accepted:
        yield element("p", f"另有已接受的问题 {card.accepted} 项，未在此列出。", class_="quiet")
    if not card.counts:
        yield element("p", "本报告未发现问题。", class_="good")
    if card.drawn:
        yield Markup('<div class="beside"><div class="findings">')
        yield from _findings(index, card, entry)
        yield Markup('</div><div class="copy">')
        yield from _tables(card, entry.report)
        yield from _sentences(card, entry.report)
        yield Markup("</div></div>")
    yield Markup("</section>")


def chip(level: Level) -> Markup:
    """Return the sign and word of a level."""
    sign = element("span", LEVEL_SIGNS[level], aria_hidden="true")
    return element("span", sign, " ", LEVEL_WORDS[level], class_=f"chip {level.value}")


def _findings(index: PageIndex, card: ReportCard, entry: AuditedReport) -> Iterator[Markup]:
    if not entry.findings:
        return
    yield element("h3", "问题")
    number = card.first_finding
    for cause in by_cause(entry.findings):
        yield _cause(index, cause, number, entry.report.form)
        number += 1 + len(cause.followers)


def _cause(index: PageIndex, cause: Cause, number: int, form: str | None) -> Markup:
    followers = [
        element("li", _finding(index, finding, number + 1 + offset, form, "h5"))
        for offset, finding in enumerate(cause.consequences)
    ]
    consequences = (
        element("p", "由此引起：", class_="follows"),
        element("ol", followers, class_="followers"),
    )
    first = _finding(index, cause.finding, number, form, "h4")
    return element("div", first, consequences if followers else None, class_="cause")


def _finding(
    index: PageIndex, finding: Finding, number: int, form: str | None, heading: str
) -> Markup:
    rule: Markup | str = finding.rule
    if finding.rule in index.explained:
        rule = element("a", finding.rule, href=f"#rule-{finding.rule}")
    title = element(heading, chip(finding.level), f" 问题 {number} ", element("span", rule))
    targets = {
        place: index.targets[(number, order)]
        for order, place in enumerate(finding.places)
        if (number, order) in index.targets
    }
    evidence = [_evidence(group, form, targets) for group in evidences(finding.places)]
    both = figures(finding)
    return element(
        "article",
        title,
        element("p", printable(finding.message), class_="message"),
        element("p", printable(both), class_="figures") if both else None,
        evidence,
        element("p", "建议：", printable(finding.hint), class_="hint") if finding.hint else None,
        element("p", "依据：", printable(finding.basis), class_="quiet") if finding.basis else None,
        element("p", "编号 ", element("code", finding.fingerprint), class_="quiet"),
        id=f"f{number}",
        class_=f"finding {finding.level.value}",
    )


def _evidence(evidence: Evidence, form: str | None, targets: Mapping[Place, str]) -> Markup:
    marks = (place.mark for place in evidence.places)
    pieces = quotation(evidence.first.quote, marks, QUOTE_COLUMNS)
    quote = element("blockquote", _pieces(pieces)) if pieces else None
    labels = iter(cell_names(form, (place.cell for place in evidence.places if place.cell)))
    links = dict.fromkeys(
        _link(next(labels) if place.cell else "", targets.get(place)) for place in evidence.places
    )
    where = position(evidence.first)
    return element(
        "figure", quote, element("figcaption", where, " " if where else None, list(links))
    )


def _link(words: str, target: str | None) -> Markup | str:
    if target:
        return element("a", words or "看原文", href=f"#{target}")
    return f"{words} "


def _pieces(pieces: Iterable[Piece]) -> list[Child]:
    return [element("mark", piece.text) if piece.marked else piece.text for piece in pieces]


def _tables(card: ReportCard, report: AnnualReport) -> Iterator[Markup]:
    tables = tables_to_draw(report, card.kind)
    if not tables:
        return
    yield element("h3", "报告中的表格")
    if tables is not report.tables:
        said = "按规定格式排列，内容照报告原文；“缺”表示本件中没有这一格。"
        yield element("p", said, class_="quiet")
    anchored: set[str] = set()
    for order, table in enumerate(tables, start=1):
        yield _table(card, table, anchored, f"报告{card.number}的第{order}张表格")


def _table(card: ReportCard, table: PrintedTable, anchored: set[str], label: str) -> Markup:
    title = TABLE_TITLES.get(table.number, f"表{table.number}")
    rows = [element("tr", _row(card, row, anchored)) for row in table.rows]
    drawn = element("table", element("caption", title), element("tbody", rows))
    return element("div", drawn, class_="scroll", role="region", aria_label=label, tabindex=0)


def _row(card: ReportCard, row: Sequence[PrintedCell], anchored: set[str]) -> Iterator[Markup]:
    """Yield the cells of a row; labels beside figures head the row, labels alone head columns."""
    scope = "row" if any(cell.cell for cell in row) else "col"
    for cell in row:
        spans = {
            "colspan": cell.colspan if cell.colspan > 1 else None,
            "rowspan": cell.rowspan if cell.rowspan > 1 else None,
        }
        references = card.marked_cells.get(cell.cell, []) if cell.cell else []
        text = printable(cell.text)
        if references and cell.cell:
            anchor = None if cell.cell in anchored else cell_anchor(card, cell.cell)
            anchored.add(cell.cell)
            yield _marked_cell(text, references, anchor, spans)
        elif cell.cell or not text.strip():
            yield element("td", text, class_="number" if cell.cell else None, **spans)
        else:
            yield element("th", text, scope=scope, **spans)


def _marked_cell(
    text: str, references: Sequence[Reference], anchor: str | None, spans: dict[str, int | None]
) -> Markup:
    shown = element("strong", text if text.strip() else "（空）")
    look = f"number marked {_worst(references).value}"
    return element("td", shown, _references(references), id=anchor, class_=look, **spans)


def _references(references: Sequence[Reference]) -> list[Markup]:
    numbers = sorted({reference.number for reference in references})
    return [
        element("a", str(n), href=f"#f{n}", class_="ref", aria_label=f"见问题{n}") for n in numbers
    ]


def _worst(references: Sequence[Reference]) -> Level:
    levels = {reference.level for reference in references}
    return next(level for level in GRAVITY if level in levels)


def _sentences(card: ReportCard, report: AnnualReport) -> Iterator[Markup]:
    if not card.marked_lines:
        return
    yield element("h3", "报告中的文字")
    texts = {line.number: line.text for line in report.lines if line.number is not None}
    ordered = sorted(card.marked_lines, key=_reading_order)
    for anchor, group in groupby(ordered, key=lambda reference: line_anchor(card, reference)):
        references = list(group)
        line = references[0].place.line
        text = texts.get(line, "") if line is not None else ""
        where = position(references[0].place)
        yield element(
            "div",
            element("p", _marked(text, references)),
            element("p", where, _references(references), class_="quiet"),
            id=anchor,
            class_=f"sentence {_worst(references).value}",
        )


def _reading_order(reference: Reference) -> tuple[int, int, int]:
    place = reference.place
    return (place.page or 0, place.line or 0, 0 if place.line else reference.number)


def _marked(text: str, references: Sequence[Reference]) -> list[Child]:
    """Return the line with the words of every reference marked; a quotation when it is not there."""
    spans = [_span(text, reference.place) for reference in references]
    found = [span for span in spans if span is not None]
    if text and len(found) == len(spans):
        return _pieces(quotation(text, found, WHOLE_LINE))
    lines = evidences(reference.place for reference in references)
    return [element("span", _quoted(line), element("br")) for line in lines]


def _span(text: str, place: Place) -> tuple[int, int] | None:
    start = text.find(place.quote)
    if start < 0:
        return None
    first, last = place.mark or (0, len(place.quote))
    return start + first, start + last


def _quoted(evidence: Evidence) -> list[Child]:
    marks = (place.mark for place in evidence.places)
    return _pieces(quotation(evidence.first.quote, marks, WHOLE_LINE))
