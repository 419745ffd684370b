"""Upkeep of bodies, profiles and columns (单位、资料、栏目管理): the acts that doors call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.authority import Authority
from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.permissions import require
from gongkai.apps.organizations import changes
from gongkai.apps.organizations.models import BodyName, Profile, PublicBody, SiteColumn
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused


def _require(by: Authority, act: str, body: PublicBody | None, *, on: date) -> None:
    if isinstance(by, User):
        require(by, act, body or by.body, on=on)


@transaction.atomic
def create_body(*, body: PublicBody, by: Authority, at: datetime) -> PublicBody:
    """Enter a public body (新设单位): an unsaved ``PublicBody`` with code, slug, name, level, parent.

    Raises:
        Refused: No right to manage bodies above it, or code or address name are taken.
    """
    _require(by, "organizations.manage_bodies", body.parent, on=at.date())
    reasons = [
        Reason("organizations.taken", f"{label}“{value}”已经用于另一单位。请核对")
        for label, value, taken in (
            ("代码", body.code, PublicBody.objects.filter(code=body.code).exists()),
            ("网址名", body.slug, PublicBody.objects.filter(slug=body.slug).exists()),
        )
        if taken
    ]
    if reasons:
        raise Refused(reasons)
    changes.place(body)
    trail.write("organizations.body.created", body, by=by, at=at, body=body.code)
    return body


@transaction.atomic
def rename_body(
    *, body: PublicBody, name: str, since: date, reason: str, by: Authority, at: datetime
) -> BodyName:
    """Give a body a new name from a day on (更名); older documents keep the name of their day.

    Raises:
        Refused: No right to manage bodies there, or the day is not after the current name's first.
    """
    _require(by, "organizations.manage_bodies", body, on=at.date())
    current = body.names.get(until=None)
    if since <= current.since:
        sentence = f"新名称的启用日期 {since} 不晚于现名称的启用日期 {current.since}。请改正"
        raise Refused([Reason("organizations.dates", sentence)])
    before = body.name
    new = changes.rename(body, name=name, short_name="", since=since, reason=reason)
    data = {"from": before, "to": name, "since": str(since), "reason": reason}
    trail.write("organizations.body.renamed", body, by=by, at=at, body=body.code, data=data)
    return new


@transaction.atomic
def merge_body(
    *, body: PublicBody, into: PublicBody, on: date, reason: str, by: Authority, at: datetime
) -> PublicBody:
    """Close a body that was merged into another (撤并).

    Raises:
        Refused: No right to manage bodies there, or it is already closed, or merges into itself.
    """
    _require(by, "organizations.manage_bodies", body, on=at.date())
    reasons = []
    if body.closed_on:
        sentence = f"{body}已于 {body.closed_on} 撤并。无需再办"
        reasons.append(Reason("organizations.closed", sentence))
    if body.pk == into.pk:
        reasons.append(Reason("organizations.itself", "不能并入自己。请选择另一单位"))
    if reasons:
        raise Refused(reasons)
    changes.merge(body, into=into, on=on)
    data = {"into": into.code, "on": str(on), "reason": reason}
    trail.write("organizations.body.merged", body, by=by, at=at, body=body.code, data=data)
    return body


@transaction.atomic
def update_profile(
    *, body: PublicBody, values: Mapping[str, str], by: Authority, at: datetime
) -> Profile:
    """Enter or correct a body's profile (单位资料) and note the day it was checked.

    Raises:
        Refused: No right to edit it, or a field that profiles do not have.
    """
    _require(by, "organizations.edit_profile", body, on=at.date())
    profile, _ = Profile.objects.get_or_create(body=body)
    known = {field.name for field in Profile._meta.fields} - {"id", "body", "checked_on"}
    unknown = [name for name in values if name not in known]
    if unknown:
        sentence = f"单位资料没有“{'、'.join(unknown)}”。可填：{'、'.join(sorted(known))}"
        raise Refused([Reason("organizations.profile_field", sentence)])
    for name, value in values.items():
        setattr(profile, name, value)
    profile.checked_on = at.date()
    profile.save()
    data = {"fields": sorted(values), "missing": profile.missing()}
    trail.write("organizations.profile.updated", profile, by=by, at=at, body=body.code, data=data)
    return profile


@transaction.atomic
def install_columns(*, by: Authority, county: PublicBody, at: datetime) -> list[SiteColumn]:
    """Create the prescribed columns (法定栏目) from the shipped table; running it again is harmless.

    Raises:
        Refused: No right to manage columns.
    """
    _require(by, "organizations.manage_columns", county, on=at.date())
    made = changes.install_columns()
    data = {"made": [row.code for row in made]}
    trail.write(
        "organizations.columns.installed", county, by=by, at=at, body=county.code, data=data
    )
    return made


@transaction.atomic
def save_column(
    *, column: SiteColumn, county: PublicBody, by: Authority, at: datetime
) -> SiteColumn:
    """Enter or change a column (栏目).

    Raises:
        Refused: No right to manage columns, or a prescribed column would lose its code or label.
    """
    _require(by, "organizations.manage_columns", county, on=at.date())
    stored = SiteColumn.objects.filter(pk=column.pk).first() if column.pk else None
    fixed = ("code", "label", "prescribed")
    if (
        stored
        and stored.prescribed
        and any(getattr(stored, f) != getattr(column, f) for f in fixed)
    ):
        sentence = f"“{stored.label}”是法定栏目，编码和名称不能改动。可以改说明、责任单位和更新期限"
        raise Refused([Reason("organizations.prescribed", sentence, "国办公开办函〔2019〕61号")])
    column.save()
    trail.write("organizations.column.saved", column, by=by, at=at, data={"code": column.code})
    return column


@transaction.atomic
def retire_column(
    *, column: SiteColumn, on: date, county: PublicBody, by: Authority, at: datetime
) -> SiteColumn:
    """Retire a column (停用栏目): what stands in it stays, nothing new goes in.

    Raises:
        Refused: No right to manage columns, or the column is prescribed.
    """
    _require(by, "organizations.manage_columns", county, on=at.date())
    if column.prescribed:
        sentence = f"“{column.label}”是法定栏目，不能停用"
        raise Refused([Reason("organizations.prescribed", sentence, "国办公开办函〔2019〕61号")])
    column.retired_on = on
    column.save(update_fields=("retired_on",))
    trail.write("organizations.column.retired", column, by=by, at=at, data={"on": str(on)})
    return column
