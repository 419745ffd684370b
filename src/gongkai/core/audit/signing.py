"""The printed day of signing and of publication (落款日期、发布日期)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.audit.case import Case
from gongkai.core.audit.evidence import line_place, prose
from gongkai.core.audit.wording import printed_prose
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.report import Line
from gongkai.core.text.dates import find_dates

SPACE = re.compile(r"\s+")
FURNITURE = re.compile(r"扫码|主办|承办|浏览|打印|关闭|字号|分享|版权|备案|页")
NOT_SIGNED = re.compile(r"期限|统计|数据|至|起|截|第|《|印发|施行|会议|发布|公开日期|时间")
PUBLISHED = re.compile(
    r"(?:发布|公开|发文|成文|生成|印发|公布)(?:日期|时间)[:：]?"
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})"
)
# A date that ends a sentence, or that the line before leads up to, is not that of signing.
SENTENCE_END = ("。", "，", "；", ",", ";", "止", "、")
LEADS_UP = ("至", "到", "起", "从", "自", "为", "是", "—", "-", "、", "，", ",", "：", ":")
LAST_LINES = 12
LONGEST = 45


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day as printed: with its place, and the name printed before it ("" when none is)."""

    day: date
    place: Place
    signer: str = ""


def signing(case: Case) -> PrintedDay | None:
    """Return the day of signing: the last line near the end that is a date and little else."""
    if "signing" not in case.memo:
        case.memo["signing"] = _signing(case)
    found: PrintedDay | None = case.memo["signing"]
    return found


def _signing(case: Case) -> PrintedDay | None:
    lines = _last_lines(prose(case))
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        text = SPACE.sub("", line.text)
        before = SPACE.sub("", lines[index - 1].text) if index else ""
        if len(text) > LONGEST or NOT_SIGNED.search(text) or text.endswith(SENTENCE_END):
            continue
        if before.endswith(LEADS_UP):
            continue
        dates = find_dates(text)
        day = dates[-1].as_date() if dates else None
        if day is None or len(text) - dates[-1].end > 2 or len(dates) > 1:
            continue
        named = text[: dates[0].start].strip("（(）)。,，")
        signer = named or (_name(lines[index - 1]) if index else "")
        return PrintedDay(day, line_place(case.report, line, 0, len(line.text)), signer)
    return None


def _last_lines(lines: Sequence[Line]) -> list[Line]:
    """Return the last lines that are no furniture of a web page, in reading order."""
    found: list[Line] = []
    for line in reversed(lines):
        if not FURNITURE.search(line.text):
            found.append(line)
        if len(found) == LAST_LINES:
            break
    return found[::-1]


def _name(line: Line) -> str:
    """Return the line before the date when it can be the name of who signs."""
    text = SPACE.sub("", line.text)
    return text if 3 < len(text) <= 30 and not re.search(r"[，。；：,;:、！？]", text) else ""


def publication(case: Case) -> PrintedDay | None:
    """Return the day of publication that the page itself prints."""
    if PUBLISHED.search("".join(printed_prose(case).split())) is None:
        return None
    return _published(case, prose(case))


def _published(case: Case, lines: Iterable[Line]) -> PrintedDay | None:
    for line in lines:
        met = PUBLISHED.search(SPACE.sub("", line.text))
        if met is None:
            continue
        year, month, day = (int(part) for part in met.groups())
        try:
            printed = date(year, month, day)
        except ValueError:
            continue
        return PrintedDay(printed, line_place(case.report, line))
    return None
