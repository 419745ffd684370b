"""Reading bodies, names and columns."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.apps.organizations.models import BodyName, Profile, PublicBody, SiteColumn


def bodies(*, on: date | None = None) -> QuerySet[PublicBody]:
    """Return the bodies in order; with ``on``, only those not closed by that day."""
    rows = PublicBody.objects.select_related("parent").order_by("order", "id")
    return rows.filter(Q(closed_on=None) | Q(closed_on__gt=on)) if on else rows


def below(body: PublicBody) -> QuerySet[PublicBody]:
    """Return a body and everything under it."""
    return PublicBody.objects.filter(path__startswith=body.path).order_by("order", "id")


def name_on(body: PublicBody, day: date) -> str:
    """Return the name a body bore on a day; the oldest known name for days before it."""
    borne = BodyName.objects.filter(Q(until=None) | Q(until__gte=day), body=body, since__lte=day)
    found = borne.order_by("since").first() or body.names.order_by("since").first()
    return found.name if found else body.name


def names_of(body: PublicBody) -> QuerySet[BodyName]:
    """Return every name a body bore, oldest first."""
    return body.names.order_by("since")


def incomplete_profiles(*, on: date) -> list[tuple[PublicBody, list[str]]]:
    """Return the open bodies whose profile lacks something, with the labels of what it lacks."""
    blank = Profile()
    found = []
    for body in bodies(on=on).select_related("profile"):
        profile = getattr(body, "profile", blank)
        lacking = profile.missing()
        if lacking:
            found.append((body, lacking))
    return found


def columns(*, on: date | None = None) -> QuerySet[SiteColumn]:
    """Return the columns in order; with ``on``, only those in use on that day."""
    rows = SiteColumn.objects.select_related("parent", "owner").order_by("order", "id")
    return rows.filter(Q(retired_on=None) | Q(retired_on__gt=on)) if on else rows


def columns_for(kind: str, *, on: date) -> list[SiteColumn]:
    """Return the columns in use that take a kind: those that list it, and those that list none."""
    rows = columns(on=on)
    parents = {row.parent_id for row in rows if row.parent_id}
    return [row for row in rows if row.pk not in parents and (not row.kinds or kind in row.kinds)]
