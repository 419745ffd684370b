"""Validity of documents (有效性): set by hand with a reason, or lapsed by the calendar."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.publishing import desk
from gongkai.apps.publishing.models import Document, Edition
from gongkai.apps.publishing.situations import Inputs
from gongkai.apps.publishing.validities import change_validity
from gongkai.apps.trail.actions import TIMETABLE
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.publishing.vocabularies import vocabulary


@transaction.atomic
def set_validity(  # noqa: PLR0913 - a change has these parts
    *,
    edition: Edition,
    seen: int,
    validity: str,
    since: date,
    reason: str,
    by: User,
    at: datetime,
) -> Edition:
    """Change the validity of a published document (变更有效性) from a day on, with the reason.

    Raises:
        Refused: Not permitted, no reason given, no such validity, or this kind has none.
    """
    inputs = Inputs(remark=reason)
    locked = desk.take(edition, "set_validity", seen=seen, by=by, at=at, inputs=inputs)
    reasons = []
    if validity not in vocabulary("validity"):
        known = "、".join(vocabulary("validity").values())
        reasons.append(Reason("publishing.validity", f"没有选择有效性。请从{known}中选择"))
    if locked.rules.validity == "none":
        sentence = f"“{locked.rules.label}”没有有效性一项。无需变更"
        reasons.append(Reason("publishing.validity_none", sentence))
    if reasons:
        raise Refused(reasons)
    change_validity(locked.document, validity, since=since, reason=reason, by=by, at=at)
    desk.move(locked, "set_validity", by=by, at=at)
    return locked


def lapse_due(*, on: date, at: datetime) -> list[int]:
    """Mark as lapsed (失效) every document whose validity ended before ``on``; return their keys."""
    rows = Document.objects.filter(
        validity__in=("in_force", "amended"), live__expires_on__lt=on, live__state="published"
    )
    keys = list(rows.values_list("pk", flat=True))
    for key in keys:
        _lapse(key, at=at)
    return keys


@transaction.atomic
def _lapse(key: int, *, at: datetime) -> None:
    Document.objects.select_for_update().only("pk").get(pk=key)
    document = Document.objects.select_related("live", "body").get(pk=key)
    live = document.live
    if document.validity not in ("in_force", "amended") or live is None or live.expires_on is None:
        return
    reason = f"有效期至 {live.expires_on} 届满"
    since = date.fromordinal(live.expires_on.toordinal() + 1)
    change_validity(document, "lapsed", since=since, reason=reason, by=TIMETABLE, at=at)
