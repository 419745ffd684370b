"""Upkeep of bodies and their profiles (单位、资料管理): the acts that doors call.

Those on columns stand in ``column_upkeep`` and are told here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts import announcing
from gongkai.apps.accounts.authority import Authority
from gongkai.apps.accounts.column_upkeep import (
    add_column,
    change_column,
    install_columns,
    reopen_column,
    retire_column,
)
from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.permissions import require
from gongkai.apps.organizations import changes
from gongkai.apps.organizations.models import BodyName, Profile, PublicBody
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused

__all__ = [
    "add_column",
    "change_column",
    "create_body",
    "install_columns",
    "merge_body",
    "rename_body",
    "reopen_column",
    "retire_column",
    "update_profile",
]


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
    announcing.body_changed(body, by=by, at=at)
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
    announcing.tree_changed(by=by, at=at)
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
    announcing.tree_changed(by=by, at=at)
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
    announcing.body_changed(body, by=by, at=at)
    data = {"fields": sorted(values), "missing": profile.missing()}
    trail.write("organizations.profile.updated", profile, by=by, at=at, body=body.code, data=data)
    return profile
