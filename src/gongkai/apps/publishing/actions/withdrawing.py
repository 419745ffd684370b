"""Withdrawing what was published (撤回公开)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.outbox import actions as outbox
from gongkai.apps.publishing import desk
from gongkai.apps.publishing.models import Edition, Release
from gongkai.apps.publishing.registering import TOPIC_WITHDRAWN, register
from gongkai.apps.publishing.situations import Inputs


@transaction.atomic
def withdraw(  # noqa: PLR0913 - a withdrawal has these parts
    *,
    edition: Edition,
    seen: int,
    ground: str,
    remark: str,
    public_note: str = "",
    by: User,
    at: datetime,
) -> Edition:
    """Withdraw a published edition (撤回公开): it leaves the site, its number and trace stay.

    ``public_note`` is what the page then says, where the law asks for a word to the public.

    Raises:
        Refused: Not permitted, no ground or reason, or somebody was quicker.
    """
    inputs = Inputs(remark=remark, ground=ground)
    locked = desk.take(edition, "withdraw", seen=seen, by=by, at=at, inputs=inputs)
    document = locked.document
    desk.move(
        locked,
        "withdraw",
        by=by,
        at=at,
        closed_at=at,
        withdrawal_ground=ground,
        public_note=public_note,
    )
    document.live = None
    document.save(update_fields=("live",))
    register(locked, Release.Act.WITHDRAW, reviewers=[], by=by, at=at, reason=remark)
    outbox.put(
        TOPIC_WITHDRAWN,
        stream=f"document:{document.pk}",
        key=f"{TOPIC_WITHDRAWN}:{locked.pk}",
        at=at,
        payload={"document": document.pk, "edition": locked.pk},
    )
    data = {"ground": ground, "remark": remark, "public_note": public_note}
    desk.trace("withdrawn", locked, by=by, at=at, data=data)
    return locked
