"""Turning an answer into proactive disclosure (依申请公开转主动公开,《条例》第四十四条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import roles_at
from gongkai.apps.casework import desk, entries, notifying
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.people import day_of
from gongkai.apps.outbox import actions as outbox
from gongkai.core.kernel.refusals import Reason, Refused

TOPIC = "casework.proposed"


@transaction.atomic
def propose_disclosure(
    *, case: Case, seen: int, title: str, drafter: User, by: User, at: datetime
) -> Case:
    """Propose to publish what was disclosed to an applicant; a draft edition is made for ``drafter``.

    The draft is made by the worker, so that casework and publishing stay apart: the message names
    the case, the title and the drafter, never the applicant.

    Raises:
        Refused: Nothing was disclosed, no title, the drafter has no such role, not permitted.
    """
    locked = desk.take(case, "propose_disclosure", seen=seen, by=by, at=at)
    reasons = []
    if not title.strip():
        reasons.append(Reason("casework.title", "没有填写拟公开信息的名称。请填写"))
    if "drafter" not in roles_at(drafter, locked.body, on=day_of(at)):
        sentence = f"{drafter}在{locked.body}不是拟稿人，不能起草。请另选拟稿人"
        reasons.append(Reason("casework.drafter", sentence))
    if reasons:
        raise Refused(reasons)
    event = entries.enter(locked, "proposed", on=day_of(at), by=by, at=at)
    outbox.put(
        TOPIC,
        stream=f"casework.case.{locked.pk}",
        key=f"casework.proposed.{event.pk}",
        at=at,
        payload={"case": locked.pk, "title": title.strip(), "drafter": drafter.pk},
    )
    sentence = f"{locked.reference} 提请转为主动公开，已为您生成草稿"
    notifying.to_staff([drafter], "proposed", sentence, case=locked, at=at)
    return desk.trace("proposed", locked, by=by, at=at, data={"title": title.strip()})
