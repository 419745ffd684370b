"""Section headings (部分标题): the six of the form, damaged, unnumbered, spaced or glued."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from gongkai.core.law.forms import forms
from gongkai.core.reporting.reading.labels import HAN, NOT_A_WORD, likeness
from gongkai.core.text.normalize import squeeze

LONGEST_HEADING = 50
SURE = 0.8
WITH_NUMBER = 0.5
IN_BRACKETS = 0.5
WITHOUT_NUMBER = 0.88
NOT_NUMBERED = 0.79
"""An unnumbered heading never counts as sure: prose lists the titles too."""
ENDS = "。;,、:"
MARKS = "#*●■◆▲>"
NUMBER = re.compile(
    r"(?:第(?P<part>[一二三四五六])(?:部分|章)?[、.:]?|(?P<han>[一二三四五六])(?:[、.,:]|\))"
    r"|\((?P<inside>[一二三四五六])\)[、.]?|(?P<digit>[1-6])[、.)])"
)
AFTER_SENTENCE = re.compile(r"[。;!?.](?P<heading>[一二三四五六]、[^。;!?,:]{4,34})$")
BEFORE_TEXT = re.compile(r"[一二三四五六][、.]")
# Most paragraphs begin with a plain character and end with a full stop: they hold no heading at
# either end, and need not be brought into one spelling to tell.
NO_NUMBER_FIRST = re.compile(r"\s*[A-Za-z0-9\u4e00-\u9fff](?<![一二三四五六])")
SENTENCE_LAST = re.compile(r"[。；！？，：;!?,:]\s*\Z")
VARIANTS = {
    5: (
        "存在的主要问题和改进情况",
        "主要问题及改进情况",
        "存在的问题及改进情况",
        "存在问题及改进措施",
        "工作存在的主要问题及改进情况",
    ),
    4: (
        "行政复议、行政诉讼情况",
        "行政复议和行政诉讼情况",
        "政府信息公开行政复议和行政诉讼情况",
        "复议诉讼情况",
    ),
    3: ("收到和处理政府信息公开申请情况", "收到和处理申请情况", "依申请公开政府信息情况"),
    6: ("需要报告的其他事项", "其他需要报告事项", "其他事项"),
    1: ("总体情况", "概述", "基本情况"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading as printed: the section's number, how sure, and whether text is glued to it."""

    section: int
    printed: str
    sure: float


@dataclass(frozen=True, slots=True)
class Title:
    """A section title to compare with; a ``loose`` one counts only behind its number."""

    section: int
    text: str
    characters: frozenset[str]
    loose: bool


@functools.cache
def _titles() -> tuple[Title, ...]:
    titles: dict[str, Title] = {}
    for form in forms().values():
        for section in form.sections:
            for title in (section.title, *section.aliases):
                key = NOT_A_WORD.sub("", title)
                titles[key] = Title(section.number, key, frozenset(key), loose=False)
    for number, variants in VARIANTS.items():
        for title in variants:
            key = NOT_A_WORD.sub("", title)
            titles.setdefault(key, Title(number, key, frozenset(key), loose=True))
    return tuple(titles.values())


def _likest(title: str, section: int | None, *, loose: bool) -> tuple[float, int]:
    """Return how like the likest title is, and its section."""
    characters = frozenset(title)
    best = (0.0, 0)
    for known in _titles():
        if (known.loose and not loose) or section not in (None, known.section):
            continue
        shared = len(characters & known.characters)
        if shared * 2 >= max(len(characters), len(known.characters)):
            best = max(best, (likeness(title, known.text), known.section))
    return best


def heading_of(text: str) -> Heading | None:
    """Return the section heading that a short text standing alone is, begins with or ends with."""
    return _heading(text) if len(text) <= LONGEST_HEADING * 2 else None


def _heading(text: str) -> Heading | None:
    key = squeeze(text).strip(MARKS)
    if len(key) <= LONGEST_HEADING:
        found = classify(key)
        if found is not None:
            return Heading(found[0], text.strip(), found[1])
    return heading_inside(text)


@functools.lru_cache(maxsize=4_096)
def classify(key: str) -> tuple[int, float] | None:
    """Return the section a squeezed line is the heading of, and how sure that is."""
    number, rest, kind = _split(key)
    title = NOT_A_WORD.sub("", rest)
    if len(title) < 3 or len(title) > 34:
        return None
    if number is None:
        likest, section = _likest(title, None, loose=False)
        whole = likest >= WITHOUT_NUMBER and rest[-1] not in ENDS
        return (section, likest * NOT_NUMBERED) if whole else None
    if kind in ("han", "part"):
        likest, _ = _likest(title, number, loose=True)
        if likest >= WITH_NUMBER:
            return number, likest
        likest, section = _likest(title, None, loose=False)
        return (section, likest) if likest >= SURE else None
    likest, _ = _likest(title, number, loose=False)
    return (number, likest * IN_BRACKETS) if likest >= SURE else None


def _split(key: str) -> tuple[int | None, str, str]:
    found = NUMBER.match(key)
    if found is None:
        return None, key, ""
    kind = str(found.lastgroup)
    digit = found[kind]
    return (int(digit) if digit.isdecimal() else HAN[digit]), key[found.end() :], kind


def heading_inside(text: str) -> Heading | None:
    """Find a heading glued to the text after it, or to the sentence before it."""
    if not NO_NUMBER_FIRST.match(text):
        start = squeeze(text[:80])
        if BEFORE_TEXT.match(start):
            number, rest, _ = _split(start)
            for title in _titles():
                if title.section == number and not title.loose and _begins_with(rest, title.text):
                    return Heading(
                        title.section, start[: len(start) - len(rest)] + title.text, SURE
                    )
    if SENTENCE_LAST.search(text):
        return None
    end = AFTER_SENTENCE.search(squeeze(text[-60:]))
    if end is not None:
        found = classify(end["heading"])
        if found is not None and found[1] >= SURE:
            return Heading(found[0], end["heading"], found[1])
    return None


def _begins_with(text: str, title: str) -> bool:
    return NOT_A_WORD.sub("", text).startswith(title)
