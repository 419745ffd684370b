"""A case as its page shows it (办件详情): entries, clock, people, papers; the applicant's view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.apps.casework import consulting, entries, lettering, replying
from gongkai.apps.casework.applicants import application_of
from gongkai.apps.casework.models import Applicant, Case, Consultation, Event, Paper, Reply
from gongkai.core.casework.application import missing
from gongkai.core.casework.happenings import in_force, kinds
from gongkai.core.casework.letters.lint_findings import LetterFinding
from gongkai.core.casework.lifecycle import lifecycle
from gongkai.core.casework.progress import Progress
from gongkai.core.kernel.refusals import Reason
from gongkai.core.text.identifiers import Identifier
from gongkai.core.text.masking import mask

MASKED = {
    "name": Identifier.NAME,
    "id_number": Identifier.ID_NUMBER,
    "contact_name": Identifier.NAME,
    "telephone": Identifier.PHONE,
    "email": Identifier.EMAIL,
    "address": Identifier.ADDRESS,
    "representative": Identifier.NAME,
    "representative_id": Identifier.ID_NUMBER,
}
LABELS = {field.name: str(field.verbose_name) for field in Applicant._meta.concrete_fields}


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry of the case with what was written beside it; ``stands`` is false once replaced."""

    event: Event
    remark: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation with the last day for its answer."""

    consultation: Consultation
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the applicant's timeline: when, what, until when where a day was fixed."""

    on: date
    sentence: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class StatusPage:
    """What the applicant sees: where the case stands, what comes next, by when and why, the past."""

    state: str
    next_step: str
    due_on: date | None
    basis: str
    provisional: bool
    timeline: tuple[Told, ...]
    papers: tuple[Paper, ...]
    may_supplement: bool
    may_withdraw: bool
    may_rate: bool


def progress(case: Case) -> Progress:
    """Return where a case stands, with the clock and its explanation, computed anew."""
    return entries.progress_of(case)


def explanation(case: Case) -> list[str]:
    """Return how the due date comes about (期限说明): each step, then the days one by one."""
    clock = entries.progress_of(case).clock
    listed = clock.reply.listed if clock.reply else ()
    return [*clock.steps, *clock.assumptions, *(counted.sentence for counted in listed)]


def entries_of(case: Case) -> list[EntryShown]:
    """Return the entries in the order of their days, with remarks, replaced ones marked."""
    rows = list(case.events.select_related("by", "remark").order_by("on", "pk"))
    standing = {one.entry for one in in_force(event.happening() for event in rows)}
    return [
        EntryShown(
            event, event.remark.text if hasattr(event, "remark") else "", event.pk in standing
        )
        for event in rows
    ]


def consultations_of(case: Case) -> list[Asked]:
    """Return whom the office asked, with the last day for each answer."""
    return [Asked(one, consulting.due_on(case, one)) for one in case.consultations.order_by("id")]


def reply_in_hand(case: Case) -> Reply | None:
    """Return the reply of the round in hand."""
    return replying.current(case)


def opinions_on(reply: Reply) -> replying.Handling:
    """Return who wrote and approved a reply and what the reviews of exactly this content say."""
    return replying.handling_of(reply)


def missing_from_reply(case: Case, *, today: date) -> tuple[Reason, ...]:
    """Return everything that the reply in hand lacks before it can go to review."""
    return lettering.missing(case, today=today)


def proposed_text(
    case: Case, kind: str, *, dated_on: date, details: Mapping[str, str], number: str = ""
) -> str:
    """Return a letter of ``kind`` (a reply, or a notice) as template and case make it (套用模板).

    Raises:
        KeyError: There is no such kind.
        gongkai.core.casework.letters.merging.TooEarlyError: No template for letters of that day.
    """
    return lettering.text_of(case, kind, dated_on=dated_on, details=details, number=number)


def findings_on_reply(reply: Reply, *, today: date) -> tuple[LetterFinding, ...]:
    """Return what the lint says about a reply's letter, errors and warnings with their lines."""
    return lettering.findings_on(reply, today=today)


def missing_items(case: Case) -> tuple[Reason, ...]:
    """Return which legal items the application lacks: the checklist of a supplementation."""
    return missing(application_of(case))


def masked_applicant(case: Case) -> dict[str, str]:
    """Return the applicant's data masked, by label, empty ones left out (已隐去部分内容)."""
    who = case.applicant
    shown = {"类别": who.get_kind_display()}
    for name, kind in MASKED.items():
        value = getattr(who, name)
        if value:
            organization = name == "name" and who.kind != "natural_person"
            shown[LABELS[name]] = value if organization else mask(kind, value)
    return shown


def status_page(case: Case) -> StatusPage:
    """Return what the applicant sees with number and code: plain words, no names of staff."""
    found = entries.progress_of(case)
    reply = found.clock.reply
    acts = {name for name, act in lifecycle().acts.items() if case.state in act.states}
    return StatusPage(
        state=lifecycle().states[found.state].told,
        next_step=_next_step(found),
        due_on=found.due_on,
        basis=reply.basis if reply and found.due_on else "",
        provisional=bool(reply and found.due_on and reply.provisional),
        timeline=tuple(timeline(case)),
        papers=tuple(case.papers.filter(released=True)),
        may_supplement="record_supplementation" in acts,
        may_withdraw="withdraw" in acts,
        may_rate="rate" in acts and not hasattr(case, "rating"),
    )


def timeline(case: Case) -> list[Told]:
    """Return what happened in plain words (办理进度), by true date; inner steps are left out."""
    standing = in_force(event.happening() for event in case.events.order_by("pk"))
    known = kinds()
    return [
        Told(one.on, known[one.kind].told, one.until)
        for one in sorted(standing, key=lambda one: (one.on, one.entry))
        if known[one.kind].told
    ]


NEXT = {
    "received": "我们将与您确认收到申请的日期，答复期限从确认之日的次日起计算。",
    "supplementing": "请在补正期限前补正。逾期不补正又没有正当理由的，视为放弃申请。",
    "consulting": "有关方面答复后我们继续办理，征求意见的时间不计入答复期限。",
    "paying": "请按收费通知缴费。逾期不缴纳的，视为放弃申请。",
    "concluded": "本件已办结。对答复不服的，请看答复书写明的救济途径。",
    "transferred": "请凭新的编号和查询码查询。",
    "void": "本登记编号已经作废。如有疑问请联系受理机构。",
}


def _next_step(found: Progress) -> str:
    if found.state in NEXT:
        return NEXT[found.state]
    if found.due_on is None:
        return NEXT["concluded"]
    return f"我们将在 {found.due_on} 前答复您。"
