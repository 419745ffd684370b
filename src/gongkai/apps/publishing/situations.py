"""Gathering what the life cycle asks (办理情形): only the facts that one act's conditions need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import roles_at
from gongkai.apps.publishing import partners, screening
from gongkai.apps.publishing.cleaning import images_without_text
from gongkai.apps.publishing.models import Attachment, Edition, Opinion, Review
from gongkai.apps.publishing.models.reviews import RANKS
from gongkai.apps.trail.actions import Timetable
from gongkai.core.kernel.refusals import Reason
from gongkai.core.publishing import completeness, lifecycle
from gongkai.core.publishing.situation import Situation

Person = User | Timetable
CHINA = ZoneInfo("Asia/Shanghai")
CLOSED = ("published", "withdrawn", "superseded", "kept", "discarded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the person entered with the act: remark, secrecy form, release moment, ground.

    ``together`` holds the keys of editions that are released in the same act.
    """

    remark: str = ""
    secrecy_answers: Mapping[str, bool] = field(default_factory=dict)
    release_at: datetime | None = None
    ground: str = ""
    together: frozenset[int] = frozenset()


NOTHING = Inputs()
Facts = dict[str, Any]
Gather = Callable[[Edition, Inputs, datetime], Facts]


def local(moment: datetime) -> datetime:
    """Return a moment in China's time, whose date is the day that the law means."""
    return moment.astimezone(CHINA)


def midnight(day: date) -> datetime:
    """Return the moment a day begins in China: a bound that an index can use, unlike ``__date``."""
    return datetime.combine(day, time(), tzinfo=CHINA)


def situation(
    edition: Edition, act: str | None, *, by: Person, at: datetime, inputs: Inputs = NOTHING
) -> Situation:
    """Return the facts that ``act`` needs; without an act, those that every act's rights need."""
    reviews = list(edition.reviews.filter(round=edition.round, verdict=Review.Verdict.APPROVE))
    approvals = [one for one in reviews if one.digest == edition.digest]
    base = Situation(
        state=edition.state,
        roles=_roles(edition, by, at),
        at=local(at),
        remark=inputs.remark,
        secrecy_answers=inputs.secrecy_answers,
        release_at=local(moment) if (moment := _release_at(edition, inputs)) else None,
        ground=inputs.ground,
        disclosure=edition.disclosure,
        written_on=edition.written_on,
        was_author=_was_author(edition, by),
        approvals=len({one.reviewer_id for one in approvals if one.step in RANKS}),
        secrecy_cleared=any(one.step == "secrecy_review" for one in approvals),
        approved_before=isinstance(by, User)
        and any(one.reviewer_id == by.pk and one.step in RANKS for one in reviews),
    )
    found = lifecycle.acts(edition.state).get(act) if act else None
    facts: Facts = {}
    for name in found.needs if found else ():
        facts |= GATHER[name](edition, inputs, at) if name in GATHER else {}
    return replace(base, **facts)


def reasons_against(
    edition: Edition, act: str, *, by: Person, at: datetime, inputs: Inputs = NOTHING
) -> tuple[Reason, ...]:
    """Return every reason why a person may not do ``act`` now; none when they may."""
    facts = situation(edition, act, by=by, at=at, inputs=inputs)
    return lifecycle.reasons_against(act, facts)


def _roles(edition: Edition, by: Person, at: datetime) -> frozenset[str]:
    if isinstance(by, User):
        return roles_at(by, edition.body, on=local(at).date())
    return frozenset({lifecycle.TIMETABLE})


def _was_author(edition: Edition, by: Person) -> bool:
    return isinstance(by, User) and edition.contributions.filter(user=by).exists()


def _release_at(edition: Edition, inputs: Inputs) -> datetime | None:
    return inputs.release_at or (edition.release_at if edition.state == "scheduled" else None)


def content_of(edition: Edition) -> completeness.Content:
    """Return an edition's content as the completeness checks see it."""
    attachments = list(edition.attachments.all())
    unnamed = [
        one.name
        for one in attachments
        if one.role == Attachment.Role.IMAGE and not one.alternative_text.strip()
    ]
    return completeness.Content(
        kind=edition.kind,
        title=edition.title,
        text=edition.text,
        summary=edition.summary,
        document_number=edition.document_number,
        written_on=edition.written_on,
        effective_on=edition.effective_on,
        expires_on=edition.expires_on,
        theme=edition.theme,
        item=edition.item,
        column=edition.column.code if edition.column else "",
        column_kinds=tuple(edition.column.kinds) if edition.column else (),
        disclosure=edition.disclosure,
        disclosure_article=edition.disclosure_article,
        disclosure_reason=edition.disclosure_reason,
        change=edition.change,
        change_note=edition.change_note,
        own=edition.own,
        relations=tuple(edition.relations.values_list("kind", flat=True)),
        images_without_text=(*unnamed, *images_without_text(edition.text)),
        attachments=len(attachments),
    )


def _missing(edition: Edition, _: Inputs, __: datetime) -> Facts:
    return {"missing": completeness.missing(content_of(edition))}


def _screened(edition: Edition, _: Inputs, at: datetime) -> Facts:
    return {"findings": screening.open_reasons(edition, on=local(at).date())}


def _column(edition: Edition, _: Inputs, __: datetime) -> Facts:
    return {"column_open": edition.column is None or edition.column.retired_on is None}


def _opinions(edition: Edition, _: Inputs, __: datetime) -> Facts:
    asked = edition.opinions.filter(round=edition.round, digest=edition.digest)
    rows = list(asked.select_related("asked"))
    consulted = [one for one in rows if one.kind == Opinion.Kind.CONSULTATION]
    return {
        "opinions_open": tuple(str(one) for one in rows if not one.answer),
        "opinions_against": tuple(
            str(one) for one in consulted if one.answer == Opinion.Answer.OBJECT
        ),
        "legality": _legality(edition, [one for one in rows if one not in consulted]),
    }


def _legality(edition: Edition, rows: list[Opinion]) -> str:
    answers = {one.answer for one in rows}
    if Opinion.Answer.OBJECT in answers:
        return "objected"
    if Opinion.Answer.AGREE in answers:
        return "agreed"
    return "missing" if edition.rules.legality_review == "required" else "not_needed"


def _partners(edition: Edition, inputs: Inputs, _: datetime) -> Facts:
    return {"partners": partners.reasons(edition, together=inputs.together)}


def _other(edition: Edition, _: Inputs, __: datetime) -> Facts:
    others = Edition.objects.filter(document=edition.document_id).exclude(pk=edition.pk)
    other = others.exclude(state__in=CLOSED).first()
    newer = others.filter(number__gt=edition.number, state="published").first()
    if newer:
        return {"other_edition": f"第 {newer.number} 版，已发布"}
    label = f"第 {other.number} 版，{other.state_label}，{other.changed_by}" if other else ""
    return {"other_edition": label}


GATHER: dict[str, Gather] = {
    "complete": _missing,
    "screened": _screened,
    "column_open": _column,
    "opinions_closed": _opinions,
    "legality_reviewed": _opinions,
    "synchronous": _partners,
    "no_other_edition": _other,
}
