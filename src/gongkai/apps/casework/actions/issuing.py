"""Letters as papers (发文): a notice is checked, printed as PDF/A and lies where the applicant finds it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from gongkai.adapters.writers.letter_pdf import write_letter_pdf
from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk, lettering, papers
from gongkai.apps.casework.models import Case, Paper
from gongkai.apps.casework.papers import PaperIn
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.printing import style_of
from gongkai.apps.casework.registering import next_letter_number
from gongkai.core.casework.letters.lint import lint
from gongkai.core.casework.letters.wording import letters
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.law import replies

FOR_APPLICANT = "applicant"
UNNUMBERED = "【待填：文号】"


@transaction.atomic
def issue_letter(
    *,
    case: Case,
    seen: int,
    kind: str,
    text: str = "",
    details: Mapping[str, str] | None = None,
    on: date | None = None,
    by: User,
    at: datetime,
) -> Paper:
    """Issue a notice about a case (发出告知书): 补正、延期、征求意见、收费 and so on, not the reply.

    Without ``text`` it is made from template, case and ``details``; an own text has its place for
    the number filled in. Letters to the applicant can be fetched with number and code at once.

    Raises:
        Refused: No such notice, the lint finds errors (all are told), not permitted, somebody quicker.
    """
    locked = desk.take(case, "issue_letter", seen=seen, by=by, at=at)
    letter = letters().get(kind)
    if letter is None or kind in replies.kinds():
        raise Refused([Reason("casework.letter_kind", "没有选择告知书的种类。请重新选择")])
    issued_on, given = on or day_of(at), details or {}
    number = next_letter_number(locked.body, issued_on.year) if letter.numbered else ""
    facts = lettering.facts_of(locked, kind, dated_on=issued_on, details=given, number=number)
    own = text.replace(UNNUMBERED, number) if number else text
    written = own or lettering.text_of(
        locked, kind, dated_on=issued_on, details=given, number=number
    )
    faults = [one for one in lint(written, facts, kind) if one.level is Level.ERROR]
    if faults:
        raise Refused([Reason(f"casework.{one.code}", one.sentence, one.basis) for one in faults])
    paper = _print(
        locked, Paper.Kind.NOTICE, letter.printed_title, written, on=issued_on, by=by, at=at
    )
    if letter.to == FOR_APPLICANT:
        paper.released = True
        paper.save(update_fields=("released",))
    data = {"kind": kind, "number": number, "paper": paper.pk, "digest": paper.digest}
    desk.trace("letter_issued", locked, by=by, at=at, data=data)
    return paper


@transaction.atomic
def print_reply(*, case: Case, by: User, at: datetime) -> Paper:
    """Print the signed reply as PDF/A among the papers (生成答复书); the applicant may fetch it.

    Raises:
        Refused: The reply is not signed, or not permitted.
    """
    locked = desk.take(case, "print_reply", by=by, at=at)
    reply = locked.replies.order_by("-round").first()
    if reply is None:
        raise Refused([Reason("casework.no_reply", "本件没有答复。请先拟写答复")])
    title = replies.kinds()[reply.kind].document
    on = reply.dated_on or day_of(at)
    paper = _print(locked, Paper.Kind.REPLY, title, reply.text, on=on, by=by, at=at)
    paper.released = True
    paper.save(update_fields=("released",))
    data = {"paper": paper.pk, "digest": paper.digest}
    desk.trace("reply_printed", locked, by=by, at=at, data=data)
    return paper


def _print(
    case: Case, kind: str, title: str, text: str, *, on: date, by: User, at: datetime
) -> Paper:
    content = write_letter_pdf(text, style=style_of(case.body, on))
    return papers.keep(case, kind, PaperIn(f"{title}.pdf", content), on=on, by=by, at=at)
