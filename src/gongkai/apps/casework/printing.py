"""Papers that a case prints (文书输出): letters, form, receipt, the bound file. Pure reading.

These hold personal data in plain text: the doors hand them to people who may see them, and the acts
in ``actions`` leave the trace.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.conf import settings

from gongkai.adapters.case_file.papers import Cover, PaperFile
from gongkai.adapters.case_file.volume import Volume, write_volume
from gongkai.adapters.writers.application_form import write_application_form
from gongkai.adapters.writers.letter_docx import write_letter_docx
from gongkai.adapters.writers.letter_pdf import write_letter_pdf
from gongkai.adapters.writers.letter_style import LetterStyle
from gongkai.adapters.writers.plain_pdf import write_plain_pdf
from gongkai.apps.casework import entries, lettering, sealed_files
from gongkai.apps.casework.models import Case, Paper, Reply
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.organizations.queries import name_on
from gongkai.core.casework import retention
from gongkai.core.casework.application import NATURAL_PERSON, ROUTES, SUPPLIES, applicant_kinds
from gongkai.core.casework.happenings import Happening, in_force, kinds
from gongkai.core.casework.letters.application_form import ApplicationFormFacts
from gongkai.core.casework.letters.merging import in_words
from gongkai.core.law import parameters, replies
from gongkai.core.law.articles import in_chinese

CITIZEN_PAPERS = frozenset({Paper.Kind.APPLICATION, Paper.Kind.AUTHORITY, Paper.Kind.SUPPLEMENT})


def style_of(body: PublicBody, on: date) -> LetterStyle:
    """Return how the letters of a body are set; ``LETTER_STYLE`` holds what the county chose."""
    return LetterStyle(body=name_on(body, on), **getattr(settings, "LETTER_STYLE", {}))


def reply_pdf(reply: Reply, *, today: date) -> bytes:
    """Return the letter of a reply as PDF/A."""
    return write_letter_pdf(reply.text, style=style_of(reply.case.body, reply.dated_on or today))


def reply_docx(reply: Reply, *, today: date) -> bytes:
    """Return the letter of a reply as a Word document."""
    return write_letter_docx(reply.text, style=style_of(reply.case.body, reply.dated_on or today))


def notice_pdf(
    case: Case, kind: str, *, dated_on: date, details: Mapping[str, str], number: str = ""
) -> bytes:
    """Return a notice of ``kind`` (a key of ``core.law.replies.notices``) about a case as PDF/A.

    Raises:
        KeyError: There is no such kind.
        gongkai.core.casework.letters.merging.TooEarlyError: No template for letters of that day.
    """
    text = lettering.text_of(case, kind, dated_on=dated_on, details=details, number=number)
    return write_letter_pdf(text, style=style_of(case.body, dated_on))


def receipt_pdf(case: Case, *, today: date) -> bytes:
    """Return the receipt of an application (接收回执) with the day by which it is answered."""
    clock = entries.progress_of(case).clock
    due = case.due_on
    details = {
        "reply_days": str(parameters.at(case.received_on or today).number("clocks.reply")),
        "due_on": due.isoformat() if due else "",
        "provisional": "（暂定）" if case.provisional else "",
    }
    if not due and clock.reply:
        details["due_on"] = clock.reply.due_on.isoformat()
    return notice_pdf(case, "acknowledgement", dated_on=today, details=details)


def application_form_pdf(case: Case) -> bytes:
    """Return the application form of a case, filled in."""
    who = case.applicant
    natural = who.kind == NATURAL_PERSON
    facts = ApplicationFormFacts(
        name=who.name,
        natural_person=natural,
        document_kind=who.id_kind if natural else "",
        document_number=who.id_number if natural else "",
        organization_kind="" if natural else applicant_kinds()[who.kind],
        credit_code="" if natural else who.id_number,
        contact_person=who.contact_name,
        phone=who.telephone,
        email=who.email,
        address=who.address,
        postcode=who.postcode,
        agent=" ".join(each for each in (who.representative, who.representative_id) if each),
        request="\n".join(_matters(case)),
        form_of_supply=SUPPLIES.get(case.supply, case.supply),
        ways_of_supply=(ROUTES[case.supply_route],) if case.supply_route else (),
        applied_on=_applied_on(case),
        case_number=case.reference,
    )
    return write_application_form(facts, body=name_on(case.body, case.registered_at.date()))


def _matters(case: Case) -> list[str]:
    matters = list(case.matters.order_by("position"))
    numbered = len(matters) > 1
    return [
        f"{f'{one.position}. ' if numbered else ''}{one.document_name}{one.document_number}"
        f"{'：' if one.document_name or one.document_number else ''}{one.description}"
        for one in matters
    ]


def _applied_on(case: Case) -> date:
    days = [each.on for each in in_force(entries.happenings_of(case))]
    return min(days, default=case.registered_at.date())


def bound(case: Case, *, filed_by: str, on: date) -> tuple[Cover, Volume]:
    """Return cover and volume of a case: form, papers, letters and the course of handling."""
    cover = Cover(
        body=name_on(case.body, on),
        case_number=case.reference,
        title=case.title,
        applicant=case.applicant.name,
        received_on=case.received_on,
        concluded_on=case.concluded_on,
        outcome=replies.kinds()[case.outcome].label if case.outcome else case.state_label,
        retention=_period(case),
        filed_by=filed_by,
        filed_on=on,
    )
    return cover, write_volume(cover, papers_of(case, on=on))


def _period(case: Case) -> str:
    if case.concluded_on is None:
        return ""
    years = retention.kept_until(case.concluded_on).year - case.concluded_on.year
    return f"{in_chinese(years)}年"


def papers_of(case: Case, *, on: date) -> list[PaperFile]:
    """Return what goes into the file of a case: the form first, the course of handling last."""
    body = name_on(case.body, on)
    applied = PaperFile(
        "政府信息公开申请表",
        "form.pdf",
        application_form_pdf(case),
        _applied_on(case),
        case.applicant.name,
    )
    kept = [
        PaperFile(
            paper.name,
            f"paper.{paper.extension}",
            sealed_files.read(paper.digest),
            paper.dated_on,
            case.applicant.name if paper.kind in CITIZEN_PAPERS else body,
            paper.get_kind_display(),
        )
        for paper in case.papers.order_by("dated_on", "id")
    ]
    printed = {paper.dated_on for paper in case.papers.filter(kind=Paper.Kind.REPLY)}
    letters = [
        _letter(reply, body=body, on=on)
        for reply in case.replies.order_by("round")
        if reply.kind and reply.text and reply.dated_on not in printed
    ]
    middle = sorted([*kept, *letters], key=lambda each: each.dated_on or on)
    course = PaperFile(
        "办理经过", "course.pdf", write_plain_pdf("办理经过", course_of(case)), on, body
    )
    return [applied, *middle, course]


def _letter(reply: Reply, *, body: str, on: date) -> PaperFile:
    """Return the letter of a reply that has not been printed among the papers."""
    title = replies.kinds()[reply.kind].document
    content = reply_pdf(reply, today=on)
    return PaperFile(title, "reply.pdf", content, reply.dated_on, body, reply.document_number)


def course_of(case: Case) -> list[str]:
    """Return the course of handling, a line for each entry that stands."""
    standing = sorted(in_force(entries.happenings_of(case)), key=lambda each: each.on)
    return [f"{in_words(each.on)}　{_label(each)}" for each in standing]


def _label(happening: Happening) -> str:
    return kinds()[str(happening.kind)].label
