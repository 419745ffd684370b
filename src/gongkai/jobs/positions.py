"""Following the outbox by oneself (跟进位置): each node reads every message, whoever else has read it.

A message with a lower number may come after one with a higher: its transaction took longer.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from gongkai.adapters.search_index.writing import Position
from gongkai.adapters.site.position import Progress
from gongkai.apps.outbox import queries as outbox
from gongkai.apps.outbox.models import Message

OVERLAP = 1000  # numbers below the newest message in which one may still come
PATIENCE = 15 * 60  # seconds a number may be missing: longer than any transaction


def continues(position: Position) -> bool:
    """Return whether the outbox is the one followed so far, with nothing forgotten in between."""
    kept = outbox.message(position.last)
    if kept is not None:
        return kept.key == position.key
    oldest = outbox.first_message()
    if oldest is None:
        return True
    return oldest.pk == position.last + 1


def reached_after(position: Position, messages: list[Message], at: datetime) -> Position:
    """Return the position after ``messages``; numbers passed over are waited for, not for ever."""
    seen = {one.pk for one in messages}
    last = max(messages, key=lambda one: one.pk, default=None)
    now = int(at.timestamp())
    waiting = [
        (number, since)
        for number, since in position.missing
        if number not in seen and now - since < PATIENCE
    ]
    if last is None or last.pk <= position.last:
        return Position(position.last, position.key, tuple(waiting))
    first = max(position.last + 1, last.pk - OVERLAP)
    waiting += [(number, now) for number in range(first, last.pk) if number not in seen]
    return Position(last.pk, last.key, tuple(waiting))


def newest(at: datetime) -> Position:
    """Return the position at the end of the outbox as it can be seen now."""
    last = outbox.last_message()
    if last is None:
        return Position()
    first = max(1, last.pk - OVERLAP)
    seen = outbox.numbers_between(first, last.pk)
    now = int(at.timestamp())
    missing = tuple((number, now) for number in range(first, last.pk) if number not in seen)
    return Position(last.pk, last.key, missing)


@dataclass(frozen=True, slots=True)
class Kept:
    """How far a tree has followed, and the messages that could not be carried out yet."""

    position: Position
    failed: tuple[int, ...] = ()


def kept(progress: Progress) -> Kept | None:
    """Return what was kept beside a tree; none when nothing was, or it cannot be read."""
    values = progress.read()
    try:
        if values is None:
            return None
        missing = tuple((int(number), int(since)) for number, since in values["missing"])
        position = Position(int(values["last"]), str(values["key"]), missing)
        return Kept(position, tuple(map(int, values["failed"])))
    except (KeyError, TypeError, ValueError):
        return None


def keep(progress: Progress, found: Kept) -> None:
    """Keep how far a tree has followed."""
    progress.write({**asdict(found.position), "failed": list(found.failed)})
