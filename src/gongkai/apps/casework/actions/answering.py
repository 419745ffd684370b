"""The reply (答复): drafted, submitted, reviewed by others, signed by another, served with proof."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk, entries, lettering, replying
from gongkai.apps.casework.models import Case, Matter, Reply
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.registering import next_letter_number
from gongkai.apps.casework.situations import Inputs
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.law import grounds, replies
from gongkai.core.law.articles import cite
from gongkai.core.law.events import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of one matter: the kind of reply, and on what ground and why it is withheld."""

    outcome: str
    ground: str = ""
    ground_kind: str = ""
    reason: str = ""


@transaction.atomic
def draft_reply(
    *,
    case: Case,
    seen: int,
    kind: str = "",
    decisions: Mapping[int, Decision] | None = None,
    text: str = "",
    details: Mapping[str, str] | None = None,
    document_number: str = "",
    dated_on: date | None = None,
    by: User,
    at: datetime,
) -> Reply:
    """Draft the reply or change the draft (拟写答复); it may be incomplete.

    ``decisions`` are given by position of the matter. Without ``kind`` it follows from them where
    only one can. Without ``text`` the letter is made from its template, the case and ``details``
    (keys of ``core.casework.letters.fields_of``). Whoever drafts may neither review nor sign.

    Raises:
        Refused: No such kind, ground or matter, not permitted, or somebody was quicker.
    """
    locked = desk.take(case, "draft_reply", seen=seen, by=by, at=at)
    _refuse_unknown(locked, kind, decisions or {})
    for position, one in (decisions or {}).items():
        matter = Matter.objects.get(case=locked, position=position)
        matter.outcome, matter.ground = one.outcome, one.ground
        matter.ground_kind, matter.reason = one.ground_kind, one.reason
        matter.save()
    reply, _ = Reply.objects.get_or_create(case=locked, round=replying.round_of(locked))
    reply.kind = kind or replying.proposed_kind(locked.matters.all()) or reply.kind
    if details is not None:
        reply.details = json.dumps(dict(details), ensure_ascii=False, sort_keys=True)
    reply.dated_on = dated_on or reply.dated_on or day_of(at)
    number = document_number or reply.document_number
    reply.document_number = number or next_letter_number(locked.body, reply.dated_on.year)
    reply.text = text or _from_template(reply)
    reply.save()
    entries.enter(locked, "reply_drafted", on=day_of(at), by=by, at=at, facts={"reply": reply.pk})
    desk.trace("reply_drafted", locked, by=by, at=at, data={"kind": reply.kind})
    return reply


def _from_template(reply: Reply) -> str:
    if not reply.kind or reply.dated_on is None:
        return reply.text
    return lettering.text_of(
        reply.case,
        reply.kind,
        dated_on=reply.dated_on,
        details=lettering.details_of(reply),
        number=reply.document_number,
    )


def _refuse_unknown(case: Case, kind: str, decisions: Mapping[int, Decision]) -> None:
    known = replies.kinds()
    positions = set(case.matters.values_list("position", flat=True))
    wrong = [key for key in (kind, *(one.outcome for one in decisions.values())) if key]
    reasons = [
        Reason("casework.reply_unknown", f"没有“{key}”这一答复种类。请重新选择", cite("ogi", 36))
        for key in wrong
        if key not in known
    ]
    reasons += [
        Reason("casework.ground_unknown", f"没有“{one.ground}”这一不予公开的情形。请重新选择")
        for one in decisions.values()
        if one.ground and one.ground not in grounds.grounds()
    ]
    reasons += [
        Reason("casework.matter_unknown", f"本件没有第 {position} 项内容。请刷新页面")
        for position in decisions
        if position not in positions
    ]
    if reasons:
        raise Refused(reasons)


@transaction.atomic
def submit_reply(*, case: Case, seen: int, by: User, at: datetime) -> Case:
    """Submit the reply for review (答复送审): from here on its content is fixed.

    Raises:
        Refused: Something it must decide or state is missing (all is told), a consultation or a
            task is open, not permitted, or somebody was quicker.
    """
    locked = desk.take(case, "submit_reply", seen=seen, by=by, at=at)
    facts = _in_hand(locked)
    entries.enter(locked, "reply_submitted", on=day_of(at), by=by, at=at, facts=facts)
    return desk.trace("reply_submitted", locked, by=by, at=at, data=facts)


@transaction.atomic
def recall_reply(*, case: Case, seen: int, by: User, at: datetime) -> Case:
    """Take a submitted reply back to change it (撤回送审).

    Raises:
        Refused: Not permitted, or somebody was quicker.
    """
    locked = desk.take(case, "recall_reply", seen=seen, by=by, at=at)
    entries.enter(locked, "reply_recalled", on=day_of(at), by=by, at=at, facts=_in_hand(locked))
    return desk.trace("reply_recalled", locked, by=by, at=at)


