"""Freeing a case of personal data (去除个人信息): the numbers stay for the reports of the past."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk, entries, sealed_files
from gongkai.apps.casework.actions.closing import SEALED
from gongkai.apps.casework.models import Case, Paper, Remark
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.situations import Inputs

GONE = "（已去除个人信息）"


@transaction.atomic
def anonymize(*, case: Case, seen: int, remark: str, by: User, at: datetime) -> Case:
    """Delete the personal data of an archived case whose retention period is over (去除个人信息).

    What goes and what stays is told by ``core.casework.retention.division``. This cannot be undone.

    Raises:
        Refused: The period is not over, not archived, a lawsuit is open, no reason, not the head.
    """
    inputs = Inputs(remark=remark)
    locked = desk.take(case, "anonymize", seen=seen, by=by, at=at, inputs=inputs)
    applicant = locked.applicant
    for name in (*SEALED, "id_kind", "postcode"):
        setattr(applicant, name, "")
    applicant.save()
    _empty(locked)
    papers = _forget_papers(locked)
    entries.enter(locked, "anonymized", on=day_of(at), by=by, at=at, remark=remark)
    data = {"papers": papers}
    return desk.trace("anonymized", locked, by=by, at=at, data=data, title=GONE, code_digest="")


def _empty(case: Case) -> None:
    """Empty every text in which somebody may be named."""
    for matter in case.matters.all():
        matter.description, matter.document_name, matter.reason = GONE, "", ""
        matter.save()
    for reply in case.replies.all():
        reply.text, reply.details, reply.proof = "", "", ""
        reply.save()
    for one in case.consultations.all():
        one.name, one.contact, one.question, one.answer_text = GONE, "", "", ""
        one.save()
    for remark in Remark.objects.filter(event__case=case):
        remark.text = GONE
        remark.save()
    case.tasks.update(request=GONE, answer="")


def _forget_papers(case: Case) -> int:
    """Delete the files after the commit, those of other cases excepted; return how many papers."""
    digests = set(case.papers.values_list("digest", flat=True))
    shared = set(
        Paper.objects.filter(digest__in=digests).exclude(case=case).values_list("digest", flat=True)
    )
    for paper in case.papers.all():
        paper.name, paper.released = GONE, False
        paper.save()
    for digest in digests - shared:
        transaction.on_commit(partial(sealed_files.destroy, digest))
    return case.papers.count()
