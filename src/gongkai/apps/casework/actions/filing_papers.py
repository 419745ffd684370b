"""Taking papers into a case (收入材料): scans, letters, proofs, records to hand out."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk, papers
from gongkai.apps.casework.models import Case, Paper
from gongkai.apps.casework.papers import PaperIn
from gongkai.apps.casework.people import Person, day_of
from gongkai.core.kernel.refusals import Reason, Refused

AFTER_SIGNING = (Paper.Kind.REPLY, Paper.Kind.RECORD)


@transaction.atomic
def attach_paper(
    *, case: Case, kind: str, paper: PaperIn, on: date | None = None, by: Person, at: datetime
) -> Paper:
    """Take one paper into a case; the file is sealed, its digest stands on the trail.

    Raises:
        Refused: No such kind, the file is not taken, or not permitted.
    """
    locked = desk.take(case, "attach_paper", by=by, at=at)
    reasons = papers.faults([paper])
    if kind not in Paper.Kind.values:
        known = "、".join(Paper.Kind.labels)
        reasons.append(Reason("casework.paper_kind", f"没有选择材料种类。请从{known}中选择"))
    if reasons:
        raise Refused(reasons)
    made = papers.keep(locked, kind, paper, on=on or day_of(at), by=by, at=at)
    data = {"paper": made.pk, "kind": kind, "digest": made.digest}
    desk.trace("paper_attached", locked, by=by, at=at, data=data)
    return made


@transaction.atomic
def release_paper(*, paper: Paper, by: User, at: datetime) -> Paper:
    """Let the applicant fetch a paper with number and code (提供给申请人).

    Raises:
        Refused: Not permitted, an original, or a reply or record before the reply is signed.
    """
    locked = desk.take(paper.case, "release_paper", by=by, at=at)
    reasons = []
    if paper.kind == Paper.Kind.ORIGINAL:
        sentence = "信息原件不直接提供。请提供经审查或者区分处理后的信息"
        reasons.append(Reason("casework.original", sentence))
    if paper.kind in AFTER_SIGNING and locked.state not in ("serving", "concluded"):
        sentence = "答复还没有签发，不能提供答复书和信息。请在签发后提供"
        reasons.append(Reason("casework.not_signed", sentence))
    if reasons:
        raise Refused(reasons)
    paper.released = True
    paper.save(update_fields=("released",))
    desk.trace("paper_released", locked, by=by, at=at, data={"paper": paper.pk})
    return paper
