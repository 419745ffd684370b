"""How the outbox stands (队列情况)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from gongkai.apps.outbox.models import Beat, Message


@dataclass(frozen=True, slots=True)
class OutboxState:
    """Pending messages, the age of the oldest in seconds, and messages given up."""

    pending: int
    oldest_seconds: int
    dead: int


def state(*, at: datetime) -> OutboxState:
    """Return how many messages wait, how long the oldest has waited, and how many were given up."""
    waiting = Message.objects.filter(done_at=None, dead_at=None)
    oldest = waiting.aggregate(oldest=Min("written_at"))["oldest"]
    seconds = max(0, int((at - oldest).total_seconds())) if oldest else 0
    dead = Message.objects.exclude(dead_at=None).count()
    return OutboxState(waiting.count(), seconds, dead)


def last_message() -> Message | None:
    """Return the newest message that can be seen; one with a lower number may still come."""
    return Message.objects.order_by("-id").first()


def first_message() -> Message | None:
    """Return the oldest message that is still kept."""
    return Message.objects.order_by("id").first()


def message(number: int) -> Message | None:
    """Return the message with a number, when it is still kept."""
    return Message.objects.filter(pk=number).first()


def messages_after(number: int, *, also: Iterable[int] = (), count: int = 500) -> list[Message]:
    """Return up to ``count`` messages with a higher number, and those with the numbers ``also``."""
    wanted = Q(id__gt=number) | Q(id__in=list(also))
    return list(Message.objects.filter(wanted).order_by("id")[:count])


def numbers_between(first: int, last: int) -> set[int]:
    """Return the numbers from ``first`` to ``last`` under which a message can be seen."""
    rows = Message.objects.filter(id__gte=first, id__lte=last)
    return set(rows.values_list("id", flat=True))


def written_after(
    number: int, *, also: Iterable[int] = (), topics: Iterable[str]
) -> Message | None:
    """Return the oldest message of some topics that somebody who read up to ``number`` has not seen."""
    wanted = Q(id__gt=number) | Q(id__in=list(also))
    return Message.objects.filter(wanted, topic__in=list(topics)).order_by("id").first()


def unseen(
    number: int, *, also: Iterable[int], topics: Iterable[str], at: datetime
) -> tuple[int, int]:
    """Return how many messages of some topics a reader has before it, and the oldest one's age in seconds."""
    wanted = Q(id__gt=number) | Q(id__in=list(also))
    rows = Message.objects.filter(wanted, topic__in=list(topics))
    told = rows.aggregate(count=Count("id"), oldest=Min("written_at"))
    age = int((at - told["oldest"]).total_seconds()) if told["oldest"] else 0
    return told["count"], max(0, age)


def dead_messages() -> QuerySet[Message]:
    """Return the messages that were given up, newest first."""
    return Message.objects.exclude(dead_at=None).order_by("-dead_at")


def beats() -> QuerySet[Beat]:
    """Return when each timed task last ran."""
    return Beat.objects.order_by("task")
