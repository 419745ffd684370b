"""Releasing (发布): at once, at a set moment, together with the interpretation, or not at all."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.outbox import actions as outbox
from gongkai.apps.publishing import desk, partners, situations
from gongkai.apps.publishing.index_series import next_index_number
from gongkai.apps.publishing.models import Document, Edition, Relation, Release, Review
from gongkai.apps.publishing.placing import place
from gongkai.apps.publishing.registering import TOPIC_PUBLISHED, register
from gongkai.apps.publishing.situations import Inputs, Person, local
from gongkai.apps.publishing.validities import apply_relations
from gongkai.apps.trail.actions import TIMETABLE
from gongkai.core.kernel.refusals import Reason, Refused

log = logging.getLogger(__name__)
ACTS = {
    "first": Release.Act.PUBLISH,
    "update": Release.Act.UPDATE,
    "correction": Release.Act.CORRECT,
}


@dataclass(frozen=True, slots=True)
class DueResult:
    """What a timed release did: the editions that went out, and those held up with why."""

    released: tuple[int, ...]
    held_up: tuple[tuple[int, str], ...]


@transaction.atomic
def publish(*, edition: Edition, seen: int, by: User, at: datetime) -> list[Edition]:
    """Publish an approved edition (发布), its approved interpretation or document with it (三同步).

    State, index number, register, trail and outbox are written in one transaction. Returns every
    edition that went out, the one asked for first.

    Raises:
        Refused: With every reason of the edition itself and of those that must go out with it.
    """
    group = _lock_group(edition)
    desk.refuse_if_stale(group[0], seen=seen)
    return _release_together(group, "publish", by=by, at=at)


def _lock_group(edition: Edition) -> list[Edition]:
    """Lock an edition, its approved partners and every document they touch, in one order for all.

    The trail's head is locked last of all, so no two releases wait for each other.
    """
    named = [edition, *partners.bundle(edition)]
    lives = Document.objects.filter(editions__in=named).values_list("live", flat=True)
    keys = sorted({one.pk for one in named} | {key for key in lives if key})
    locked = {key: desk.lock(Edition(pk=key)) for key in keys}
    group = [locked[edition.pk]]
    group += [
        locked[one.pk]
        for one in named[1:]
        if one.pk != edition.pk and locked[one.pk].state in partners.READY
    ]
    _lock_documents(group)
    return group


def _lock_documents(group: list[Edition]) -> None:
    touched = {edition.document_id for edition in group}
    targets = Relation.objects.filter(edition__in=group, target__isnull=False)
    touched.update(targets.values_list("target", flat=True))
    rows = Document.objects.select_for_update().filter(pk__in=touched).order_by("pk")
    documents = {one.pk: one for one in rows}
    for edition in group:
        body = (
            edition.document.body if edition.document.body_id != edition.body_id else edition.body
        )
        edition.document = documents[edition.document_id]
        edition.document.body = body


def _release_together(group: list[Edition], act: str, *, by: Person, at: datetime) -> list[Edition]:
    edition = group[0]
    inputs = Inputs(together=frozenset(one.pk for one in group))
    reasons = list(situations.reasons_against(edition, act, by=by, at=at, inputs=inputs))
    for other in group[1:]:
        reasons += _partner_reasons(other, by=by, at=at, inputs=inputs)
    if reasons:
        raise Refused(reasons)
    for one in sorted(group, key=lambda one: (one.body_id, one.column_id or 0)):
        _number(one, at=at)
    return [_release(one, act if one is edition else "publish", by=by, at=at) for one in group]


def _number(edition: Edition, *, at: datetime) -> None:
    """Give the index number and the place in the column: the series are locked from here on."""
    document = edition.document
    if document.index_number is None:
        document.index_number = next_index_number(document.body, on=local(at).date())
    if edition.column is not None:
        place(document, edition.column)


def _partner_reasons(other: Edition, *, by: Person, at: datetime, inputs: Inputs) -> list[Reason]:
    found = situations.reasons_against(other, "publish", by=by, at=at, inputs=inputs)
    return [
        Reason(one.code, f"同步发布的“{other.title}”：{one.sentence}", one.basis)
        for one in found
        if one.code != "publishing.role"
    ]


def _release(edition: Edition, act: str, *, by: Person, at: datetime) -> Edition:
    document = edition.document
    _give_way(document, at=at)
    desk.move(edition, act, by=by, at=at, published_at=at, release_alarm="")
    document.live = edition
    if document.rules.validity != "none" and not document.validity:
        document.validity = "in_force"
    document.save(update_fields=("index_number", "live", "validity"))
    apply_relations(edition, by=by, at=at)
    reviewers = [
        [one.step, str(one.reviewer)]
        for one in edition.reviews.filter(
            round=edition.round, verdict=Review.Verdict.APPROVE
        ).select_related("reviewer")
    ]
    register(edition, ACTS[edition.change], reviewers=reviewers, by=by, at=at)
    outbox.put(
        TOPIC_PUBLISHED,
        stream=f"document:{document.pk}",
        key=f"{TOPIC_PUBLISHED}:{edition.pk}",
        at=at,
        payload={"document": document.pk, "edition": edition.pk},
    )
    data = {"index_number": document.index_number}
    desk.trace("published", edition, by=by, at=at, data=data)
    return edition


def _give_way(document: Document, *, at: datetime) -> None:
    if document.live_id is None:
        return
    Edition.objects.filter(pk=document.live_id, state="published").update(
        state="superseded", closed_at=at
    )


@transaction.atomic
def schedule(
    *, edition: Edition, seen: int, release_at: datetime, by: User, at: datetime
) -> Edition:
    """Set the moment at which an approved edition goes out (定时发布).

    Raises:
        Refused: Not permitted, a moment that has passed, or somebody was quicker.
    """
    inputs = Inputs(release_at=release_at)
    locked = desk.take(edition, "schedule", seen=seen, by=by, at=at, inputs=inputs)
    desk.move(locked, "schedule", by=by, at=at, release_at=release_at, release_alarm="")
    desk.trace("scheduled", locked, by=by, at=at, data={"release_at": release_at.isoformat()})
    return locked


@transaction.atomic
def unschedule(*, edition: Edition, seen: int, remark: str, by: User, at: datetime) -> Edition:
    """Take a scheduled edition out of the timetable (取消定时).

    Raises:
        Refused: Not permitted, no reason given, or somebody was quicker.
    """
    inputs = Inputs(remark=remark)
    locked = desk.take(edition, "unschedule", seen=seen, by=by, at=at, inputs=inputs)
    desk.move(locked, "unschedule", by=by, at=at, release_at=None, release_alarm="")
    desk.trace("unscheduled", locked, by=by, at=at, data={"remark": remark})
    return locked


@transaction.atomic
def keep(*, edition: Edition, seen: int, by: User, at: datetime) -> Edition:
    """Put an approved edition away that is not to be disclosed proactively (归档不公开).

    Raises:
        Refused: Not permitted, it must be disclosed, or somebody was quicker.
    """
    locked = desk.take(edition, "keep", seen=seen, by=by, at=at)
    desk.move(locked, "keep", by=by, at=at, closed_at=at)
    desk.trace("kept", locked, by=by, at=at, data={"disclosure": locked.disclosure})
    return locked


def release_due(*, at: datetime) -> DueResult:
    """Release every scheduled edition whose moment has come (到时发布), each on its own.

    One that cannot go out is held up with its reasons as an alarm; the others go out on time.
    """
    due = Edition.objects.filter(state="scheduled", release_at__lte=at).order_by("release_at", "id")
    released: list[int] = []
    held_up: list[tuple[int, str]] = []
    for key in list(due.values_list("pk", flat=True)):
        if key in released:
            continue
        try:
            released += _release_one(key, at=at)
        except Refused as refusal:
            held_up.append((key, str(refusal)))
        except DatabaseError as error:
            log.exception("scheduled release of edition %s", key)
            held_up.append((key, f"数据库拒绝：{error}"))
    for key, why in held_up:
        _alarm(key, why, at=at)
    return DueResult(tuple(released), tuple(held_up))


@transaction.atomic
def _release_one(key: int, *, at: datetime) -> list[int]:
    group = _lock_group(Edition.objects.get(pk=key))
    if group[0].state != "scheduled":
        return []
    return [one.pk for one in _release_together(group, "release", by=TIMETABLE, at=at)]


@transaction.atomic
def _alarm(key: int, why: str, *, at: datetime) -> None:
    locked = desk.lock(Edition(pk=key))
    if locked.state != "scheduled" or locked.release_alarm == why:
        return
    desk.store(locked, by=TIMETABLE, at=at, release_alarm=why)
    desk.trace("release_held_up", locked, by=TIMETABLE, at=at, data={"reason": why})
