"""Reading and verifying the trail (留痕查验)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.db.models import QuerySet

from gongkai.apps.trail import chain, guards
from gongkai.apps.trail.models import Entry, Head


def history_of(subject: models.Model) -> QuerySet[Entry]:
    """Return what was done to one thing, oldest first."""
    key = f"{subject._meta.label_lower}:{subject.pk}"
    return Entry.objects.filter(subject=key).order_by("number")


def entries(*, body: str = "", action: str = "", actor: str = "") -> QuerySet[Entry]:
    """Return rows newest first, narrowed by the code of a body, an act's prefix, a person."""
    rows = Entry.objects.order_by("-number")
    if body:
        rows = rows.filter(body=body)
    if action:
        rows = rows.filter(action__startswith=action)
    if actor:
        rows = rows.filter(actor__contains=actor)
    return rows


def head() -> tuple[int, str]:
    """Return number and digest of the last row; ``(0, 000…)`` when nothing was written."""
    row = Head.objects.first()
    return (row.number, row.digest) if row else (0, chain.GENESIS)


def breaks() -> Iterator[chain.Break]:
    """Verify the whole chain and yield every row that was changed, removed or moved."""
    rows = Entry.objects.order_by("number").iterator(chunk_size=2000)
    yield from chain.breaks((row.link() for row in rows), head=head())


def missing_guards() -> list[str]:
    """Return the names of the database guards that are not in place."""
    return guards.missing()
