"""Consequences that the worker carries out (消息发出、草稿生成), noted so that none happens twice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.casework import desk, entries
from gongkai.apps.casework.models import Case, Notice
from gongkai.apps.casework.people import Person, day_of


def mark_sent(*, notice: Notice, at: datetime) -> bool:
    """Note that a notice went out; false when that was noted before."""
    return bool(Notice.objects.filter(pk=notice.pk, sent_at=None).update(sent_at=at))


@transaction.atomic
def record_disclosure_draft(
    *, case: Case, proposal: str, document: int, by: Person, at: datetime
) -> Case:
    """Note which document was drafted for a proposal (已生成主动公开草稿), as the worker.

    Raises:
        RuntimeError: It was noted before: the caller's own transaction is to be taken back.
    """
    locked = desk.lock(case)
    if disclosure_drafted(locked, proposal):
        raise RuntimeError(f"{proposal}: drafted before")
    facts = {"proposal": proposal, "document": document}
    entries.enter(locked, "disclosure_drafted", on=day_of(at), by=by, at=at, facts=facts)
    return desk.trace("disclosure_drafted", locked, by=by, at=at, data=facts)


def disclosure_drafted(case: Case, proposal: str) -> bool:
    """Return whether a document was drafted for a proposal."""
    rows = case.events.filter(kind="disclosure_drafted")
    return any(event.facts.get("proposal") == proposal for event in rows)
