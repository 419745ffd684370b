"""How a rule words a finding and shows where it stands (证据): places of cells and of lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from gongkai.core.audit.case import RULES, Case
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.law import forms
from gongkai.core.reporting.report import AnnualReport, Line, Section
from gongkai.core.text.sentences import Paragraph, paragraphs

TABLE_WORDS = {2: "表二", 3: "表三", 4: "表四"}
QUOTE_LENGTH = 80
# A heading, leaders or spaces, and the number of a page: an entry of a list of contents.
CONTENTS = re.compile(
    r"\s*(?:[一二三四五六七八]、|[（(][一二三四五六七八][)）])[^，。；,;：:\d]{3,40}?[\s.·…—-]+\d{1,3}\s*$"
)
SPACES = re.compile(r"[\s　]+")


def finding(  # noqa: PLR0913 - a finding has these parts; all are named at the call
    code: str,
    message: str,
    *,
    message_en: str,
    subject: str,
    places: Iterable[Place],
    basis: str,
    expected: str | None = None,
    actual: str | None = None,
    level: Level | None = None,
    hint: str | None = None,
    caused_by: str | None = None,
) -> Finding:
    """Return a finding of the rule ``code`` at the rule's own level unless ``level`` says otherwise.

    The engine adds body and year, and the profile may change the level. ``caused_by`` is what
    ``causes.cause`` returns for the finding that this one follows from.
    """
    return Finding(
        rule=code,
        level=level or RULES.get(code).level,
        message=message,
        message_en=message_en,
        subject=subject,
        places=tuple(places),
        basis=basis,
        expected=expected,
        actual=actual,
        hint=hint,
        caused_by=caused_by,
    )


def number(value: Decimal) -> str:
    """Return a figure as people write it: no exponent, no trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def cell_label(form: str | None, name: str) -> str:
    """Return table, row and column of a cell in the form's own words: 表三“（一）予以公开”总计."""
    cell = forms.cells(form).get(name) if form in forms.forms() else None
    if cell is None:
        return name
    return f"{TABLE_WORDS[cell.table]}“{row_label(cell.row_label)}”{cell.column_label}"


def row_label(label: str) -> str:
    """Return a row's label without the remark in brackets behind it."""
    head = label.split("（区分处理")[0]
    return head.removesuffix("、行政机关不再处理其政府信息公开申请")


def cell_place(report: AnnualReport, name: str) -> Place:
    """Return where the cell ``name`` stands, with the printed row or figure as the quote."""
    cell = report.cells.get(name)
    if cell is None:
        return Place(path=report.path, cell=name)
    place = cell.place or Place()
    quote = place.quote or _row_quote(report, place.line, cell.raw) or cell.raw
    return replace(place, path=place.path or report.path, quote=quote, cell=name)


def _row_quote(report: AnnualReport, number: int | None, raw: str) -> str:
    """Return the printed line of a text that the cell stands in, when it is short enough to quote."""
    if number is None:
        return ""
    index = bisect_left(report.lines, number, key=lambda line: line.number or 0)
    if index == len(report.lines) or report.lines[index].number != number:
        return ""
    text = SPACES.sub(" ", report.lines[index].text).strip()
    return text if len(text) <= QUOTE_LENGTH and raw.strip() in text else ""


def cell_places(report: AnnualReport, names: Iterable[str]) -> tuple[Place, ...]:
    """Return the places of several cells."""
    return tuple(cell_place(report, name) for name in names)


def line_place(report: AnnualReport, line: Line, start: int = 0, end: int | None = None) -> Place:
    """Return the place of the span ``start`` to ``end`` of a line: quoted with what is around it."""
    stop = len(line.text) if end is None else end
    room = max(0, QUOTE_LENGTH - (stop - start)) // 2
    first, last = max(0, start - room), min(len(line.text), max(stop + room, start + QUOTE_LENGTH))
    if stop - start > QUOTE_LENGTH:
        last = start + QUOTE_LENGTH
    mark = None if end is None else (start - first, min(stop, last) - first)
    return Place(
        path=report.path,
        line=line.number,
        page=line.page,
        quote=line.text[first:last],
        mark=mark,
    )


def report_place(report: AnnualReport) -> Place:
    """Return the place of the report as a whole: its title, or its first line."""
    first = next((line for line in (*report.head, *report.lines) if line.text.strip()), None)
    if first is None:
        return Place(path=report.path, quote=report.title)
    quote = report.title or first.text.strip()
    return Place(path=report.path, line=first.number, page=first.page, quote=quote[:QUOTE_LENGTH])


def contents(section: Section) -> tuple[Line, ...]:
    """Return the lines under a section's heading that are not empty, without the heading itself."""
    lines = tuple(line for line in section.lines if line.text.strip())
    heading = SPACES.sub("", section.printed)
    if not lines or not heading or not SPACES.sub("", lines[0].text).startswith(heading):
        return lines
    rest = SPACES.sub("", lines[0].text)[len(heading) :].strip("。：:")
    return (replace(lines[0], text=rest), *lines[1:]) if rest else lines[1:]


def prose_paragraphs(case: Case) -> list[Paragraph]:
    """Return the paragraphs over ``prose(case)``, put together once a case."""
    found: list[Paragraph] | None = case.memo.get("paragraphs")
    if found is None:
        found = paragraphs([line.text for line in prose(case)])
        case.memo["paragraphs"] = found
    return found


def prose(case: Case) -> tuple[Line, ...]:
    """Return the lines that are in no table, not empty, and no entry of a list of contents."""
    found: tuple[Line, ...] | None = case.memo.get("prose")
    if found is None:
        found = tuple([line for line in case.report.lines if _is_prose(line)])
        case.memo["prose"] = found
    return found


def _is_prose(line: Line) -> bool:
    return not line.in_table and bool(line.text.strip()) and CONTENTS.match(line.text) is None
