"""Drafting (起草): new documents, saving, new editions, discarding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import roles_at
from gongkai.apps.organizations.models import PublicBody, SiteColumn
from gongkai.apps.publishing import deadlines, desk
from gongkai.apps.publishing.cleaning import clean
from gongkai.apps.publishing.models import (
    Attachment,
    Contribution,
    Document,
    Edition,
    Relation,
    SetAside,
)
from gongkai.apps.publishing.situations import Inputs, local
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.publishing.kinds import kinds
from gongkai.core.publishing.lifecycle import BASIS

DATES = ("written_on", "formed_on", "effective_on", "expires_on")
LISTS = ("keywords", "channels", "joint_issuers")
FIELDS = {field.name: field for field in Edition._meta.concrete_fields}
CHANGES_BY_DOOR = frozenset(Edition.CONTENT) - {"change"}


@transaction.atomic
def create_document(
    *,
    body: PublicBody,
    kind: str,
    values: Mapping[str, Any] | None = None,
    by: User,
    at: datetime,
) -> Edition:
    """Begin a document of a kind at a body (起草) and return its first edition.

    Raises:
        Refused: Not a drafter there, no such kind, the body is closed, or a value does not fit.
    """
    reasons = []
    if "drafter" not in roles_at(by, body, on=local(at).date()):
        sentence = f"起草信息由{body}的拟稿人办理，您在该单位没有这一角色。请联系管理员授权"
        reasons.append(Reason("publishing.role", sentence, BASIS))
    if kind not in kinds():
        known = "、".join(one.label for one in kinds().values())
        reasons.append(Reason("publishing.kind", f"没有“{kind}”这一种类。请从{known}中选择"))
    if body.closed_on and body.closed_on <= local(at).date():
        sentence = f"{body}已于 {body.closed_on} 撤并。请以并入后的单位起草"
        reasons.append(Reason("publishing.body_closed", sentence))
    if reasons:
        raise Refused(reasons)
    document = Document.objects.create(body=body, kind=kind, created_by=by, created_at=at)
    edition = Edition(
        document=document,
        body=body,
        kind=kind,
        formed_on=local(at).date(),
        created_by=by,
        created_at=at,
        changed_by=by,
        changed_at=at,
    )
    for name, value in checked(values or {}).items():
        setattr(edition, name, value)
    edition.due_on, edition.due_at = deadlines.due(edition)
    edition.save(force_insert=True)
    Contribution.objects.create(edition=edition, user=by, first_at=at)
    desk.trace("created", edition, by=by, at=at, data={"kind": kind})
    return edition


def save_draft(
    *, edition: Edition, seen: int, values: Mapping[str, Any], by: User, at: datetime
) -> Edition:
    """Save what was typed (保存); a draft may be incomplete. ``values`` are content fields by name.

    ``column`` is a ``SiteColumn`` or its code, dates are dates or ISO strings, ``text`` is HTML and
    is cleaned. When somebody else saved meanwhile, the values are set aside, not lost.

    Raises:
        Refused: Not permitted, somebody was quicker, or a value does not fit.
    """
    try:
        return _save(edition=edition, seen=seen, values=values, by=by, at=at)
    except Refused as refusal:
        if all(reason.code != "publishing.changed_meanwhile" for reason in refusal.reasons):
            raise
        SetAside.objects.create(edition=edition, by=by, at=at, content=_plain(values))
        sentence = "您的文字没有丢失，已存入本信息的“另存稿”，可以对照后并入"
        raise Refused([*refusal.reasons, Reason("publishing.set_aside", sentence)]) from refusal


@transaction.atomic
def _save(
    *, edition: Edition, seen: int, values: Mapping[str, Any], by: User, at: datetime
) -> Edition:
    locked = desk.take(edition, "save", seen=seen, by=by, at=at)
    fitting = checked(values)
    for name, value in fitting.items():
        setattr(locked, name, value)
    due_on, due_at = deadlines.due(locked)
    desk.store(locked, by=by, at=at, due_on=due_on, due_at=due_at, **fitting)
    contribute(locked, by=by, at=at)
    desk.trace("saved", locked, by=by, at=at, data={"fields": sorted(fitting)})
    return locked


def contribute(edition: Edition, *, by: User, at: datetime) -> None:
    """Note that a person wrote part of an edition; from then on they may not review it."""
    Contribution.objects.get_or_create(edition=edition, user=by, defaults={"first_at": at})


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``values`` as the model holds them.

    Raises:
        Refused: A field does not exist or a value is of the wrong kind; all are told.
    """
    fitting: dict[str, Any] = {}
    reasons: list[Reason] = []
    for name, value in values.items():
        if name not in CHANGES_BY_DOOR:
            reasons.append(Reason("publishing.field_unknown", f"没有“{name}”这一项。请删去"))
            continue
        try:
            fitting[name] = _fit(name, value)
        except ValueError:
            label = FIELDS[name].verbose_name
            sentence = f"“{label}”填的是“{value}”，不能识别。请改正"
            reasons.append(Reason("publishing.field_value", sentence))
    if reasons:
        raise Refused(reasons)
    return fitting


