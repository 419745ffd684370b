"""Telling the worker that what the public sees of bodies and columns has changed (通知更新页面)."""

from __future__ import annotations

from datetime import datetime

from gongkai.apps.accounts.authority import Authority
from gongkai.apps.accounts.models import User
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.outbox import actions as outbox

TOPIC_BODY, TOPIC_REBUILD = "organizations.body_changed", "site.rebuild"


def body_changed(body: PublicBody, *, by: Authority, at: datetime) -> None:
    """Have the pages of a body made anew, inside the transaction of the change.

    Not at set-up: then nothing is public yet, and the first site is made whole.
    """
    if not isinstance(by, User):
        return
    outbox.put(
        TOPIC_BODY,
        stream=f"body:{body.pk}",
        key=f"{TOPIC_BODY}:{body.pk}:{at.isoformat()}",
        payload={"body": body.pk},
        at=at,
    )


def tree_changed(*, by: Authority, at: datetime) -> None:
    """Have the whole site made anew: a name or a place stands on many pages."""
    if not isinstance(by, User):
        return
    outbox.put(TOPIC_REBUILD, stream=TOPIC_REBUILD, key=f"{TOPIC_REBUILD}:{at.isoformat()}", at=at)
