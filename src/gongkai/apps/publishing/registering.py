"""The release register (信息发布登记): one line each time something goes out or comes back."""

from __future__ import annotations

from datetime import datetime

from gongkai.apps.accounts.models import User
from gongkai.apps.publishing.models import Edition, Release
from gongkai.apps.publishing.situations import Person

TOPIC_PUBLISHED = "publishing.published"
TOPIC_WITHDRAWN = "publishing.withdrawn"
TOPIC_VALIDITY = "publishing.validity_changed"


def register(
    edition: Edition,
    act: str,
    *,
    reviewers: list[list[str]],
    by: Person,
    at: datetime,
    reason: str = "",
) -> Release:
    """Write one line of the register."""
    return Release.objects.create(
        edition=edition,
        document=edition.document,
        body=edition.body,
        act=act,
        index_number=edition.document.index_number or "",
        title=edition.title,
        digest=edition.digest,
        channels=edition.channels,
        reviewers=reviewers,
        by=by if isinstance(by, User) else None,
        at=at,
        due_on=edition.due_on,
        in_time=at <= edition.due_at if edition.due_at and edition.published_at == at else None,
        reason=reason or edition.change_note,
    )
