"""Findings for people at a terminal: the quoted words with a mark exactly under the figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from gongkai.adapters.auditing.audited import (
    Audited,
    AuditedDocument,
    AuditedReport,
    Cause,
    by_cause,
)
from gongkai.adapters.writers.findings_words import (
    LEVEL_SIGNS,
    LEVEL_WORDS,
    cell_names,
    form_name,
    position,
    report_name,
)
from gongkai.adapters.writers.quotation import (
    Evidence,
    columns,
    evidences,
    printable,
    quotation,
    text_of,
    underline,
    wrapped,
)
from gongkai.core.audit.engine import Summary
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.kernel.rules import Outcome

_CODES = {Level.ERROR: "31", Level.WARNING: "33", Level.NOTE: "36"}
_BOLD, _QUIET, _GOOD = "1", "2", "32"
NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to write: with or without colours, how many columns wide, long sentences wrapped or not."""

    colours: bool = False
    width: int = 100
    wrap: bool = False

    def paint(self, code: str, text: str) -> str:
        """Return ``text`` in the given colour, when there are colours."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colours else text

    def lines(self, head: str, text: str, indent: str) -> list[str]:
        """Return ``text`` after ``head``, its further lines set in below its beginning."""
        if not self.wrap:
            return [f"{indent}{head} {text}"]
        deeper = indent + "  "
        room = max(self.width - columns(deeper), NARROWEST)
        first, *rest = wrapped(f"{head} {text}", room)
        return [indent + first, *(deeper + line for line in rest)]


def write(audited: Audited, stream: TextIO, terminal: Terminal) -> None:
    """Write every report with its findings, then what was checked.

    Raises:
        OSError: The stream cannot be written.
    """
    for document in audited.documents():
        stream.writelines(f"{line}\n" for line in _document(document, terminal))
    stream.writelines(f"{line}\n" for line in closing(audited, terminal))


def _document(document: AuditedDocument, terminal: Terminal) -> Iterator[str]:
    for problem in document.problems:
        code = terminal.paint(_CODES[Level.WARNING], problem.code)
        yield f"{printable(document.path)}：{code} {printable(problem.message)}"
    if document.problems:
        yield ""
    for audited in document.reports:
        yield from _report(audited, terminal)
        yield ""


def _report(audited: AuditedReport, terminal: Terminal) -> Iterator[str]:
    report = audited.report
    name = terminal.paint(_BOLD, printable(report_name(report)))
    yield f"{name} · {form_name(report)} · {printable(report.path)}"
    if audited.accepted:
        yield f"  已接受的问题 {len(audited.accepted)} 项，未列出。"
    if not audited.findings:
        yield "  " + terminal.paint(_GOOD, "未发现问题。")
    for cause in by_cause(audited.findings):
        yield from _cause(cause, report.form, terminal)


def _cause(cause: Cause, form: str | None, terminal: Terminal) -> Iterator[str]:
    yield ""
    yield from _finding(cause.finding, form, terminal, "  ")
    if cause.followers:
        yield "    " + terminal.paint(_QUIET, "└ 由此引起：")
    for follower in cause.consequences:
        yield from _finding(follower, form, terminal, "      ")


def _finding(finding: Finding, form: str | None, terminal: Terminal, indent: str) -> Iterator[str]:
    sign = f"{LEVEL_SIGNS[finding.level]} {LEVEL_WORDS[finding.level]} {finding.rule}"
    first, *rest = terminal.lines(sign, printable(finding.message), indent)
    yield first.replace(sign, terminal.paint(_CODES[finding.level], sign), 1)
    yield from rest
    inner = indent + "  "
    for evidence in evidences(finding.places):
        yield from _evidence(evidence, form, terminal, inner)
    if finding.hint:
        yield from terminal.lines("建议", printable(finding.hint), inner)
    basis = f"依据 {printable(finding.basis)}" if finding.basis else ""
    quiet = " · ".join(part for part in (basis, f"编号 {finding.fingerprint}") if part)
    yield inner + terminal.paint(_QUIET, quiet)


def _evidence(
    evidence: Evidence, form: str | None, terminal: Terminal, indent: str
) -> Iterator[str]:
    where = " ".join(part for part in (_address(evidence.first), _cells(evidence, form)) if part)
    if where:
        yield indent + terminal.paint(_QUIET, where)
    room = max(terminal.width - columns(indent) - 2, NARROWEST)
    pieces = quotation(evidence.first.quote, (place.mark for place in evidence.places), room)
    if pieces:
        yield f"{indent}  {text_of(pieces)}"
    if mark := underline(pieces):
        yield f"{indent}  " + mark


def _cells(evidence: Evidence, form: str | None) -> str:
    return "、".join(cell_names(form, (place.cell for place in evidence.places if place.cell)))


def _address(place: Place) -> str:
    """Return the place as ``file:line``, which terminals and editors open, or in words."""
    path = printable(place.path)
    if place.line is not None:
        return f"{path}:{place.line}" if path else f"第{place.line}行"
    return f"{path} {position(place)}".strip()


def closing(audited: Audited, terminal: Terminal) -> Iterator[str]:
    """Yield what was checked and with what result: proof that the rules ran."""
    summary = audited.summary
    found = (
        (summary.errors, Level.ERROR),
        (summary.warnings, Level.WARNING),
        (summary.notes, Level.NOTE),
    )
    counts = "，".join(
        terminal.paint(_CODES[level] if count else _QUIET, f"{LEVEL_WORDS[level]} {count}")
        for count, level in found
    )
    yield f"核查了 {summary.reports} 份报告：{counts}，已接受 {summary.suppressed}。"
    yield (
        f"核查方案“{audited.profile.title}”，运行规则 {summary.rules_run} 条，逐份判断共 "
        f"{_judgements(summary)} 次：通过 {summary.passed}，不通过 {summary.failed}，"
        f"无法判断 {summary.not_assessable}，不适用 {summary.not_applicable}。"
    )
    if summary.not_assessable:
        yield terminal.paint(_QUIET, f"无法判断的规则：{_unsure(summary)}。")
    for entry in summary.expired:
        yield f"已接受的问题 {entry.fingerprint} 已过期（{entry.until}），不再生效：{printable(entry.reason)}"
    for entry in summary.unmatched:
        yield f"已接受的问题 {entry.fingerprint} 这次没有出现，可从文件中删去：{printable(entry.reason)}"


def _judgements(summary: Summary) -> int:
    return summary.passed + summary.failed + summary.not_assessable + summary.not_applicable


def _unsure(summary: Summary) -> str:
    counted = ((code, counts[Outcome.NOT_ASSESSABLE]) for code, counts in summary.by_rule.items())
    return "、".join(f"{code}（{count} 份）" for code, count in sorted(counted) if count)
