"""The applicant's way to their own case (凭编号和查询码查询): without an account, limited tries."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.casework import codes, desk
from gongkai.apps.casework.models import Case, FailedLookUp, Paper
from gongkai.apps.casework.people import Citizen
from gongkai.apps.trail import actions as trail
from gongkai.core.casework.numbers import plain_reference
from gongkai.core.kernel.refusals import Reason, Refused

WRONG = "编号或查询码不正确。请核对回执上的编号和查询码"
LOCKED = "输错次数过多，请十五分钟后再试，或者联系受理机构"


def look_up(*, number: str, code: str, address: str, at: datetime) -> tuple[Case, Citizen]:
    """Open a case by its number and query code; the answer to a wrong one tells nothing.

    ``address`` is where the query comes from; only a keyed digest of it is kept.

    Raises:
        Refused: Number or code is wrong, or too many tries failed a short while ago.
    """
    asked, source = plain_reference(number)[:80], codes.source_of(address)
    if codes.is_locked(asked, source, at=at):
        raise Refused([Reason("casework.code_locked", LOCKED)])
    case = Case.objects.select_related("body").filter(reference=asked).first()
    if not codes.fits(case, code) or case is None:
        note_failure(case=case, reference=asked, source=source, at=at)
        raise Refused([Reason("casework.code_wrong", WRONG)])
    return case, Citizen(case.pk)


@transaction.atomic
def note_failure(*, case: Case | None, reference: str, source: str, at: datetime) -> None:
    """Note a wrong code, on the trail where the number exists (查询码输错)."""
    FailedLookUp.objects.create(reference=reference, source=source, at=at)
    if case is not None:
        by = Citizen()
        trail.write("casework.case.code_refused", case, by=by, at=at, body=case.body.code, data={})


@transaction.atomic
def fetch_paper(*, case: Case, paper: Paper, by: Citizen, at: datetime) -> Paper:
    """Fetch a paper that was released to the applicant (下载); the first time is proof of receipt.

    Raises:
        Refused: Not released, of another case, or not one's own case.
    """
    locked = desk.lock(case)
    if by.case != locked.pk or paper.case_id != locked.pk or not paper.released:
        raise Refused([Reason("casework.paper", "没有可以下载的这份材料。请刷新页面")])
    if paper.fetched_at is None:
        paper.fetched_at = at
        paper.save(update_fields=("fetched_at",))
        desk.trace("paper_fetched", locked, by=by, at=at, data={"paper": paper.pk})
    return paper


def forget_failures(*, before: datetime) -> int:
    """Delete failed tries of long ago; return how many."""
    count, _ = FailedLookUp.objects.filter(at__lt=before).delete()
    return count
