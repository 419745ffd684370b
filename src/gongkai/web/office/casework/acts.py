"""The acts at a case (办理): each with what it asks for and the action it calls; reasons all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import actions, queries
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.people import day_of
from gongkai.apps.organizations import queries as organizations
from gongkai.core.casework.lifecycle import lifecycle
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.law.events import Party
from gongkai.core.law.grounds import ThirdPartyAnswer
from gongkai.web.office.casework.asking import ActForm, Asked
from gongkai.web.office.casework.finding import case_of, mistakes_in
from gongkai.web.office.editions.finding import errors_of, seen_in

Given = Mapping[str, Any]
Errors = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something at which case, as they saw it, when."""

    case: Case
    seen: int
    by: User
    at: datetime

    def common(self) -> dict[str, Any]:
        """Return what nearly every action takes."""
        return {"case": self.case, "seen": self.seen, "by": self.by, "at": self.at}

    def beside(self) -> dict[str, Any]:
        """Return what an action on something beside the case takes."""
        return {"seen": self.seen, "by": self.by, "at": self.at}


Call = Callable[[Deed, Given], Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what it asks for and the call; ``warns`` says what cannot be undone."""

    call: Call
    asks: tuple[str, ...] = ()
    warns: str = ""
    danger: bool = False


def _plain(action: Callable[..., Any], *asks: str, warns: str = "", danger: bool = False) -> Act:
    def call(deed: Deed, given: Given) -> Any:
        return action(**deed.common(), **{_argument(name): given[name] for name in asks})

    return Act(call, asks, warns, danger)


def _argument(name: str) -> str:
    return {"note": "remark"}.get(name, name)


def _consultation(deed: Deed, given: Given) -> Any:
    found = deed.case.consultations.filter(pk=int(given["consultation"])).first()
    if found is None:
        raise Refused([Reason("casework.consultation", "没有选择哪一次征求意见。请选择")])
    return found


def _body(given: Given) -> Any:
    found = organizations.bodies().filter(pk=int(given["body"])).first()
    if found is None:
        raise Refused([Reason("casework.body", "没有选择单位。请选择")])
    return found


def _supplementation(deed: Deed, given: Given) -> Any:
    own = [line.strip() for line in given["own_fault"].splitlines() if line.strip()]
    faults = [*given["faults"], *own]
    return actions.request_supplementation(
        **deed.common(), faults=faults, until=given["until"], remark=given["note"], on=given["on"]
    )


def _supplemented(deed: Deed, given: Given) -> Any:
    return actions.record_supplementation(**deed.common(), text=given["remark"], on=given["on"])


def _consult(deed: Deed, given: Given) -> Any:
    return actions.consult(
        **deed.common(),
        party=Party(given["party"]),
        name=given["name"],
        question=given["question"],
        contact=given["contact"],
        on=given["on"],
    )


def _answered(deed: Deed, given: Given) -> Any:
    return actions.record_answer(
        consultation=_consultation(deed, given),
        answer=ThirdPartyAnswer(given["answer"]),
        text=given["text"],
        on=given["on"],
        **deed.beside(),
    )


def _delivered(deed: Deed, given: Given) -> Any:
    found = _consultation(deed, given)
    return actions.record_delivery(consultation=found, on=given["on"], **deed.beside())


def _silent(deed: Deed, given: Given) -> Any:
    return actions.note_silence(consultation=_consultation(deed, given), **deed.beside())


def _overridden(deed: Deed, given: Given) -> Any:
    return actions.override_objection(
        consultation=_consultation(deed, given), remark=given["remark"], **deed.beside()
    )


def _assigned(deed: Deed, given: Given) -> Any:
    officer = User.objects.filter(pk=int(given["officer"])).first()
    if officer is None:
        raise Refused([Reason("casework.officer", "没有选择承办人。请选择")])
    return actions.assign_officer(**deed.common(), officer=officer)


def _task(deed: Deed, given: Given) -> Any:
    return actions.assign_task(
        **deed.common(), body=_body(given), request=given["request"], due_on=given["due_on"]
    )


def _transferred(deed: Deed, given: Given) -> Any:
    return actions.transfer(**deed.common(), to=_body(given), remark=given["remark"])


def _entry(deed: Deed, given: Given) -> Any:
    found = deed.case.events.filter(pk=int(given["entry"])).first()
    if found is None:
        raise Refused([Reason("casework.entry", "没有选择要更正的记录。请选择")])
    return found


def _corrected(deed: Deed, given: Given) -> Any:
    return actions.correct_date(
        **deed.common(), entry=_entry(deed, given), on=given["on"], remark=given["remark"]
    )


def _struck(deed: Deed, given: Given) -> Any:
    return actions.strike_out(**deed.common(), entry=_entry(deed, given), remark=given["remark"])


FOR_GOOD = "办理后不能撤销，只能另行登记更正。"
ACTS: dict[str, Act] = {
    "confirm_receipt": _plain(actions.confirm_receipt, "on", "note"),
    "request_supplementation": Act(
        _supplementation,
        ("faults", "own_fault", "until", "on", "note"),
        warns="补正只能告知一次。请核对清单是否列全。",
    ),
    "record_supplementation": Act(_supplemented, ("on", "remark")),
    "lapse_supplementation": _plain(
        actions.lapse_supplementation, "on", "remark", warns=FOR_GOOD, danger=True
    ),
    "consult": Act(_consult, ("party", "name", "question", "contact", "on")),
    "record_delivery": Act(_delivered, ("consultation", "on")),
    "record_answer": Act(_answered, ("consultation", "answer", "text", "on")),
    "note_silence": Act(_silent, ("consultation",)),
    "override_objection": Act(_overridden, ("consultation", "remark")),
    "ask_reasons": _plain(actions.ask_reasons, "remark", "on"),
    "record_reasons": _plain(actions.record_reasons, "remark", "on"),
    "delay": _plain(actions.delay_reply, "until", "remark", "on"),
    "request_extension": _plain(actions.request_extension, "days", "remark"),
    "extend": _plain(
        actions.extend_deadline,
        "days",
        "remark",
        "on",
        warns="只能延期一次，并应当在原期限届满前告知申请人。",
    ),
    "assign_officer": Act(_assigned, ("officer",)),
    "assign_task": Act(_task, ("body", "request", "due_on")),
    "notify_fee": _plain(actions.notify_fee, "standard", "units", "on"),
    "record_fee_delivery": _plain(actions.record_fee_delivery, "on"),
    "record_payment": _plain(actions.record_payment, "paid_yuan", "receipt_number", "on"),
    "lapse_fee": _plain(actions.lapse_fee, "on", "remark", warns=FOR_GOOD, danger=True),
    "submit_reply": _plain(actions.submit_reply),
    "recall_reply": _plain(actions.recall_reply),
    "give_secrecy_opinion": _plain(actions.give_secrecy_opinion, "verdict", "note"),
    "give_legality_opinion": _plain(actions.give_legality_opinion, "verdict", "note"),
    "approve_reply": _plain(actions.approve_reply, "note"),
    "send_back_reply": _plain(actions.send_back_reply, "remark", danger=True),
    "sign_reply": _plain(actions.sign_reply, "note", warns="签发后答复内容不能修改。"),
    "serve_reply": _plain(actions.serve_reply, "service", "on", "proof", "note"),
    "withdraw": _plain(actions.withdraw_application, "on", "remark", warns=FOR_GOOD, danger=True),
    "transfer": Act(_transferred, ("body", "remark"), warns=FOR_GOOD, danger=True),
    "void": _plain(actions.void_register_number, "remark", warns=FOR_GOOD, danger=True),
    "correct_date": Act(_corrected, ("entry", "on", "remark")),
    "strike_out": Act(_struck, ("entry", "remark"), danger=True),
    "reopen": _plain(actions.reopen, "on", "remark"),
    "archive": _plain(actions.archive, "note"),
}


@login_required
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show what an act asks for, or do it."""
    case = case_of(request, pk)
    chosen = ACTS.get(name)
    if chosen is None:
        raise Http404
    at = timezone.now()
    asked = Asked(case, day_of(at))
    form = ActForm(request.POST or None, names=chosen.asks, asked=asked)
    errors: Errors = []
    if request.method == "POST":
        errors = _do(chosen, form, Deed(case, seen_in(request), request.user, at))
        if not errors:
            messages.success(request, f"已办理：{lifecycle().acts[name].label}。")
            return redirect("office:case", pk)
    facts = lifecycle().acts[name]
    values = {
        "title": f"{facts.label}：{case.reference}",
        "case": case_of(request, pk),
        "name": name,
        "act": chosen,
        "label": facts.label,
        "clock": facts.clock,
        "form": form,
        "errors": errors,
        "against": _against(name, case, request, at),
    }
    status = 422 if errors else 200
    return render(request, "office/casework/act.html", values, using="jinja2", status=status)


def _do(chosen: Act, form: ActForm, deed: Deed) -> Errors:
    """Do the act; return every reason why not."""
    # An act that asks for nothing has a form without data, which is never valid.
    if chosen.asks and not form.is_valid():
        return mistakes_in(form)
    try:
        chosen.call(deed, form.cleaned_data if chosen.asks else {})
    except Refused as refusal:
        return errors_of(refusal)
    return []


def _against(name: str, case: Case, request: HttpRequest, at: datetime) -> tuple[Reason, ...]:
    """Return the reasons that no input can answer, so that nobody fills a form in vain."""
    if request.method == "POST":
        return ()
    shown = {one.name: one for one in queries.acts_of(case, by=request.user, at=at)}
    return shown[name].reasons if name in shown else ()
