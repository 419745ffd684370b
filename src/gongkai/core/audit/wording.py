"""The sentences of a report (句子) with their places, put together once for all rules."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.core.audit.case import Case
from gongkai.core.audit.evidence import line_place, prose, prose_paragraphs
from gongkai.core.kernel.findings import Place
from gongkai.core.kernel.records import record
from gongkai.core.reporting.report import AnnualReport, Line
from gongkai.core.text.sentences import Paragraph


@record
class Sentence:
    """One sentence: its text without spaces, the section it stands in (0 before section one)."""

    text: str
    start: int
    section: int
    paragraph: Paragraph
    number: int
    lines: Sequence[Line]
    report: AnnualReport

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Return the place of the span ``start`` to ``end`` of the sentence."""
        stop = len(self.text) if end is None else end
        span = self.paragraph.span(self.start + start, self.start + stop)
        line = self.lines[span.line]
        return line_place(self.report, line, span.start, span.end)


def sentences(case: Case) -> tuple[Sentence, ...]:
    """Return every sentence outside the tables, in reading order."""
    found: tuple[Sentence, ...] | None = case.memo.get("sentences")
    if found is None:
        found = tuple(_sentences(case))
        case.memo["sentences"] = found
    return found


def _sentences(case: Case) -> list[Sentence]:
    lines = prose(case)
    sections = _sections(case.report)
    found = []
    for index, paragraph in enumerate(prose_paragraphs(case)):
        first = lines[paragraph.lines[0]]
        section = sections.get((first.number, first.page, first.text), 0)
        for start, end in paragraph.sentences:
            text = paragraph.text[start:end]
            found.append(Sentence(text, start, section, paragraph, index, lines, case.report))
    return found


def _sections(report: AnnualReport) -> dict[tuple[int | None, int | None, str], int]:
    return {
        (line.number, line.page, line.text): section.number
        for section in report.sections
        if section.present
        for line in section.lines
        if not line.in_table
    }


def wording(case: Case) -> str:
    """Return every sentence outside the tables in one text, a paragraph a line.

    What is not in here is in no sentence: one search spares a rule the walk through all of them.
    """
    found: str | None = case.memo.get("wording")
    if found is None:
        found = "\n".join([paragraph.text for paragraph in prose_paragraphs(case)])
        case.memo["wording"] = found
    return found


def printed_prose(case: Case) -> str:
    """Return the lines outside the tables as they are printed, one below the other."""
    found: str | None = case.memo.get("printed prose")
    if found is None:
        found = "\n".join([line.text for line in prose(case)])
        case.memo["printed prose"] = found
    return found


def section_sentences(case: Case, number: int) -> tuple[Sentence, ...]:
    """Return the sentences of one section."""
    return tuple(one for one in sentences(case) if one.section == number)
