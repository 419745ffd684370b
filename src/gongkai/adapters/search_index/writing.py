"""Writing the index (建立索引): documents and how far it has followed, in one commit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import tantivy

from gongkai.adapters.search_index import fields, places
from gongkai.core.publishing.search.records import Record
from gongkai.core.text.words import Segmenter

HEAP = 64 * 1024 * 1024  # bytes
BUSY = "LockBusy"


class IndexBusyError(Exception):
    """Another process of this node writes the index."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far an index has followed the outbox: the last message seen, by number and key.

    ``missing`` are numbers below it that were not there (a transaction still open, or given up),
    with the second since 1970 in which that was noticed. ``stale`` says that the index is to be made
    anew.
    """

    last: int = 0
    key: str = ""
    missing: tuple[tuple[int, int], ...] = ()
    stale: bool = False


class IndexWriter:
    """The writer of one generation. What is not committed is gone after a crash, and only that."""

    def __init__(self, folder: Path, segmenter: Segmenter) -> None:
        """Open the generation in ``folder``, or begin it.

        Raises:
            IndexBusyError: Another process holds it.
        """
        self.folder = folder
        self._segmenter = segmenter
        self._index = tantivy.Index(fields.schema(), str(folder))
        try:
            self._writer: Any = self._index.writer(HEAP, 1)
        except ValueError as error:
            if BUSY in str(error):
                raise IndexBusyError(str(folder)) from error
            raise
        self.position = position(self._index)

    def put(self, record: Record) -> None:
        """Index a document in the place of what the index held of it."""
        self.forget(record.document)
        self._writer.add_document(fields.filled(record, self._segmenter))

    def add(self, records: Iterable[Record]) -> None:
        """Index documents that the index does not hold."""
        for record in records:
            self._writer.add_document(fields.filled(record, self._segmenter))

    def forget(self, document: int) -> None:
        """Take a document out."""
        # By a query: the library takes a number given to delete_documents_by_term for a signed one.
        one = tantivy.Query.term_query(self._index.schema, "document", document)
        self._writer.delete_documents_by_query(one)

    def commit(self, reached: Position) -> None:
        """Make everything since the last commit found, together with the position reached."""
        self._writer.delete_documents_by_term("part", fields.POSITION)
        self._writer.add_document(fields.position_note(json.dumps(asdict(reached))))
        self._writer.commit()
        self.position = reached

    def close(self) -> None:
        """Let the generation go."""
        self._writer.wait_merging_threads()


def position(index: Any) -> Position:
    """Return how far an index has followed."""
    searcher = index.searcher()
    query = tantivy.Query.term_query(index.schema, "part", fields.POSITION)
    hits = searcher.search(query, 1, count=False).hits
    if not hits:
        return Position()
    kept = json.loads(searcher.doc(hits[0][1]).get_first(fields.POSITION))
    missing = tuple((number, since) for number, since in kept["missing"])
    return Position(kept["last"], kept["key"], missing, kept["stale"])


class Rebuild:
    """A new generation in the making, beside the one in use; the one in use knows nothing of it."""

    def __init__(self, root: Path, reached: Position, segmenter: Segmenter) -> None:
        """Begin a generation that will have followed up to ``reached``.

        Raises:
            IndexBusyError: Another process of this node is at the same.
        """
        self._root = root
        self._reached = reached
        try:
            self._lock = places.hold(root)
        except BlockingIOError as error:
            raise IndexBusyError(str(root)) from error
        self._writer = IndexWriter(places.fresh(root), segmenter)

    def add(self, records: Iterable[Record]) -> None:
        """Index documents that were not added before."""
        self._writer.add(records)

    def finish(self) -> Path:
        """Put the generation in use and return its folder; the ones before it go."""
        self._writer.commit(self._reached)
        self._writer.close()
        places.use(self._root, self._writer.folder)
        self._lock.close()
        return self._writer.folder

    def abandon(self) -> None:
        """Let an unfinished generation go; whoever is next on this node may begin one."""
        self._writer.close()
        self._lock.close()