def _fit(name: str, value: Any) -> Any:
    if name in DATES:
        return date.fromisoformat(value) if isinstance(value, str) and value else value or None
    if name == "column":
        return _column(value)
    if name == "text":
        return clean(value or "")
    if name in LISTS or name == "own":
        if not isinstance(value, dict if name == "own" else list):
            raise ValueError(name)
        return value
    longest = FIELDS[name].max_length
    text = str(value or "").strip()
    if longest and len(text) > longest:
        raise ValueError(name)
    return text


def _column(value: Any) -> SiteColumn | None:
    if value in (None, ""):
        return None
    if isinstance(value, SiteColumn):
        return value
    found = SiteColumn.objects.filter(code=value).first()
    if found is None:
        raise ValueError(value)
    return found


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.code
        if isinstance(value, SiteColumn)
        else value.isoformat()
        if isinstance(value, date)
        else value
        for name, value in values.items()
    }


@transaction.atomic
def revise(
    *, edition: Edition, seen: int, change: str, note: str = "", by: User, at: datetime
) -> Edition:
    """Begin a new edition of a published or withdrawn document (修订、更正), copied from the old.

    ``change`` is ``update`` or ``correction``; the new edition goes through the whole review and
    takes the old one's place when it is published.

    Raises:
        Refused: Not permitted, another edition is in work, or ``change`` is neither.
    """
    if change not in ("update", "correction"):
        raise Refused([Reason("publishing.change", "没有选择新版性质。请选择内容更新或更正")])
    old = desk.take(edition, "revise", seen=seen, by=by, at=at)
    new = Edition(
        document=old.document,
        number=old.document.editions.count() + 1,
        body=old.document.body,
        kind=old.kind,
        created_by=by,
        created_at=at,
        changed_by=by,
        changed_at=at,
    )
    for name in Edition.CONTENT:
        setattr(new, name, getattr(old, name))
    new.change, new.change_note = change, note
    new.formed_on = local(at).date()
    new.due_on, new.due_at = deadlines.due(new)
    new.save(force_insert=True)
    Contribution.objects.create(edition=new, user=by, first_at=at)
    _copy_materials(old, new)
    desk.store(old, by=by, at=at)
    desk.trace("revised", new, by=by, at=at, data={"from": old.pk, "change": change, "note": note})
    return new


def _copy_materials(old: Edition, new: Edition) -> None:
    Attachment.objects.bulk_create(
        Attachment(
            edition=new,
            file_id=one.file_id,
            role=one.role,
            name=one.name,
            alternative_text=one.alternative_text,
            position=one.position,
        )
        for one in old.attachments.all()
    )
    Relation.objects.bulk_create(
        Relation(
            edition=new,
            kind=one.kind,
            target_id=one.target_id,
            address=one.address,
            label=one.label,
        )
        for one in old.relations.all()
    )


@transaction.atomic
def discard(*, edition: Edition, seen: int, remark: str, by: User, at: datetime) -> Edition:
    """Give a draft up (作废草稿); it stays readable, nothing is deleted.

    Raises:
        Refused: Not permitted, no reason given, or somebody was quicker.
    """
    locked = desk.take(edition, "discard", seen=seen, by=by, at=at, inputs=Inputs(remark=remark))
    desk.move(locked, "discard", by=by, at=at, closed_at=at)
    desk.trace("discarded", locked, by=by, at=at, data={"remark": remark})
    return locked
