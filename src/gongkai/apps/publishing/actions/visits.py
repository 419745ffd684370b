"""Keeping counts of visits (登记访问统计)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.apps.publishing.models import CountedLog, VisitCount
from gongkai.apps.publishing.situations import Person
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.publishing.visits import Count


@transaction.atomic
def record_visits(
    *, name: str, digest: str, counts: Sequence[Count], by: Person, at: datetime
) -> CountedLog:
    """Keep the counts of one access log (登记访问统计); the same log only once.

    Raises:
        Refused: The log was counted before.
    """
    if CountedLog.objects.filter(digest=digest).exists():
        raise Refused([Reason("publishing.visits_counted", f"“{name}”已经统计过。不再计入")])
    log = CountedLog.objects.create(digest=digest, name=name[:200], counted_at=at)
    VisitCount.objects.bulk_create(
        VisitCount(on=one.on, path=one.path[:300], visits=one.visits, log=digest) for one in counts
    )
    data = {"log": digest, "visits": sum(one.visits for one in counts)}
    trail.write("publishing.visits.recorded", log, by=by, at=at, data=data)
    return log
