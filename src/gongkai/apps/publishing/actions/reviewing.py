"""Submitting and reviewing (送审、审核): three people, secrecy review, exactly this text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.organizations.queries import name_on
from gongkai.apps.publishing import deadlines, desk
from gongkai.apps.publishing.models import Edition, Review
from gongkai.apps.publishing.situations import Inputs, local


@transaction.atomic
def submit(*, edition: Edition, seen: int, by: User, at: datetime) -> Edition:
    """Submit a draft for review (送审): from here on its content is fixed.

    Raises:
        Refused: Not permitted, incomplete (all gaps are told), open findings, or somebody was quicker.
    """
    locked = desk.take(edition, "submit", seen=seen, by=by, at=at)
    due_on, due_at = deadlines.due(locked)
    issued = locked.written_on or local(at).date()
    desk.move(
        locked,
        "submit",
        by=by,
        at=at,
        round=locked.round + 1,
        digest=desk.digest_of(locked),
        issuer_name=name_on(locked.body, issued),
        submitted_at=at,
        due_on=due_on,
        due_at=due_at,
    )
    desk.trace("submitted", locked, by=by, at=at)
    return locked


@transaction.atomic
def recall(*, edition: Edition, seen: int, remark: str = "", by: User, at: datetime) -> Edition:
    """Take a submission back to go on drafting (撤回提交); approvals of this round are void.

    Raises:
        Refused: Not permitted, or somebody was quicker.
    """
    inputs = Inputs(remark=remark)
    locked = desk.take(edition, "recall", seen=seen, by=by, at=at, inputs=inputs)
    desk.move(locked, "recall", by=by, at=at)
    desk.trace("recalled", locked, by=by, at=at, data={"remark": remark})
    return locked


@transaction.atomic
def approve(
    *,
    edition: Edition,
    seen: int,
    remark: str = "",
    secrecy_answers: Mapping[str, bool] | None = None,
    by: User,
    at: datetime,
) -> Edition:
    """Approve the step in hand (审核通过): the approval holds the digest of exactly this text.

    ``secrecy_answers`` answers every question of the secrecy form, at that step only.

    Raises:
        Refused: Wrong role, own draft, approved an earlier rank, open opinions, somebody quicker.
    """
    inputs = Inputs(remark=remark, secrecy_answers=secrecy_answers or {})
    locked = desk.take(edition, "approve", seen=seen, by=by, at=at, inputs=inputs)
    step = locked.state
    _judge(locked, Review.Verdict.APPROVE, inputs, by=by, at=at)
    desk.move(locked, "approve", by=by, at=at)
    desk.trace("approved", locked, by=by, at=at, data={"step": step, "remark": remark})
    return locked


@transaction.atomic
def send_back(*, edition: Edition, seen: int, remark: str, by: User, at: datetime) -> Edition:
    """Send an edition back for changes (退回修改); approvals of this round are void.

    Raises:
        Refused: Wrong role, own draft, no remark, or somebody was quicker.
    """
    inputs = Inputs(remark=remark)
    locked = desk.take(edition, "send_back", seen=seen, by=by, at=at, inputs=inputs)
    step = locked.state
    _judge(locked, Review.Verdict.SEND_BACK, inputs, by=by, at=at)
    desk.move(locked, "send_back", by=by, at=at)
    desk.trace("sent_back", locked, by=by, at=at, data={"step": step, "remark": remark})
    return locked


def _judge(locked: Edition, verdict: str, inputs: Inputs, *, by: User, at: datetime) -> Review:
    return Review.objects.create(
        edition=locked,
        round=locked.round,
        step=locked.state,
        verdict=verdict,
        digest=locked.digest,
        remark=inputs.remark,
        answers=dict(inputs.secrecy_answers),
        reviewer=by,
        at=at,
    )
