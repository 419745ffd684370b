"""What a report's prose says (正文所述): its paragraphs with their headings, read once for all rules."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from gongkai.core.audit.case import Case
from gongkai.core.audit.evidence import line_place, prose, prose_paragraphs
from gongkai.core.kernel.findings import Place
from gongkai.core.kernel.records import record
from gongkai.core.reporting.report import AnnualReport, Line
from gongkai.core.text.figures import Discourse, is_worth_reading, read
from gongkai.core.text.sentences import Paragraph

_HEADING = re.compile(
    r"(?P<part>第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、)|(?P<section>（[一二三四五六七八九十]{1,3}）)"
    r"|(?P<item>\d{1,2}[.、](?!\d))|(?P<detail>（\d{1,2}）|[①-⑳])"
    r"|(?P<ordinal>[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十],|首先|其次)"
)
_LEVELS = ("part", "section", "item", "detail", "ordinal")
_MARK = re.compile(r"[。：；,]")
_GLUED = re.compile(r"（[一二三四五六七八九十]{1,3}）")
_NAMED = re.compile(r"([^,。：；、《“\d]{2,18}?(?:情况|方面|工作|公开|管理|建设|保障))[：。,]")
# From here on a paragraph speaks of what is to be done.
_PLANS = re.compile(
    r"下一步|今后|改进措施|改进情况|工作打算|努力方向|将从以下|将采取以下|重点做好以下|着力抓好以下"
)
_SUBJECTS = (
    ("plans", re.compile(r"下一步|改进|打算|今后|努力方向")),
    ("remedies", re.compile(r"复议|诉讼")),
    ("application", re.compile(r"依申请|申请公开|公开申请|申请信息|收到和处理")),
    ("fees", re.compile(r"处理费|收费")),
    ("disclosure", re.compile(r"主动公开|信息发布")),
    (
        "elsewhere",
        re.compile(
            r"建议|提案|信访|热线|互动|服务|回应|解读|平台|监督|管理|培训|会议|新媒体|网站|宣传"
        ),
    ),
)
# Three numbers with nothing but space or strokes between them: a row of a table that was not seen as one.
_ROW = re.compile(r"[\s|]\d+[\s|]+\d+[\s|]+\d+(?:[\s|]|$)")
# A whole report without line breaks is read in stretches of this length.
LONGEST_SAYING = 4_000
LOWEST = len(_LEVELS)


@record
class Saying:
    """One paragraph, or the part of one under one heading, and what its sentences say."""

    paragraph: Paragraph
    lines: tuple[Line, ...]
    discourse: Discourse
    topic: str
    start: int
    end: int
    plans_from: int

    def is_plan(self, at: int) -> bool:
        """Return whether the words at ``at`` tell what is to be done, not what was done."""
        return at >= self.plans_from

    def sentence_around(self, at: int) -> str:
        """Return the sentence of the paragraph that ``at`` stands in."""
        text = self.paragraph.text
        start = max(text.rfind(mark, self.start, at) for mark in "。！？")
        ends = [found for mark in "。！？" if (found := text.find(mark, at, self.end)) >= 0]
        return text[max(start + 1, self.start) : min(ends, default=self.end)]

    @property
    def text(self) -> str:
        """Return the words of the saying, without spaces."""
        return self.paragraph.text[self.start : self.end]

    def words(self, start: int, end: int) -> str:
        """Return the words of the paragraph from ``start`` to ``end``, without spaces."""
        return self.paragraph.text[start:end]

    def place(self, report: AnnualReport, start: int, end: int) -> Place:
        """Return the place of a span of the paragraph, on the line where it begins."""
        span = self.paragraph.span(start, end)
        return line_place(report, self.lines[span.line], span.start, span.end)


def sayings(case: Case) -> tuple[Saying, ...]:
    """Return the sayings of the report that can hold a figure; read once a case."""
    found: tuple[Saying, ...] | None = case.memo.get("sayings")
    if found is None:
        lines = prose(case)
        rows = {index for index, line in enumerate(lines) if _ROW.search(line.text)}
        found = tuple(_read(lines, prose_paragraphs(case), rows))
        case.memo["sayings"] = found
    return found


def _read(
    lines: tuple[Line, ...], written: Sequence[Paragraph], rows: set[int]
) -> Iterator[Saying]:
    headings: list[tuple[int, str]] = []
    for paragraph in written:
        text = paragraph.text
        if rows and not rows.isdisjoint(paragraph.lines):
            continue
        if not is_worth_reading(text, 0, len(text)) and not _GLUED.search(text, 1):
            _enter(headings, text, 0, len(text))
            continue
        run: list[tuple[int, int]] = []
        topic = ""
        for start, end in paragraph.sentences:
            _enter(headings, text, start, end)
            now = next((name for _, name in reversed(headings) if name), "")
            if run and (now != topic or end - run[0][0] > LONGEST_SAYING):
                yield from _said(paragraph, lines, run, topic)
                run = []
            topic = now
            run.append((start, end))
        if run:
            yield from _said(paragraph, lines, run, topic)


def _said(
    paragraph: Paragraph, lines: tuple[Line, ...], run: list[tuple[int, int]], topic: str
) -> Iterator[Saying]:
    start, end = run[0][0], run[-1][1]
    noun = topic if topic in ("application", "remedies", "fees") else ""
    discourse = read(paragraph, run, noun)
    if not discourse.clauses and not is_worth_reading(paragraph.text, start, end):
        return
    plans = _PLANS.search(paragraph.text, start, end)
    plans_from = plans.start() if plans is not None else end
    if topic == "plans":
        plans_from = start
    yield Saying(paragraph, lines, discourse, topic, start, end, plans_from)


def _enter(headings: list[tuple[int, str]], text: str, start: int, end: int) -> None:
    """Bring the open headings up to date if a heading, or words that act as one, begin here."""
    match = _HEADING.match(text, start, end)
    if match is not None:
        words = text[match.end() : min(end, match.end() + 32)]
        _open(headings, _LEVELS.index(match.lastgroup or ""), words)
        return
    match = _NAMED.match(text, start, end) if start == 0 else None
    if match is not None:
        _open(headings, LOWEST, match[1])


def _open(headings: list[tuple[int, str]], level: int, words: str) -> None:
    while headings and headings[-1][0] >= level:
        headings.pop()
    headings.append((level, _subject_of(words)))


@functools.lru_cache(maxsize=4096)
def _subject_of(words: str) -> str:
    title = _MARK.split(words, maxsplit=1)[0]
    return next((name for name, pattern in _SUBJECTS if pattern.search(title)), "")
