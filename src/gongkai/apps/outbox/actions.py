"""Writing to the outbox, leasing from it, and telling how it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from gongkai.apps.outbox.models import Beat, Message

MAX_ATTEMPTS = 8
LEASE = timedelta(minutes=5)
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(hours=1)


def put(
    topic: str,
    *,
    stream: str,
    key: str,
    at: datetime,
    payload: Mapping[str, Any] | None = None,
) -> None:
    """Write a message inside the transaction whose consequence it is; the same ``key`` only once.

    Raises:
        RuntimeError: There is no open transaction: message and change could come apart.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{topic}: a message is written inside the transaction of its cause")
    message = Message(
        topic=topic,
        stream=stream,
        key=key,
        payload=dict(payload or {}),
        written_at=at,
        available_at=at,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)


@transaction.atomic
def lease(*, worker: str, at: datetime, count: int = 20) -> list[Message]:
    """Take up to ``count`` messages that are due and not held up by one in front of their stream.

    A message whose lease has run out (its worker was killed) is taken again.
    """
    in_front = Message.objects.filter(
        stream=OuterRef("stream"), id__lt=OuterRef("id"), done_at=None, dead_at=None
    )
    rows = (
        Message.objects.select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked
        )
        .filter(Q(leased_until=None) | Q(leased_until__lte=at))
        .filter(done_at=None, dead_at=None, available_at__lte=at)
        .filter(~Exists(in_front))
        .order_by("id")[:count]
    )
    taken = list(rows)
    for message in taken:
        message.leased_by = worker
        message.leased_until = at + LEASE
        message.attempts += 1
    Message.objects.bulk_update(taken, ("leased_by", "leased_until", "attempts"))
    return taken


def done(message: Message, *, at: datetime) -> bool:
    """Close a message; false when the lease was lost meanwhile and somebody else has it."""
    mine = Message.objects.filter(pk=message.pk, leased_by=message.leased_by, done_at=None)
    return bool(
        mine.filter(attempts=message.attempts).update(done_at=at, leased_until=None, error="")
    )


def failed(message: Message, *, error: str, at: datetime) -> None:
    """Note a failure: try again later, twice as late each time, and give up in the end."""
    given_up = message.attempts >= MAX_ATTEMPTS
    delay = min(FIRST_DELAY * 2 ** (message.attempts - 1), LONGEST_DELAY)
    Message.objects.filter(
        pk=message.pk, leased_by=message.leased_by, attempts=message.attempts
    ).update(
        error=error[-4000:],
        leased_until=None,
        leased_by="",
        available_at=at + delay,
        dead_at=at if given_up else None,
    )


def revive(message: Message, *, at: datetime) -> None:
    """Let a message that was given up be tried again from the start."""
    Message.objects.filter(pk=message.pk).update(
        dead_at=None, attempts=0, available_at=at, error="", leased_until=None
    )


def settle(*, topics: Iterable[str], at: datetime) -> int:
    """Close every message of some topics written up to ``at``: a rebuild did their work; how many."""
    waiting = Message.objects.filter(topic__in=list(topics), written_at__lte=at, done_at=None)
    return waiting.update(done_at=at, dead_at=None, leased_until=None, error="")


def forget_done(*, before: datetime) -> int:
    """Delete messages that were closed before ``before``; return how many."""
    count, _ = Message.objects.filter(done_at__lt=before).delete()
    return count


def beat(task: str, *, at: datetime, ok: bool, note: str = "") -> None:
    """Note that a timed task ran."""
    Beat.objects.update_or_create(task=task, defaults={"ran_at": at, "ok": ok, "note": note})
