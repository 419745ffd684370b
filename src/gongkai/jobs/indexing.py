"""Keeping this node's search index up to date (更新检索): it follows the outbox by itself.

Each node has its own index and remembers in it how far it has followed, so nothing depends on which
worker handled a message, and a crash loses nothing: what was not committed is followed again.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from gongkai.adapters.search_index import places
from gongkai.adapters.search_index.writing import (
    IndexBusyError,
    IndexWriter,
    Rebuild,
)
from gongkai.apps.outbox import queries as outbox
from gongkai.apps.outbox.models import Message
from gongkai.apps.publishing import indexing
from gongkai.apps.publishing.queries.searching import TOPICS
from gongkai.core.publishing.search.own_words import segmenter
from gongkai.jobs.positions import continues, newest, reached_after

log = logging.getLogger(__name__)
# After these the whole index is made anew: names of bodies or places of columns have changed, or
# documents came in without messages of their own.
REBUILD_TOPICS = ("search.rebuild", "site.rebuild")
AT_ONCE = 50  # documents of a rebuild between two looks at the outbox


class Follower:
    """One process that keeps the index under ``root``; another one on the same node stands by."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._writer: IndexWriter | None = None
        self._rebuild: Rebuild | None = None
        self._damaged: Path | None = None
        self._added = 0

    def step(self, *, at: datetime) -> bool:
        """Follow what is new and go on with a rebuild; return whether there was anything to do."""
        try:
            folder = places.current(self._root)
            if folder is None or not self._opened(folder):
                self._begin(at)
            followed = self._follow(at)
            return self._go_on() or followed
        except IndexBusyError:
            return False

    def rebuild(self, *, at: datetime) -> None:
        """Make the index anew at once.

        Raises:
            IndexBusyError: Another process of this node is at it.
        """
        self._begin(at)
        while self._go_on():
            pass

    def close(self) -> None:
        """Let the index go, and a generation in the making with it."""
        if self._rebuild is not None:
            self._rebuild.abandon()
            self._rebuild = None
        self._let_go()

    def _let_go(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _opened(self, folder: Path) -> bool:
        """Open the generation in use; false when it is damaged."""
        if folder == self._damaged:
            return False
        if self._writer is None or self._writer.folder != folder:
            self._let_go()
            try:
                self._writer = IndexWriter(folder, segmenter())
            except ValueError:
                log.exception("search index %s is damaged and is made anew", folder)
                self._damaged = folder
        return self._writer is not None

    def _follow(self, at: datetime) -> bool:
        writer = self._writer
        if writer is None:
            return False
        position = writer.position
        waited_for = [number for number, _ in position.missing]
        messages = outbox.messages_after(position.last, also=waited_for)
        stale = (
            position.stale
            or not continues(position)
            or any(one.topic in REBUILD_TOPICS for one in messages)
        )
        if stale:
            self._begin(at)
        reached = replace(reached_after(position, messages, at), stale=stale)
        if reached == position:
            return False
        for document in _documents(messages):
            record = indexing.record_of(document)
            if record:
                writer.put(record)
            else:
                writer.forget(document)
        writer.commit(reached)
        return bool(messages)

    def _begin(self, at: datetime) -> None:
        if self._rebuild is None:
            self._rebuild = Rebuild(self._root, newest(at), segmenter())
            self._added = 0

    def _go_on(self) -> bool:
        """Add the next documents to a rebuild, or finish it; return whether there is one."""
        if self._rebuild is None:
            return False
        records = indexing.records_after(self._added, count=AT_ONCE)
        if records:
            self._rebuild.add(records)
            self._added = records[-1].document
            return True
        self._rebuild.finish()
        self._rebuild = None
        return True


def prepare(root: Path, *, at: datetime) -> bool:
    """Make the index when there is none that this version can use; return whether it was made."""
    if places.current(root) is not None:
        return False
    Follower(root).rebuild(at=at)
    return True


def _documents(messages: list[Message]) -> list[int]:
    return list(
        dict.fromkeys(int(one.payload["document"]) for one in messages if one.topic in TOPICS)
    )
