"""How often pages were read (访问统计)."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from gongkai.apps.publishing.models import VisitCount


def visits_by_day(*, since: date, until: date) -> list[tuple[date, int]]:
    """Return the visits of each day from ``since`` to ``until``, both included."""
    rows = VisitCount.objects.filter(on__gte=since, on__lte=until).values("on").order_by("on")
    return [(row["on"], row["visits"]) for row in rows.annotate(visits=Sum("visits"))]


def visits_by_page(
    *, since: date, until: date, under: str = "/", count: int | None = None
) -> list[tuple[str, int]]:
    """Return the visits of each page whose address begins with ``under``, the most read first."""
    rows = VisitCount.objects.filter(on__gte=since, on__lte=until, path__startswith=under)
    told = rows.values("path").annotate(visits=Sum("visits")).order_by("-visits", "path")
    return [(row["path"], row["visits"]) for row in told[:count]]


def visits_between(*, since: date, until: date) -> int:
    """Return how often pages were read in a time: the figure of a yearly report."""
    rows = VisitCount.objects.filter(on__gte=since, on__lte=until)
    return int(rows.aggregate(visits=Sum("visits"))["visits"] or 0)
