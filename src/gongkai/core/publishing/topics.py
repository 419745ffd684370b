"""Special topics (专题): what each gathers, as data; a county may give a list of its own."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from gongkai.core.kernel import data
from gongkai.core.publishing import vocabularies

PACKAGE = "gongkai.core.publishing"


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a topic: what stands in these columns, has these kinds or these themes.

    ``levels`` names levels of bodies instead: the section then lists the bodies themselves.
    """

    label: str
    columns: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    def all_themes(self) -> tuple[str, ...]:
        """Return the theme codes meant, a top class with its second level."""
        return tuple(code for code in vocabularies.themes() if self._means(code))

    def _means(self, code: str) -> bool:
        return any(code == one or code.startswith(f"{one}-") for one in self.themes)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its address part, label, one sentence, and its sections."""

    key: str
    label: str
    words: str
    parts: tuple[Part, ...]

    def touched_by(self, *, columns: set[str], kinds: set[str], themes: set[str]) -> bool:
        """Return whether a document that stands there, is such, shows on this topic's page."""
        return any(
            columns & set(part.columns)
            or kinds & set(part.kinds)
            or themes & set(part.all_themes())
            for part in self.parts
        )


@dataclass(frozen=True, slots=True)
class Topics:
    """The whole list, as ``topics.yaml`` writes it."""

    basis: str
    topics: tuple[Topic, ...]


@functools.cache
def prescribed_topics() -> tuple[Topic, ...]:
    """Return the topics that the product comes with.

    Raises:
        DataError: The file does not fit.
    """
    return data.load(PACKAGE, "topics.yaml", Topics).topics


def read_topics(text: str, *, source: str) -> tuple[Topic, ...]:
    """Return the topics that a county wrote.

    Raises:
        DataError: The text does not fit; every mistake is named with file and key.
    """
    found: Topics = data.structure(data.parse(text, source=source), Topics, source=source)
    return found.topics
