"""Asking others (征求意见) and asking for reasons (说明理由): third parties, co-makers, other bodies."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk, entries
from gongkai.apps.casework.models import Case, Consultation
from gongkai.apps.casework.people import Person, day_of
from gongkai.apps.casework.situations import Inputs
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.law.events import EventKind, Party
from gongkai.core.law.grounds import ThirdPartyAnswer


@transaction.atomic
def consult(
    *,
    case: Case,
    seen: int,
    party: Party,
    name: str,
    question: str,
    contact: str = "",
    on: date | None = None,
    by: User,
    at: datetime,
) -> Consultation:
    """Ask a third party, a co-maker or another body in writing (征求意见,《条例》第三十二至三十四条).

    The time this takes is not counted; the party answers within the term of the law.

    Raises:
        Refused: Nobody is named, not permitted, or somebody was quicker.
    """
    sent_on = on or day_of(at)
    reference = str(case.consultations.count() + 1)
    inputs = Inputs(on=sent_on, party=party, reference=reference, consulted=name)
    locked = desk.take(case, "consult", seen=seen, by=by, at=at, inputs=inputs)
    made = Consultation.objects.create(
        case=locked, party=party, reference=reference, name=name, contact=contact, question=question
    )
    entries.enter(
        locked, EventKind.CONSULTED, on=sent_on, party=party, reference=reference, by=by, at=at
    )
    desk.trace("consulted", locked, by=by, at=at, data={"party": party, "reference": reference})
    return made


@transaction.atomic
def record_delivery(
    *, consultation: Consultation, seen: int, on: date, by: User, at: datetime
) -> Case:
    """Enter when the consulted party got the letter: its own term runs from then.

    Raises:
        Refused: Answered already, not permitted, or somebody was quicker.
    """
    inputs = Inputs(on=on, reference=consultation.reference)
    case = consultation.case
    locked = desk.take(case, "record_delivery", seen=seen, by=by, at=at, inputs=inputs)
    _enter(locked, EventKind.CONSULTATION_RECEIVED, consultation, on=on, by=by, at=at)
    data = {"reference": consultation.reference, "on": str(on)}
    return desk.trace("consultation_delivered", locked, by=by, at=at, data=data)


@transaction.atomic
def record_answer(
    *,
    consultation: Consultation,
    seen: int,
    answer: ThirdPartyAnswer,
    text: str = "",
    on: date,
    by: User,
    at: datetime,
) -> Case:
    """Enter what the consulted party answered (收到对方意见): the clock runs on.

    Raises:
        Refused: Answered already, an objection without its reasons, not permitted, or somebody quicker.
    """
    inputs = Inputs(on=on, reference=consultation.reference)
    case = consultation.case
    locked = desk.take(case, "record_answer", seen=seen, by=by, at=at, inputs=inputs)
    reasons = []
    if answer is ThirdPartyAnswer.SILENT:
        sentence = "没有答复的，请在答复期限届满后登记“逾期未提出意见”"
        reasons.append(Reason("casework.silence", sentence))
    if answer is ThirdPartyAnswer.OBJECTS and not text.strip():
        sentence = "不同意公开的，应当登记对方说明的理由"
        reasons.append(Reason("casework.objection_reason", sentence))
    if reasons:
        raise Refused(reasons)
    _settle(consultation, answer, text)
    _enter(locked, EventKind.CONSULTATION_ANSWERED, consultation, on=on, by=by, at=at)
    data = {"reference": consultation.reference, "answer": answer}
    return desk.trace("consultation_answered", locked, by=by, at=at, data=data)


@transaction.atomic
def note_silence(*, consultation: Consultation, seen: int, by: User, at: datetime) -> Case:
    """Note that no answer came in the term (逾期未提出意见).

    A third party's silence leaves the decision to the body, a co-maker's is consent.

    Raises:
        Refused: The term is not over, not permitted, or somebody was quicker.
    """
    inputs = Inputs(reference=consultation.reference)
    case = consultation.case
    locked = desk.take(case, "note_silence", seen=seen, by=by, at=at, inputs=inputs)
    _settle(consultation, ThirdPartyAnswer.SILENT, "")
    _enter(locked, "consultation_silent", consultation, on=day_of(at), by=by, at=at)
    data = {"reference": consultation.reference}
    return desk.trace("consultation_silent", locked, by=by, at=at, data=data)


@transaction.atomic
def override_objection(
    *,
    consultation: Consultation,
    seen: int,
    remark: str,
    on: date | None = None,
    by: User,
    at: datetime,
) -> Case:
    """Decide to disclose against an objection for the public interest (《条例》第三十二条).

    The third party is told in writing what is disclosed and why.

    Raises:
        Refused: Nobody objected, no reason, not the head, or somebody was quicker.
    """
    decided_on = on or day_of(at)
    inputs = Inputs(on=decided_on, remark=remark, reference=consultation.reference)
    case = consultation.case
    locked = desk.take(case, "override_objection", seen=seen, by=by, at=at, inputs=inputs)
    consultation.overridden = True
    consultation.save(update_fields=("overridden",))
    _enter(locked, "objection_overridden", consultation, on=decided_on, by=by, at=at, remark=remark)
    data = {"reference": consultation.reference}
    return desk.trace("objection_overridden", locked, by=by, at=at, data=data)


@transaction.atomic
def ask_reasons(
    *, case: Case, seen: int, remark: str, on: date | None = None, by: User, at: datetime
) -> Case:
    """Ask the applicant for the reasons of many applications (说明理由,《条例》第三十五条).

    Raises:
        Refused: No reason given, not permitted, or somebody was quicker.
    """
    asked_on = on or day_of(at)
    inputs = Inputs(on=asked_on, remark=remark)
    locked = desk.take(case, "ask_reasons", seen=seen, by=by, at=at, inputs=inputs)
    entries.enter(locked, EventKind.REASONS_ASKED, on=asked_on, by=by, at=at, remark=remark)
    return desk.trace("reasons_asked", locked, by=by, at=at)


@transaction.atomic
def record_reasons(
    *,
    case: Case,
    remark: str,
    seen: int | None = None,
    on: date | None = None,
    by: Person,
    at: datetime,
) -> Case:
    """Enter the reasons that the applicant gave (说明的理由), by the applicant online or the office.

    Raises:
        Refused: Nobody asked, nothing was said, not permitted, or somebody was quicker.
    """
    came_on = on or day_of(at)
    inputs = Inputs(on=came_on, remark=remark)
    locked = desk.take(case, "record_reasons", seen=seen, by=by, at=at, inputs=inputs)
    entries.enter(locked, "reasons_given", on=came_on, by=by, at=at, remark=remark)
    return desk.trace("reasons_given", locked, by=by, at=at)


@transaction.atomic
def delay_reply(
    *,
    case: Case,
    seen: int,
    until: date,
    remark: str,
    on: date | None = None,
    by: User,
    at: datetime,
) -> Case:
    """Fix a reasonable delay of the reply and tell it (延迟答复,《条例》第三十五条).

    Raises:
        Refused: The term has passed, no day, no reason, not the head, or somebody was quicker.
    """
    fixed_on = on or day_of(at)
    inputs = Inputs(on=fixed_on, until=until, remark=remark)
    locked = desk.take(case, "delay", seen=seen, by=by, at=at, inputs=inputs)
    entries.enter(locked, EventKind.DELAYED, on=fixed_on, until=until, by=by, at=at, remark=remark)
    return desk.trace("delayed", locked, by=by, at=at, data={"until": str(until)})


def _settle(consultation: Consultation, answer: ThirdPartyAnswer, text: str) -> None:
    consultation.answer = answer
    consultation.answer_text = text
    consultation.save(update_fields=("answer", "answer_text"))


def _enter(
    case: Case,
    kind: str,
    consultation: Consultation,
    *,
    on: date,
    by: User,
    at: datetime,
    remark: str = "",
) -> None:
    entries.enter(
        case,
        kind,
        on=on,
        party=consultation.party,
        reference=consultation.reference,
        by=by,
        at=at,
        remark=remark,
    )
