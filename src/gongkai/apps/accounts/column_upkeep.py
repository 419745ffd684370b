"""Upkeep of the columns (栏目管理): the prescribed tree, and what the county adds to it.

A prescribed column keeps its code, name and place; its keeper, term and description may change. The
address of a column never changes, so that links to it stay good when it is renamed or moved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.apps.accounts import announcing
from gongkai.apps.accounts.authority import Authority, county
from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.permissions import reasons_against
from gongkai.apps.organizations import changes
from gongkai.apps.organizations.models import PublicBody, SiteColumn
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.publishing.kinds import kinds

ACT = "organizations.manage_columns"
FIELDS = (
    "label", "parent", "type", "description", "keywords", "basis", "kinds", "owner",
    "update_within_days", "per_body", "order",
)  # fmt: skip
FIXED = ("label", "parent")  # of a prescribed column
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
BASIS = "国办公开办函〔2019〕61号"


def _against(by: Authority, top: PublicBody, *, at: datetime) -> list[Reason]:
    return reasons_against(by, ACT, top, on=at.date()) if isinstance(by, User) else []


def _told(by: Authority, verb: str, column: SiteColumn, *, at: datetime, **data: Any) -> None:
    announcing.tree_changed(by=by, at=at)
    facts = {"code": column.code, **data}
    trail.write(f"organizations.column.{verb}", column, by=by, at=at, data=facts)


@transaction.atomic
def install_columns(*, by: Authority, county: PublicBody, at: datetime) -> list[SiteColumn]:
    """Create the prescribed columns (法定栏目) from the shipped table; running it again is harmless.

    Raises:
        Refused: No right to manage columns.
    """
    reasons = _against(by, county, at=at)
    if reasons:
        raise Refused(reasons)
    made = changes.install_columns()
    data = {"made": [row.code for row in made]}
    trail.write(
        "organizations.columns.installed", county, by=by, at=at, body=county.code, data=data
    )
    return made


@transaction.atomic
def add_column(*, name: str, values: Mapping[str, Any], by: Authority, at: datetime) -> SiteColumn:
    """Add a column of the county's own (增设栏目); ``name`` is its part of the address.

    Raises:
        Refused: No right, a name that is taken or does not fit, or a value that does not.
    """
    reasons = [*_against(by, county(), at=at), *_problems(SiteColumn(), values)]
    above = values.get("parent")
    address = f"{above.address}/{name}" if above else name
    code = f"{above.code}-{name}" if above else name
    if not NAME.fullmatch(name):
        sentence = f"网址名“{name}”应当由小写字母、数字和连字符组成，如 water-supply"
        reasons.append(Reason("organizations.column_name", sentence))
    if SiteColumn.objects.filter(address=address).exists():
        reasons.append(Reason("organizations.taken", f"网址“{address}”已有栏目使用。请另取网址名"))
    elif SiteColumn.objects.filter(code=code).exists():
        reasons.append(Reason("organizations.taken", f"编码“{code}”已有栏目使用。请另取网址名"))
    if reasons:
        raise Refused(reasons)
    column = SiteColumn(code=code[:60], address=address)
    _fill(column, values)
    column.save(force_insert=True)
    _told(by, "added", column, at=at, label=column.label)
    return column


@transaction.atomic
def change_column(
    *, column: SiteColumn, values: Mapping[str, Any], by: Authority, at: datetime
) -> SiteColumn:
    """Change a column (设置栏目): name, place, keeper, kinds, term of updating.

    Raises:
        Refused: No right, a prescribed column would lose its name or place, or a value does not fit.
    """
    stored = SiteColumn.objects.select_for_update().get(pk=column.pk)
    changed = {
        name: value
        for name, value in values.items()
        if _plain(getattr(stored, name)) != _plain(value)
    }
    reasons = [*_against(by, county(), at=at), *_problems(stored, changed)]
    if stored.prescribed and set(changed) & set(FIXED):
        sentence = f"“{stored.label}”是法定栏目，名称和位置不能改动。可以改说明、责任单位和更新期限"
        reasons.append(Reason("organizations.prescribed", sentence, BASIS))
    if reasons:
        raise Refused(reasons)
    before = {name: _plain(getattr(stored, name)) for name in changed}
    _fill(stored, changed)
    stored.save()
    after = {name: _plain(getattr(stored, name)) for name in changed}
    _told(by, "changed", stored, at=at, before=before, after=after)
    return stored


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, SiteColumn | PublicBody) else value


def _fill(column: SiteColumn, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if name in values:
            setattr(column, name, values[name])


def _problems(column: SiteColumn, values: Mapping[str, Any]) -> list[Reason]:
    reasons = []
    if not str(values.get("label", column.label)).strip():
        reasons.append(Reason("organizations.column_label", "没有填写栏目名称。请填写"))
    unknown = [one for one in values.get("kinds", ()) if one not in kinds()]
    if unknown:
        sentence = f"没有“{'、'.join(unknown)}”这一信息种类。请从列表中选择"
        reasons.append(Reason("organizations.column_kinds", sentence))
    above = values.get("parent")
    while above is not None:
        if above.pk == column.pk and column.pk:
            sentence = "不能把栏目放到它自己下面。请另选上级栏目"
            reasons.append(Reason("organizations.column_parent", sentence))
            break
        above = above.parent
    return reasons


@transaction.atomic
def retire_column(*, column: SiteColumn, on: date, by: Authority, at: datetime) -> SiteColumn:
    """Retire a column (停用栏目): what stands in it stays, nothing new goes in.

    Raises:
        Refused: No right, the column is prescribed or retired, or columns in use stand below it.
    """
    reasons = _against(by, county(), at=at)
    if column.prescribed:
        sentence = f"“{column.label}”是法定栏目，不能停用"
        reasons.append(Reason("organizations.prescribed", sentence, BASIS))
    if column.retired_on:
        reasons.append(Reason("organizations.retired", f"“{column.label}”已经停用。无需再办"))
    if column.children.filter(retired_on=None).exists():
        sentence = f"“{column.label}”下面还有在用的栏目。请先停用或移走它们"
        reasons.append(Reason("organizations.column_children", sentence))
    if reasons:
        raise Refused(reasons)
    column.retired_on = on
    column.save(update_fields=("retired_on",))
    _told(by, "retired", column, at=at, on=str(on))
    return column


@transaction.atomic
def reopen_column(*, column: SiteColumn, by: Authority, at: datetime) -> SiteColumn:
    """Take a retired column into use again (恢复栏目).

    Raises:
        Refused: No right, or the column is in use.
    """
    reasons = _against(by, county(), at=at)
    if column.retired_on is None:
        reasons.append(Reason("organizations.in_use", f"“{column.label}”在用，不需要恢复"))
    if reasons:
        raise Refused(reasons)
    column.retired_on = None
    column.save(update_fields=("retired_on",))
    _told(by, "reopened", column, at=at)
    return column
