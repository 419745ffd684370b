"""Reading the index (检索): a snapshot that is renewed when the worker has committed."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from gongkai.adapters.search_index import places, writing
from gongkai.adapters.search_index.asking import Asking
from gongkai.core.publishing.search.query import Asked
from gongkai.core.publishing.search.records import FACETS, Filters, Hits

MOST_VALUES = 200  # of one facet


class NoIndexError(Exception):
    """This node has no index yet."""


class IndexReader:
    """Answers searches over the generation in use; safe for several threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._stamp: tuple[int, int] = (0, 0)
        self._index: Any = None
        self._asking: Asking

    @property
    def documents(self) -> int:
        """Return how many documents can be found.

        Raises:
            NoIndexError: There is no index.
        """
        searcher = self._searcher()
        return int(searcher.num_docs) - 1  # one of them is the note of the position

    @property
    def position(self) -> writing.Position:
        """Return how far the index has followed the outbox.

        Raises:
            NoIndexError: There is no index.
        """
        self._searcher()
        return writing.position(self._index)

    def find(
        self, asked: Asked, filters: Filters, *, newest: bool, offset: int = 0, count: int = 20
    ) -> Hits:
        """Return a page of what fits, by rank or the newest first, with the counts of each facet.

        Raises:
            NoIndexError: There is no index.
        """
        searcher = self._searcher()
        if asked.is_empty:
            return Hits(total=0, documents=())
        total, facets = self._counts(searcher, asked, filters)
        if newest or not asked.parts:
            fitting = self._asking.fitting(asked, filters)
            hits = searcher.search(
                fitting, count, count=False, order_by_field="newest", offset=offset
            ).hits
        else:
            hits = self.ranked(searcher, asked, filters, offset=offset, count=count)
        return Hits(total=total, documents=_documents(searcher, hits), facets=facets)

    def ranked(
        self, searcher: Any, asked: Asked, filters: Filters, *, offset: int, count: int
    ) -> list[Any]:
        """Return score and place of a page of what fits, best first.

        For words that stand in very many documents those that have them as words come first, and
        what has them only across the borders of words follows.
        """
        if not self._asking.is_frequent(searcher, asked):
            ranked = self._asking.ranked(asked, filters)
            return list(searcher.search(ranked, count, count=False, offset=offset).hits)
        light = self._asking.light(asked, filters)
        first = list(searcher.search(light, count, count=False, offset=offset).hits)
        if len(first) == count:
            return first
        before = searcher.search(light, 1, count=True).count
        beyond = self._asking.beyond(asked, filters)
        rest = searcher.search(
            beyond, count - len(first), count=False, offset=max(0, offset - before)
        )
        return first + list(rest.hits)

    def with_some(
        self, words: list[str], filters: Filters, *, least: int, count: int = 20
    ) -> tuple[int, ...]:
        """Return the documents that have at least ``least`` of the words, best first.

        Raises:
            NoIndexError: There is no index.
        """
        searcher = self._searcher()
        query = self._asking.some(words, filters, least=least)
        return _documents(searcher, searcher.search(query, count, count=False).hits)

    def titled(self, part: str, *, count: int) -> tuple[int, ...]:
        """Return the newest documents with a plain string in their title.

        Raises:
            NoIndexError: There is no index.
        """
        return self._newest(lambda: self._asking.holding("title_pairs", part), count)

    def sounding(self, heard: list[str], *, count: int) -> tuple[int, ...]:
        """Return the newest documents in whose title something is heard.

        Raises:
            NoIndexError: There is no index.
        """
        return self._newest(lambda: self._asking.sounding(heard), count)

    def _newest(self, query: Any, count: int) -> tuple[int, ...]:
        searcher = self._searcher()
        result = searcher.search(query(), count, count=False, order_by_field="newest")
        return _documents(searcher, result.hits)

    def _counts(
        self, searcher: Any, asked: Asked, filters: Filters
    ) -> tuple[int, dict[str, dict[str, int]]]:
        chosen = filters.chosen()
        found = _buckets(searcher, self._asking.fitting(asked, filters), FACETS)
        total = sum(found["kind"].values())  # a document has one kind
        for name in chosen:
            others = self._asking.fitting(asked, filters, but=name)
            found |= _buckets(searcher, others, (name,))
        return total, found

    def _searcher(self) -> Any:
        with self._lock:
            folder = places.current(self._root)
            if folder is None:
                raise NoIndexError(str(self._root))
            try:
                state = (folder / "meta.json").stat()
                stamp = (state.st_mtime_ns, state.st_ino)
                if folder != self._folder:
                    self._index = tantivy.Index.open(str(folder))
                    self._index.config_reader("manual")
                    self._asking = Asking(self._index.schema)
            except (FileNotFoundError, ValueError) as error:
                raise NoIndexError(str(folder)) from error
            if (folder, stamp) != (self._folder, self._stamp):
                self._index.reload()
                self._folder, self._stamp = folder, stamp
            return self._index.searcher()


def _documents(searcher: Any, hits: Iterable[Any]) -> tuple[int, ...]:
    places_of = [address for _, address in hits]
    if not places_of:
        return ()
    return tuple(int(one) for one in searcher.fast_field_values("document", places_of))


def _buckets(searcher: Any, query: Any, names: Iterable[str]) -> dict[str, dict[str, int]]:
    asked = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names}
    answer = searcher.aggregate(query, asked)
    return {
        name: {one["key"]: int(one["doc_count"]) for one in answer[name]["buckets"]}
        for name in names
    }
