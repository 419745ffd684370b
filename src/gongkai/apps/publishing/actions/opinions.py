"""Asking another body or legality review (征求意见、合法性审核) and their answers."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.permissions import require
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing import desk
from gongkai.apps.publishing.models import Edition, Opinion
from gongkai.apps.publishing.situations import local
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused

ANSWERS = (Opinion.Answer.AGREE, Opinion.Answer.OBJECT)


@transaction.atomic
def ask_opinion(  # noqa: PLR0913 - a question has these parts
    *,
    edition: Edition,
    seen: int,
    asked: PublicBody,
    kind: str = Opinion.Kind.CONSULTATION,
    question: str = "",
    due_on: date | None = None,
    by: User,
    at: datetime,
) -> Opinion:
    """Ask another body before release (征求意见), or ask for legality review (合法性审核).

    Raises:
        Refused: Not permitted at this step, that body is already asked, or somebody was quicker.
    """
    locked = desk.take(edition, "ask_opinion", seen=seen, by=by, at=at)
    same = Opinion.objects.filter(edition=locked, round=locked.round, asked=asked, kind=kind)
    if same.filter(answer="").exists():
        sentence = f"已经向{asked}征求意见，尚未答复。请等待答复或先撤回"
        raise Refused([Reason("publishing.opinion_twice", sentence)])
    opinion = Opinion.objects.create(
        edition=locked,
        round=locked.round,
        digest=locked.digest,
        kind=kind,
        asked=asked,
        question=question,
        asked_by=by,
        asked_at=at,
        due_on=due_on,
    )
    desk.move(locked, "ask_opinion", by=by, at=at)
    data = {"asked": asked.code, "kind": kind, "question": question}
    desk.trace("opinion_asked", locked, by=by, at=at, data=data)
    return opinion


@transaction.atomic
def answer_opinion(
    *, opinion: Opinion, answer: str, remark: str, by: User, at: datetime
) -> Opinion:
    """Answer as the body that was asked (答复征求意见), or as legality reviewer.

    Raises:
        Refused: Wrong role or body, already answered, own draft, or objecting without a reason.
    """
    locked = Opinion.objects.select_for_update().get(pk=opinion.pk)
    legality = locked.kind == Opinion.Kind.LEGALITY
    act = "publishing.answer_legality" if legality else "publishing.answer_opinion"
    require(by, act, locked.asked, on=local(at).date())
    reasons = []
    if locked.answer:
        sentence = f"{locked.answered_by}已经答复“{locked.get_answer_display()}”。无需再办"
        reasons.append(Reason("publishing.opinion_answered", sentence))
    if answer not in ANSWERS:
        reasons.append(Reason("publishing.opinion_answer", "没有选择意见。请选择同意或不同意"))
    if answer == Opinion.Answer.OBJECT and not remark.strip():
        reasons.append(Reason("publishing.remark", "不同意的，没有写明理由。请写明理由"))
    if locked.edition.contributions.filter(user=by).exists():
        sentence = "您参与起草了这一稿，不能对它出具意见。请由其他人员办理"
        reasons.append(Reason("publishing.own_draft", sentence))
    if reasons:
        raise Refused(reasons)
    return _close(locked, answer=answer, remark=remark, by=by, at=at)


@transaction.atomic
def recall_opinion(*, opinion: Opinion, remark: str, by: User, at: datetime) -> Opinion:
    """Take a question back (撤回征求), with a reason, so that it no longer holds the release up.

    Raises:
        Refused: Not permitted at this step, already answered, or no reason given.
    """
    edition = desk.lock(opinion.edition)
    locked = Opinion.objects.select_for_update().get(pk=opinion.pk)
    desk.take(edition, "ask_opinion", seen=edition.version, by=by, at=at)
    reasons = []
    if locked.answer:
        sentence = f"已经答复“{locked.get_answer_display()}”，不能撤回"
        reasons.append(Reason("publishing.opinion_answered", sentence))
    if not remark.strip():
        reasons.append(Reason("publishing.remark", "没有写明撤回征求的理由。请写明"))
    if reasons:
        raise Refused(reasons)
    return _close(locked, answer=Opinion.Answer.RECALLED, remark=remark, by=by, at=at)


def _close(locked: Opinion, *, answer: str, remark: str, by: User, at: datetime) -> Opinion:
    locked.answer, locked.remark = answer, remark
    locked.answered_by, locked.answered_at = by, at
    locked.save(update_fields=("answer", "remark", "answered_by", "answered_at"))
    data = {"edition": locked.edition_id, "answer": answer, "remark": remark}
    code = locked.asked.code
    trail.write("publishing.opinion.answered", locked, by=by, at=at, body=code, data=data)
    return locked
