"""The page of a case (办件): what is asked, the clock explained, the past, papers, what may be done."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.apps.casework import actions, queries
from gongkai.apps.casework.models import Case, Paper
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.queries.page import MASKED
from gongkai.core.casework.application import NATURAL_PERSON
from gongkai.core.casework.lifecycle import label, lifecycle, open_states
from gongkai.core.kernel.refusals import Refused
from gongkai.core.text.masking import mask
from gongkai.web.office.casework.acts import ACTS
from gongkai.web.office.casework.finding import case_of
from gongkai.web.office.casework.lists import CHANNELS, OUTCOMES
from gongkai.web.office.editions.finding import errors_of

OWN_PAGES = {"draft_reply": "reply"}
"""Acts that have a page of their own, by the last part of its address."""


@login_required
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case; the applicant's data masked."""
    return shown(request, case_of(request, pk))


def shown(request: HttpRequest, found: Case, **more: Any) -> HttpResponse:
    """Return the page of a case; with ``errors`` as the answer to what was refused."""
    at = timezone.now()
    reply = queries.reply_in_hand(found)
    clock = queries.progress(found).clock
    values = {
        "title": found.reference,
        "case": found,
        "today": day_of(at),
        "state": label(found.state),
        "is_open": found.state in open_states(),
        "channel": CHANNELS.get(found.channel, found.channel),
        "matters": found.matters.order_by("position"),
        "applicant": queries.masked_applicant(found).items(),
        "steps": (*clock.steps, *clock.assumptions),
        "days": [one.sentence for one in clock.reply.listed] if clock.reply else [],
        "entries": queries.entries_of(found),
        "consultations": queries.consultations_of(found),
        "tasks": found.tasks.order_by("pk"),
        "papers": found.papers.order_by("pk"),
        "paper_kinds": Paper.Kind.choices,
        "reply": reply,
        "letter": _masked(found, reply.text).splitlines() if reply else [],
        "outcome": OUTCOMES.get(found.outcome, ""),
        "handling": queries.opinions_on(reply) if reply else None,
        "hints": queries.hints(found),
        "offered": _offered(request, found),
        "errors": [],
        **more,
    }
    status = 422 if values["errors"] else 200
    return render(request, "office/casework/case.html", values, using="jinja2", status=status)


def _masked(found: Case, text: str) -> str:
    """Return a letter with the applicant's data masked, for whoever need not know them."""
    for name, kind in MASKED.items():
        value = getattr(found.applicant, name)
        organization = name == "name" and found.applicant_kind != NATURAL_PERSON
        if value and not organization:
            text = text.replace(value, mask(kind, value))
    return text


def _offered(request: HttpRequest, found: Case) -> list[dict[str, Any]]:
    """Return the acts open in this state, with where they are done and all reasons against."""
    table = queries.acts_of(found, by=request.user, at=timezone.now())
    return [
        {
            "name": one.name,
            "label": one.label,
            "clock": one.clock,
            "reasons": one.reasons,
            "address": f"/office/cases/{found.pk}/{OWN_PAGES.get(one.name, f'acts/{one.name}')}/",
            "danger": one.name in ACTS and ACTS[one.name].danger,
        }
        for one in table
        if (one.name in ACTS or one.name in OWN_PAGES) and _is_open(one.name, found)
    ]


def _is_open(name: str, found: Case) -> bool:
    return found.state in lifecycle().acts[name].states


@login_required
@require_POST
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the applicant's data to whoever needs them, for a reason that stands on the trail."""
    found = case_of(request, pk)
    remark = request.POST.get("remark", "").strip()[:300]
    try:
        told = actions.read_personal_data(
            case=found, remark=remark, by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return shown(request, found, errors=errors_of(refusal))
    answer = shown(request, found, revealed=told.items())
    answer["Cache-Control"] = "no-store"
    return answer
