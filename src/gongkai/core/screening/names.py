"""Protected names and their near misses (规范名称): one character wrong, missing, doubled or swapped."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import daachorse

from gongkai.core.kernel import data
from gongkai.core.screening.alarms import Alarm, Gate, around
from gongkai.core.screening.wording import PACKAGE


@dataclass(frozen=True, slots=True)
class ProtectedName:
    """A name that must be right; ``variants`` are right forms that differ by one character."""

    name: str
    level: Gate = Gate.ANSWER
    variants: tuple[str, ...] = ()
    source: str = "机关、文件规范名称"


@dataclass(frozen=True, slots=True)
class NameFile:
    """The shape of ``protected_names.yaml``."""

    names: tuple[ProtectedName, ...]


@dataclass(frozen=True, slots=True)
class _Half:
    """One half of a name; ``offset`` is where it stands in the name."""

    name: ProtectedName
    text: str
    offset: int


@functools.cache
def names() -> tuple[ProtectedName, ...]:
    """Return the shipped names."""
    return data.load(PACKAGE, "protected_names.yaml", NameFile).names


# A name with one of these put in or left out is a way of speaking, not a slip.
CONNECTIVES = frozenset("的和与及之")


@functools.cache
def _automaton(listed: tuple[ProtectedName, ...]) -> tuple[Any, list[list[_Half]]]:
    """Return the automaton over all halves, and for each of its patterns the names it is half of."""
    halves: dict[str, list[_Half]] = {}
    for name in listed:
        middle = len(name.name) // 2
        for offset, part in ((0, name.name[:middle]), (middle, name.name[middle:])):
            halves.setdefault(part, []).append(_Half(name, part, offset))
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(halves))
    return automaton, list(halves.values())


def find(text: str, *, lexicon: tuple[ProtectedName, ...] | None = None) -> Iterator[Alarm]:
    """Yield an alarm where the text is one character off a protected name.

    Either half of a name leads to a window; the window is compared with the whole name.
    """
    automaton, halves = _automaton(lexicon if lexicon is not None else names())
    reported: list[tuple[int, int]] = []
    for start, end, index in automaton.find_overlapping(text):
        for half in halves[index]:
            span = _near_miss(text, half, start, end)
            if span is None or any(span[0] < b and a < span[1] for a, b in reported):
                continue
            reported.append(span)
            yield _alarm(text, half.name, span)


def _near_miss(text: str, half: _Half, start: int, end: int) -> tuple[int, int] | None:
    name = half.name.name
    rest = len(name) - len(half.text)
    if half.offset == 0:
        stretches = ((start, end + rest + extra) for extra in (0, -1, 1))
    else:
        stretches = ((start - rest - extra, end) for extra in (0, -1, 1))
    spans = [(a, b) for a, b in stretches if 0 <= a < b <= len(text)]
    if _stands_right(text, half, start):
        return None
    return next(
        (s for s in spans if _one_off(text[s[0] : s[1]], name) and _is_word(text, s, half)), None
    )


def _stands_right(text: str, half: _Half, start: int) -> bool:
    """Return whether the name itself, or an allowed variant of it, stands around this half."""
    name = half.name
    at = start - half.offset
    if text.startswith(name.name, max(at, 0)):
        return True
    low, high = max(0, start - len(name.name) - 2), start + len(name.name) + 2
    return any(variant in text[low:high] for variant in name.variants)


def _is_word(text: str, span: tuple[int, int], half: _Half) -> bool:
    """Return whether the odd character is a Chinese one: marks and spaces inside a name are layout."""
    stretch = text[span[0] : span[1]]
    return all("一" <= char <= "鿿" for char in stretch) and _guarded(stretch, half.name.name)


def _guarded(met: str, name: str) -> bool:
    """Return whether the odd character stands inside the name: at an edge it is another word."""
    if len(met) == len(name):
        return (met[0] == name[0] and met[-1] == name[-1]) or len(name) >= 7
    return met[0] == name[0] and met[-1] == name[-1]


def _one_off(met: str, name: str) -> bool:
    if met == name:
        return False
    if len(met) == len(name):
        wrong = [i for i, (a, b) in enumerate(zip(met, name, strict=True)) if a != b]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and met[wrong[0]] == name[wrong[1]]
        return len(wrong) == 1 or (swapped and met[wrong[1]] == name[wrong[0]])
    shorter, longer = sorted((met, name), key=len)
    if len(longer) - len(shorter) != 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter)
    )
    return shorter[at:] == longer[at + 1 :] and longer[at] not in CONNECTIVES


def _alarm(text: str, name: ProtectedName, span: tuple[int, int]) -> Alarm:
    met = text[span[0] : span[1]]
    return Alarm(
        rule="N-01",
        gate=name.level,
        kind="规范名称",
        message=f"“{met}”与规范名称“{name.name}”相差一字，请核对。",
        spans=(span,),
        excerpt=around(text, span),
        proposal=name.name,
        source=name.source,
    )
