"""The rule on doubled words and marks and on what a template left behind (重复、残留): S-07."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterable, Iterator, Sequence

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import finding, line_place, prose
from gongkai.core.audit.mark_words import mark_words
from gongkai.core.audit.wording import printed_prose
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotAssessable
from gongkai.core.reporting.report import Line
from gongkai.core.text.repeats import repeating_lines

# A clause of six characters or more, a mark, and the same clause again.
DOUBLED_CLAUSE = re.compile(
    r"(?<![^，。；：、！？,;:!?\s])([^，。；：、！？,;:!?\s]{6,})[，。；：、！？,;:!?\s]+\1(?![^，。；：、！？,;:!?\s])"
)
CLAUSE_END = re.compile(r"[，。；：、！？,;:!?\s]+")
LONGEST_STUTTER = 6
STUTTER = re.compile(r"([一-鿿]{2,6})\1")
TRIPLE = re.compile(r"([一-鿿])\1\1")


@functools.cache
def _marks() -> re.Pattern[str]:
    words = mark_words()
    listed = (*words.doubled_marks, *words.doubled_characters)
    # The class of first characters lets the search pass over everything else quickly.
    first = "".join(dict.fromkeys(word[0] for word in listed))
    return re.compile(f"(?=[{re.escape(first)}])(?:{'|'.join(map(re.escape, listed))})")


@functools.cache
def _residue() -> re.Pattern[str]:
    listed = mark_words().residue
    first = "".join(dict.fromkeys(word[0] for word in listed))
    repeated = "|".join(f"(?:{re.escape(word)})+" for word in listed)
    return re.compile(f"(?=[{re.escape(first)}])(?:{repeated})")


@rule(code="S-07", name="wording.doubled_or_residue", level=Level.NOTE, forms=ANY)
def doubled_or_residue(case: Case) -> Iterable[Answer]:
    """不应当有重复的字句和标点，不应当留有模板占位文字。

    “实实在在”“一个一个”等正常叠用不在此列。

    **错误示例**: 为方便群众查询，为方便群众查询，开设专栏。。

    **正确示例**: 为方便群众查询，开设专栏。

    **依据**: 《党政机关公文处理工作条例》关于表述准确、文字精练的要求。
    """
    listed = prose(case)
    if not listed:
        yield NotAssessable("没有读出文字")
        return
    for line in _suspects(case, listed):
        for kind, start, end in _outermost(_slips(line.text)):
            yield finding(
                "S-07",
                f"“{line.text[start:end]}”{kind}，请核实。",
                message_en="Doubled words or marks, or words left over from a template.",
                subject=f"{kind}.{re.sub(r'[0-9]+', '', line.text[start:end])}",
                places=[line_place(case.report, line, start, end)],
                actual=line.text[start:end],
                basis="《党政机关公文处理工作条例》",
            )


def _suspects(case: Case, listed: Sequence[Line]) -> list[Line]:
    """Return the lines that may hold a slip: few do, and to look closely at one takes long."""
    text = printed_prose(case)
    clauses = CLAUSE_END.split(text)
    if text.count("\n") != len(listed) - 1 or any(map(operator.eq, clauses, clauses[1:])):
        return list(listed)
    numbers = repeating_lines(text, LONGEST_STUTTER)
    if any(word in text for word in _listed()):
        patterns = (_marks(), _residue())
        numbers |= {text.count("\n", 0, met.start()) for p in patterns for met in p.finditer(text)}
    return [listed[number] for number in sorted(numbers)]


@functools.cache
def _listed() -> tuple[str, ...]:
    words = mark_words()
    return (*words.doubled_marks, *words.doubled_characters, *words.residue)


def _outermost(slips: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Return the slips that do not lie inside another one: 县县 inside 县县县."""
    listed = sorted(slips, key=lambda slip: (slip[1], -slip[2]))
    kept: list[tuple[str, int, int]] = []
    for slip in listed:
        if not kept or slip[2] > kept[-1][2]:
            kept.append(slip)
    return kept


def _slips(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what is doubled or left over in a line: what it is, and its span."""
    for met in _marks().finditer(text):
        if not _is_allowed(text, met.start(), met.end()):
            yield ("标点重复或者连用" if not met.group()[0].isalnum() else "重复"), *met.span()
    for met in (*STUTTER.finditer(text), *TRIPLE.finditer(text)):
        if not _is_allowed(text, met.start(), met.end()) and not _is_name(text, met):
            yield "重复", *met.span()
    for met in _residue().finditer(text):
        yield "像是模板中没有填写的文字", *met.span()
    for met in DOUBLED_CLAUSE.finditer(text):
        yield "整句重复", met.start(1), met.end()


def _is_allowed(text: str, start: int, end: int) -> bool:
    """Return whether the repetition is part of a word that is allowed to have it."""
    around = text[max(0, start - 3) : end + 3]
    return any(word in around for word in mark_words().allowed)


def _is_name(text: str, met: re.Match[str]) -> bool:
    """Return whether the two halves belong to two words: 信息公开公开栏, 工作工作组."""
    return text[met.end() : met.end() + 1] in ("栏", "组", "室", "站", "日", "员", "化", "度")
