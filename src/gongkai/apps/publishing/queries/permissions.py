"""What a person may do and read (权限查询)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import visible_bodies
from gongkai.apps.publishing import partners, situations
from gongkai.apps.publishing.models import Edition, Opinion
from gongkai.apps.publishing.situations import NOTHING, Inputs, local
from gongkai.core.kernel.refusals import Reason
from gongkai.core.publishing import lifecycle


def offered_acts(edition: Edition, *, by: User, at: datetime) -> list[tuple[str, str]]:
    """Return the acts to show as buttons, with their labels; ``may`` tells what each still needs."""
    names = lifecycle.offered(situations.situation(edition, None, by=by, at=at))
    return [(name, lifecycle.acts(edition.state)[name].label) for name in names]


def may(
    act: str, edition: Edition, *, by: User, at: datetime, inputs: Inputs = NOTHING
) -> tuple[Reason, ...]:
    """Return every reason why a person may not do ``act`` now; none when they may.

    ``act`` is a key of ``lifecycle.yaml``: save, submit, discard, approve, send_back, recall,
    ask_opinion, publish, schedule, unschedule, keep, revise, withdraw, set_validity.
    """
    return situations.reasons_against(edition, act, by=by, at=at, inputs=inputs)


def may_publish(edition: Edition, *, by: User, at: datetime) -> tuple[Reason, ...]:
    """Return every reason against publishing now, its approved partners counted as going along."""
    group = frozenset(one.pk for one in (edition, *partners.bundle(edition)))
    return may("publish", edition, by=by, at=at, inputs=Inputs(together=group))


def readable_editions(user: User, *, at: datetime) -> QuerySet[Edition]:
    """Return the editions a person may read: of bodies where they have a role, or asked about."""
    on = local(at).date()
    mine = visible_bodies(user, on=on).values("pk")
    answering = user.grants.filter(
        Q(until=None) | Q(until__gte=on),
        role__in=("ogi_office", "final_reviewer", "legality_reviewer"),
        since__lte=on,
    )
    asked = Opinion.objects.filter(edition=OuterRef("pk"), asked__in=answering.values("body"))
    return Edition.objects.filter(Q(body__in=mine) | Q(Exists(asked)))
