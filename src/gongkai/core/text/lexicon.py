"""The words of the sentence grammar (词表): lexicon.yaml, and finding all of them in one pass."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import daachorse

from gongkai.core.kernel import data

PACKAGE = "gongkai.core.text"
Finder = Callable[[str], Sequence[tuple[int, int, int]]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of lexicon.yaml: kind, key, spellings."""

    noun: dict[str, list[str]]
    verb: dict[str, list[str]]
    outcome: dict[str, list[str]]
    channel: dict[str, list[str]]
    applicant: dict[str, list[str]]
    result: dict[str, list[str]]
    ratio: dict[str, list[str]]
    change: dict[str, list[str]]
    base: dict[str, list[str]]
    time: dict[str, list[str]]
    scope: dict[str, list[str]]
    all: dict[str, list[str]]
    timely: dict[str, list[str]]
    negation: dict[str, list[str]]
    plan: dict[str, list[str]]
    subject: dict[str, list[str]]
    filler: dict[str, list[str]]


@functools.cache
def words() -> dict[str, tuple[str, str]]:
    """Return every spelling with its kind and key.

    Raises:
        DataError: A spelling is listed twice, or the file does not fit.
    """
    lexicon = data.load(PACKAGE, "lexicon.yaml", Lexicon)
    found: dict[str, tuple[str, str]] = {}
    for kind in Lexicon.__slots__:
        for key, spellings in getattr(lexicon, kind).items():
            for spelling in spellings:
                if found.setdefault(spelling, (kind, key)) != (kind, key):
                    raise data.DataError([f"lexicon.yaml: {spelling} is listed twice"])
    return found


@functools.cache
def finder() -> tuple[Finder, tuple[tuple[str, str], ...]]:
    """Return what finds the words of a text, and the kind and key of each word it may name.

    It answers start, end and number of every word from left to right, the longest at each place; an
    automaton, as looking every stretch of a text up in a dictionary takes eight times as long.
    """
    listed = words()
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
        list(listed), match_kind=daachorse.MATCH_KIND_LEFTMOST_LONGEST
    )
    return automaton.find, tuple(listed.values())
