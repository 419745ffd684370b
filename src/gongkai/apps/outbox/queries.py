"""How the outbox stands (队列情况)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, QuerySet

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


def dead_messages() -> QuerySet[Message]:
    """Return the messages that were given up, newest first."""
    return Message.objects.exclude(dead_at=None).order_by("-dead_at")


def beats() -> QuerySet[Beat]:
    """Return when each timed task last ran."""
    return Beat.objects.order_by("task")
