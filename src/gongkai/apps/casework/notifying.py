"""Who is told of what (提醒): each act decides; sending is left to the worker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import staff_with
from gongkai.apps.casework.models import Case, Notice
from gongkai.apps.casework.people import Person, day_of
from gongkai.apps.outbox import actions as outbox

TOPIC = "casework.told"
# Act -> the roles at the handling body that have to act next, and what they read.
STAFF: dict[str, tuple[tuple[str, ...], str]] = {
    "filed": (("ogi_office",), "收到新的申请 {case}，请与申请人确认收到之日"),
    "supplemented": (("ogi_office",), "{case} 收到补正，期限重新计算"),
    "extension_requested": (("ogi_head",), "{case} 报请延长答复期限，请审批"),
    "reply_submitted": (
        ("ogi_head", "secrecy_reviewer", "legality_reviewer"),
        "{case} 的答复送审，请审查",
    ),
    "reply_approved": (("reply_signer",), "{case} 的答复待签发"),
    "reply_sent_back": (("ogi_office", "case_officer"), "{case} 的答复被退回修改"),
    "reply_signed": (("ogi_office",), "{case} 的答复已签发，请送达"),
    "withdrawn": (("ogi_office",), "{case} 的申请人撤回了申请"),
    "received_by_transfer": (("ogi_office",), "收到移送的申请 {case}"),
    "due_soon": (("ogi_office", "ogi_head"), "{case} 的答复期限 {due_on} 即将届满"),
    "overdue": (("ogi_office", "ogi_head"), "{case} 的答复期限 {due_on} 已经届满，尚未答复"),
    "redated": (("ogi_office",), "工作日历更新，{case} 的答复期限改为 {due_on}"),
}
APPLICANT: dict[str, str] = {
    "receipt_confirmed": "您的申请 {case} 已确认收到，答复期限为 {due_on}",
    "supplementation_requested": "您的申请 {case} 需要补正，请凭编号和查询码查看补正告知",
    "extended": "您的申请 {case} 的答复期限依法延长至 {due_on}",
    "fee_notified": "您的申请 {case} 有收费通知，请凭编号和查询码查看",
    "served": "您的申请 {case} 已经答复，请凭编号和查询码查看",
    "transferred": "您的申请 {case} 已移送其他机关办理",
    "ended": "您的申请 {case} 不再处理，请凭编号和查询码查看原因",
}


def tell(verb: str, case: Case, *, by: Person, at: datetime) -> None:
    """Write the notices that an act calls for, in its transaction; nobody is told of their own act."""
    told = {"case": case.reference, "due_on": case.due_on or "待定"}
    if verb in STAFF:
        roles, sentence = STAFF[verb]
        people = {person for role in roles for person in staff_with(role, case.body, on=day_of(at))}
        to_staff(people - {by}, verb, sentence.format(**told), case=case, at=at)
    if verb in APPLICANT:
        _to_applicant(verb, APPLICANT[verb].format(**told), case=case, at=at)


def to_staff(
    people: Iterable[Person], verb: str, sentence: str, *, case: Case, at: datetime
) -> None:
    """Put a notice into the inbox of members of staff."""
    Notice.objects.bulk_create(
        Notice(case=case, user=one, route=Notice.Route.INBOX, event=verb, sentence=sentence, at=at)
        for one in people
        if isinstance(one, User)
    )


def _to_applicant(verb: str, sentence: str, *, case: Case, at: datetime) -> None:
    applicant = getattr(case, "applicant", None)
    if applicant is None:
        return
    routes = [
        route
        for route, address in (
            (Notice.Route.EMAIL, applicant.email),
            (Notice.Route.SMS, applicant.telephone),
        )
        if address
    ]
    for route in routes:
        notice = Notice.objects.create(case=case, route=route, event=verb, sentence=sentence, at=at)
        outbox.put(
            TOPIC,
            stream=f"casework.case.{case.pk}",
            key=f"casework.notice.{notice.pk}",
            at=at,
            payload={"notice": notice.pk},
        )
