"""Writing the trail: the only way to append."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol

from django.db import connection, models, transaction

from gongkai.apps.trail.chain import Link, canonical, digest
from gongkai.apps.trail.models import Entry, Head

HEAD = 1


class Actor(Protocol):
    """Who acts: a member of staff, or the timetable."""

    def trail_name(self) -> str:
        """Return the name that the trail keeps, with the account's number."""
        ...


class Timetable:
    """The timetable (定时任务) as an actor."""

    def trail_name(self) -> str:
        """Return the name that the trail keeps."""
        return "系统定时任务"


TIMETABLE = Timetable()


def write(
    action: str,
    subject: models.Model,
    *,
    by: Actor,
    at: datetime,
    body: str = "",
    data: Mapping[str, Any] | None = None,
) -> Entry:
    """Append one act to the trail, inside the transaction of the act itself.

    The head row is locked until the transaction ends, so numbers follow the order of commits.
    ``data`` holds plain JSON values; no personal data belongs in it.

    Raises:
        RuntimeError: There is no open transaction: the act and its trace could come apart.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{action}: the trail is written inside the transaction of the act")
    head, _ = Head.objects.select_for_update().get_or_create(key=HEAD)
    link = Link(
        number=head.number + 1,
        at=at.astimezone(UTC),
        action=action,
        actor=by.trail_name(),
        subject=subject_key(subject),
        subject_label=str(subject)[:300],
        body=body,
        data=canonical(data or {}),
        previous=head.digest,
    )
    link = replace(link, digest=digest(link))
    entry = Entry(**{name: getattr(link, name) for name in Link.__dataclass_fields__})
    entry.save(force_insert=True)
    Head.objects.filter(key=HEAD).update(number=link.number, digest=link.digest)
    return entry


def subject_key(subject: models.Model) -> str:
    """Return how the trail names a thing: ``publishing.edition:12``."""
    return f"{subject._meta.label_lower}:{subject.pk}"


@transaction.atomic
def write_alone(
    action: str, subject: models.Model, *, by: Actor, at: datetime, data: Mapping[str, Any]
) -> Entry:
    """Append an act that changes nothing else, such as reading personal data."""
    return write(action, subject, by=by, at=at, data=data)
