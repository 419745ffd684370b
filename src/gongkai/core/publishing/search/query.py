"""What a reader asks for (检索式): words, “phrases”, -words, document numbers, dates, names of bodies.

A reading never takes anything away: what is read as a date or a body also finds the words as they
are written. ``literal`` switches the readings off.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from gongkai.core.text.dates import find_dates
from gongkai.core.text.normalize import fold
from gongkai.core.text.spelling import plain

LONGEST = 100  # characters of a query
MOST_PARTS = 8
SHORTEST_NAME = 3  # of a body, in front of other words
_TERM = re.compile(r'(?P<minus>-?)(?:["“”](?P<phrase>[^"“”]+)["“”]|(?P<word>[^\s"“”]+))')
_YEAR = r"(?:19|20)\d\d"
_HAN = "[一-鿿]"
_NUMBER = re.compile(
    rf"(?<!\S)(?P<agency>{_HAN}{{0,9}}(?:{_HAN}|[发办函规字令文通]\s))?"
    rf"(?:[〔\[(【]\s?{_YEAR}\s?[〕\])】]\s?第?\s?\d{{1,5}}(?:\s?号)?|{_YEAR}\s?第?\s?\d{{1,5}}\s?号)(?!\S)"
)
_FIGURES = re.compile(rf"(?P<y>{_YEAR})(?:[-/.](?P<m>\d{{1,2}})(?:[-/.](?P<d>\d{{1,2}}))?)?")
_RELATIVE = {"今年": 0, "本年": 0, "去年": 1, "上年": 1, "前年": 2}
_RELATIVE_MONTH = {"本月": 0, "上月": 1, "上个月": 1}
Kind = Literal["words", "phrase", "number", "date", "body"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing asked for, and how it was read.

    ``plain`` is ``text`` in the spelling of the search. ``words`` are the parts that a text must
    have; a date has its first and last day, a body its slug and its present ``name``.
    """

    kind: Kind
    text: str
    plain: str
    words: tuple[str, ...]
    days: tuple[date, date] | None = None
    body: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query as it was understood."""

    text: str
    parts: tuple[Part, ...]
    without: tuple[str, ...] = ()

    @property
    def readings(self) -> tuple[Part, ...]:
        """Return what was read as more than words."""
        return tuple(part for part in self.parts if part.kind in ("number", "date", "body"))

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to look for, though something was typed."""
        return bool(self.text) and not self.parts and not self.without

    def needles(self) -> tuple[str, ...]:
        """Return what may be marked in a text that was found, longest first."""
        found = {plain_of for part in self.parts for plain_of in (part.plain, *part.words)}
        return tuple(sorted(filter(None, found), key=lambda one: (-len(one), one)))


@dataclass(frozen=True, slots=True)
class Reading:
    """What queries are read with: bodies by every name they bear or bore, and how words are cut.

    ``names`` gives slug and present name; ``on`` is the reader's day, without which 去年 is a word.
    """

    names: Mapping[str, tuple[str, str]]
    cut: Callable[[str], list[str]]
    on: date | None = None


def understand(query: str, reading: Reading, *, literal: bool = False) -> Asked:
    """Return what ``query`` asks for; at most `MOST_PARTS` parts of at most `LONGEST` characters."""
    text = fold(query.strip()[:LONGEST])
    parts: list[Part] = []
    without: list[str] = []
    for minus, quoted, term in _terms(text, literal=literal):
        if minus:
            without.append(plain(term))
        elif quoted:
            parts.append(Part(kind="phrase", text=term, plain=plain(term), words=(plain(term),)))
        else:
            parts += [_words(term, reading)] if literal else _read(term, reading)
    kept = [part for part in parts if part.plain]
    return Asked(
        text=query.strip(),
        parts=tuple(kept[:MOST_PARTS]),
        without=tuple(filter(None, without))[:MOST_PARTS],
    )


def _terms(text: str, *, literal: bool) -> Iterator[tuple[bool, bool, str]]:
    """Yield minus, quoted and term; a document number is one term, whatever spaces stand in it."""
    number = None if literal else _NUMBER.search(text)
    if number:
        yield from _terms(text[: number.start()], literal=literal)
        yield False, False, number[0]
        yield from _terms(text[number.end() :], literal=literal)
        return
    for match in _TERM.finditer(text):
        yield bool(match["minus"]), match["phrase"] is not None, match["phrase"] or match["word"]


def _read(term: str, reading: Reading) -> list[Part]:
    spelt = plain(term)
    if _NUMBER.fullmatch(term):
        return [Part(kind="number", text=term, plain=spelt, words=(spelt,))]
    days = _days(term, reading.on)
    if days:
        return [Part(kind="date", text=term, plain=spelt, words=(spelt,), days=days)]
    return _named(term, reading) or [_words(term, reading)]


def _words(term: str, reading: Reading) -> Part:
    return Part(kind="words", text=term, plain=plain(term), words=tuple(reading.cut(term)))


def _named(term: str, reading: Reading) -> list[Part]:
    fits = [name for name in reading.names if term == name or _opens(term, name)]
    if not fits:
        return []
    name = max(fits, key=len)
    slug, present = reading.names[name]
    words = (plain(name),)
    body = Part(kind="body", text=name, plain=words[0], words=words, body=slug, name=present)
    rest = term[len(name) :]
    return [body, *_read(rest, reading)] if plain(rest) else [body]


def _opens(term: str, name: str) -> bool:
    return len(name) >= SHORTEST_NAME and term.startswith(name) and len(term) > len(name) + 1


def _days(term: str, on: date | None) -> tuple[date, date] | None:
    """Return the first and last day that a term names, or nothing."""
    if on is not None and term in _RELATIVE:
        return _span(on.year - _RELATIVE[term], None, None)
    if on is not None and term in _RELATIVE_MONTH:
        first = on.replace(day=1)
        if _RELATIVE_MONTH[term]:
            first = (first - timedelta(days=1)).replace(day=1)
        return _span(first.year, first.month, None)
    figures = _FIGURES.fullmatch(term)
    if figures:
        return _span(*(int(one) if one else None for one in figures.group("y", "m", "d")))
    printed = find_dates(term)
    if len(printed) == 1 and printed[0].start == 0 and term[printed[0].end :] in ("", "度", "份"):
        return _span(printed[0].year, printed[0].month, printed[0].day)
    return None


def _span(year: int | None, month: int | None, day: int | None) -> tuple[date, date] | None:
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        last = calendar.monthrange(year, month)[1]
        return date(year, month, day or 1), date(year, month, day or last)
    except (ValueError, calendar.IllegalMonthError):
        return None
