"""Searching what is public (检索): the index finds, the database has the last word on what is public."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from gongkai.adapters.search_index.reading import IndexReader
from gongkai.apps.organizations import queries as organizations
from gongkai.apps.outbox import queries as outbox
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.registering import (
    TOPIC_PUBLISHED,
    TOPIC_VALIDITY,
    TOPIC_WITHDRAWN,
)
from gongkai.core.publishing.search import near
from gongkai.core.publishing.search.names import aliases
from gongkai.core.publishing.search.own_words import segmenter
from gongkai.core.publishing.search.query import Asked, Reading, understand
from gongkai.core.publishing.search.records import Filters, Hits
from gongkai.core.text.spelling import BREAK, plain

TOPICS = (TOPIC_PUBLISHED, TOPIC_WITHDRAWN, TOPIC_VALIDITY)
NEAR_TITLES = 50  # titles looked at for words that sound alike
MOST_NEAR = 3
NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of results: what was understood, what the index says, and the live editions."""

    asked: Asked
    hits: Hits
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What may help when nothing is found.

    ``elsewhere`` is how many there are without the filters; ``sounding`` are words of titles that
    sound alike; ``some`` are editions that have only some of the words.
    """

    elsewhere: int = 0
    sounding: tuple[str, ...] = ()
    some: tuple[Edition, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to search for: ``kind`` is body or title."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class SearchState:
    """How many documents can be found, and for how long the oldest change has not been."""

    documents: int
    lag_seconds: int


def search(  # noqa: PLR0913 - a search has these parts
    query: str,
    *,
    filters: Filters = NO_FILTERS,
    newest: bool = False,
    literal: bool = False,
    offset: int = 0,
    count: int = 20,
    on: date | None = None,
) -> Found:
    """Return the documents that fit a query; ``on`` is the reader's day.

    Raises:
        NoIndexError: This node has no index yet.
    """
    asked = understand(query, reading(on=on), literal=literal)
    hits = reader().find(asked, filters, newest=newest, offset=offset, count=count)
    return Found(asked=asked, hits=hits, editions=_editions(hits.documents))


def help_for(asked: Asked, filters: Filters) -> Help:
    """Return what may help when nothing was found.

    Raises:
        NoIndexError: This node has no index yet.
    """
    elsewhere = 0
    if filters.chosen():
        elsewhere = reader().find(asked, NO_FILTERS, newest=False, count=1).total
    if elsewhere:
        return Help(elsewhere=elsewhere)
    words = near.with_fewer(asked)
    some: tuple[int, ...] = ()
    for least in range(len(words) - 1, 0, -1):
        some = some or reader().with_some(words, filters, least=least)
    return Help(sounding=tuple(_sounding(asked)), some=_editions(some))


def suggestions(typed: str, *, count: int = 8) -> list[Suggestion]:
    """Return bodies and titles that have what is typed, or sound like it.

    Raises:
        NoIndexError: This node has no index yet.
    """
    spelt = plain(typed)
    if not spelt:
        return []
    named = {name for _, name in names().values() if spelt in plain(name)}
    found = [Suggestion(name, "body") for name in sorted(named, key=lambda n: (len(n), n))[:2]]
    titled = reader().titled(spelt, count=count) if BREAK not in spelt else ()
    heard = near.sound_of(typed)
    if not titled and len(heard) > 1:
        titled = reader().sounding(heard, count=count)
    titles = dict.fromkeys(edition.title for edition in _editions(titled))
    found += [Suggestion(title, "title") for title in titles]
    return found[:count]


def state(*, at: datetime) -> SearchState:
    """Return how the index of this node stands.

    Raises:
        NoIndexError: This node has no index yet.
    """
    position = reader().position
    missing = [number for number, _ in position.missing]
    waiting = outbox.written_after(position.last, also=missing, topics=TOPICS)
    seconds = int((at - waiting.written_at).total_seconds()) if waiting else 0
    return SearchState(reader().documents, max(0, seconds))


def reading(*, on: date | None = None) -> Reading:
    """Return what queries are read with today."""
    return Reading(names=names(), cut=segmenter().of_query, on=on)


def names() -> dict[str, tuple[str, str]]:
    """Return every name a body bears or bore, long and short, with its slug and present name."""
    found: dict[str, tuple[str, str]] = {}
    rows = list(organizations.bodies().prefetch_related("names"))
    county = next((body.name for body in rows if body.level == body.Level.COUNTY), "")
    for body in rows:
        borne = [name for one in body.names.all() for name in (one.name, one.short_name)]
        for name in aliases((body.name, body.short_name, *borne), county=county):
            found.setdefault(name, (body.slug, body.name))
    return found


def reader() -> IndexReader:
    """Return this process's reader of the node's index."""
    return _reader(str(settings.INDEX_ROOT))


@functools.cache
def _reader(root: str) -> IndexReader:
    return IndexReader(Path(root))


def _editions(documents: Iterable[int]) -> tuple[Edition, ...]:
    """Return the live editions of documents in their order; what is not public any more is left out."""
    keys = list(documents)
    rows = Edition.objects.select_related("document", "body", "column")
    live = {
        one.document_id: one
        for one in rows.prefetch_related("attachments__file").filter(
            state="published", document__in=keys
        )
    }
    return tuple(live[key] for key in keys if key in live)


def _sounding(asked: Asked) -> list[str]:
    """Return queries in which a part is replaced by a word of a title that sounds like it."""
    found: list[str] = []
    for part in asked.parts:
        heard = near.sound_of(part.text)
        if len(heard) < 2:  # a single syllable sounds like too much
            continue
        titles = [one.title for one in _editions(reader().sounding(heard, count=NEAR_TITLES))]
        found += [
            " ".join(piece if one is part else one.text for one in asked.parts)
            for piece in near.sounding(titles, heard, but=part.text)[:MOST_NEAR]
        ]
    return found[:MOST_NEAR]
