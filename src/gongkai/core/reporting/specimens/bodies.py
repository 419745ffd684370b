"""Invented public bodies (公开主体): places, offices, departments and townships."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.core.kernel import data

PACKAGE = "gongkai.core.reporting.specimens"
LEVELS = ("county", "office", "department", "township")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """How a body is called, how it calls itself and its short name."""

    name: str
    we: str
    short: str


@dataclass(frozen=True, slots=True)
class Names:
    """The words that invented names are put together from."""

    place_first: tuple[str, ...]
    place_second: tuple[str, ...]
    place_kinds: tuple[str, ...]
    town_first: tuple[str, ...]
    town_second: tuple[str, ...]
    roads: tuple[str, ...]
    levels: Mapping[str, tuple[NamePattern, ...]]


@dataclass(frozen=True, slots=True)
class SpecimenBody:
    """An invented body: its name, its level, how it calls itself, and where it is."""

    name: str
    level: str
    we: str
    short: str
    place: str
    town: str


def names() -> Names:
    """Return the words of names.yaml.

    Raises:
        DataError: The file does not fit.
    """
    words: Names = data.load(PACKAGE, "names.yaml", Names)
    return words


def dice(seed: int) -> random.Random:
    """Return the source of chance for one specimen: the same seed gives the same report."""
    return random.Random(seed)  # noqa: S311 - specimens are invented, nothing is kept secret


def invent_place(chance: random.Random) -> str:
    """Return the name of an invented county, city or urban district."""
    words = names()
    parts = (words.place_first, words.place_second, words.place_kinds)
    return "".join(chance.choice(part) for part in parts)


def invent_body(
    chance: random.Random, level: str, place: str, taken: frozenset[str] = frozenset()
) -> SpecimenBody:
    """Return a body of ``level`` in ``place`` whose name is not among ``taken``.

    Raises:
        KeyError: There is no such level.
    """
    words = names()
    while True:
        pattern = chance.choice(words.levels[level])
        town = chance.choice(words.town_first) + chance.choice(words.town_second)
        slots = {"place": place, "kind": place[-1], "town": town}
        name = pattern.name.format(**slots)
        if name not in taken:
            we, short = pattern.we.format(**slots), pattern.short.format(**slots)
            return SpecimenBody(name, level, we, short, place, town)