@transaction.atomic
def give_secrecy_opinion(
    *, case: Case, seen: int, verdict: str, remark: str = "", by: User, at: datetime
) -> Case:
    """Give the opinion of secrecy review (保密审查): ``agree`` or ``object``.

    Raises:
        Refused: No verdict, an objection without reason, own draft, not permitted, somebody quicker.
    """
    inputs = Inputs(verdict=verdict, remark=remark)
    locked = desk.take(case, "give_secrecy_opinion", seen=seen, by=by, at=at, inputs=inputs)
    facts = {**_in_hand(locked), "verdict": verdict}
    on = day_of(at)
    entries.enter(locked, "secrecy_opinion", on=on, by=by, at=at, remark=remark, facts=facts)
    return desk.trace("secrecy_opinion", locked, by=by, at=at, data=facts)


@transaction.atomic
def give_legality_opinion(
    *, case: Case, seen: int, verdict: str, remark: str = "", by: User, at: datetime
) -> Case:
    """Give counsel's opinion on the reply (合法性审核): ``agree`` or ``object``.

    Raises:
        Refused: No verdict, an objection without reason, own draft, not permitted, somebody quicker.
    """
    inputs = Inputs(verdict=verdict, remark=remark)
    locked = desk.take(case, "give_legality_opinion", seen=seen, by=by, at=at, inputs=inputs)
    facts = {**_in_hand(locked), "verdict": verdict}
    on = day_of(at)
    entries.enter(locked, "legality_opinion", on=on, by=by, at=at, remark=remark, facts=facts)
    return desk.trace("legality_opinion", locked, by=by, at=at, data=facts)


@transaction.atomic
def approve_reply(*, case: Case, seen: int, remark: str = "", by: User, at: datetime) -> Case:
    """Approve exactly this reply (审核通过), as head of the OGI office.

    Raises:
        Refused: Own draft, an opinion is missing or objects, not permitted, or somebody was quicker.
    """
    inputs = Inputs(remark=remark)
    locked = desk.take(case, "approve_reply", seen=seen, by=by, at=at, inputs=inputs)
    facts = _in_hand(locked)
    on = day_of(at)
    entries.enter(locked, "reply_approved", on=on, by=by, at=at, remark=remark, facts=facts)
    return desk.trace("reply_approved", locked, by=by, at=at, data=facts)


@transaction.atomic
def send_back_reply(*, case: Case, seen: int, remark: str, by: User, at: datetime) -> Case:
    """Send a reply back for changes (退回修改).

    Raises:
        Refused: No remark, own draft, not permitted, or somebody was quicker.
    """
    inputs = Inputs(remark=remark)
    locked = desk.take(case, "send_back_reply", seen=seen, by=by, at=at, inputs=inputs)
    facts = _in_hand(locked)
    on = day_of(at)
    entries.enter(locked, "reply_sent_back", on=on, by=by, at=at, remark=remark, facts=facts)
    return desk.trace("reply_sent_back", locked, by=by, at=at, data=facts)


@transaction.atomic
def sign_reply(*, case: Case, seen: int, remark: str = "", by: User, at: datetime) -> Case:
    """Sign exactly the reply that was approved (签发).

    Raises:
        Refused: Own draft, own approval, changed since, not permitted, or somebody was quicker.
    """
    inputs = Inputs(remark=remark)
    locked = desk.take(case, "sign_reply", seen=seen, by=by, at=at, inputs=inputs)
    facts = _in_hand(locked)
    _refuse_changed(locked, facts["digest"])
    on = day_of(at)
    entries.enter(locked, "reply_signed", on=on, by=by, at=at, remark=remark, facts=facts)
    return desk.trace("reply_signed", locked, by=by, at=at, data=facts)


@transaction.atomic
def serve_reply(
    *,
    case: Case,
    seen: int,
    service: str,
    on: date,
    proof: str,
    remark: str = "",
    by: User,
    at: datetime,
) -> Case:
    """Enter how and when the reply was served (送达答复): the day that counts ends the clock.

    ``on`` is the day signed for (by hand, through a body), posted, or sent; ``proof`` the name of
    who signed, the number of the letter, the record of sending.

    Raises:
        Refused: No manner or proof, served before signed, not permitted, or somebody was quicker.
    """
    inputs = Inputs(on=on, service=service, proof=proof, remark=remark)
    locked = desk.take(case, "serve_reply", seen=seen, by=by, at=at, inputs=inputs)
    reply = replying.current(locked)
    if reply is None:
        raise Refused(replying.missing(locked))
    reply.service, reply.proof = service, proof
    reply.save(update_fields=("service", "proof"))
    facts = {"reply": reply.pk, "service": service}
    entries.enter(
        locked,
        EventKind.REPLIED,
        on=on,
        by=by,
        at=at,
        remark=remark,
        outcome=reply.kind,
        facts=facts,
    )
    return desk.trace("served", locked, by=by, at=at, data=facts)


def _in_hand(case: Case) -> dict[str, object]:
    """Return what an entry says about the reply in hand: which one, exactly what content."""
    reply = replying.current(case)
    if reply is None:
        raise Refused(replying.missing(case))
    return {"reply": reply.pk, "digest": replying.digest_of(reply)}


def _refuse_changed(case: Case, digest: object) -> None:
    approved = case.events.filter(kind="reply_approved").order_by("-pk").first()
    if approved is None or approved.facts.get("digest") != digest:
        sentence = "答复内容与审核通过的不一致，不能签发。请退回后重新送审"
        raise Refused([Reason("casework.reply_changed", sentence)])
