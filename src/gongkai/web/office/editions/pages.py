"""Reading an edition (查看稿件): the paper, its facts, its history, what may be done and why not."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin

from gongkai.apps.publishing import deadlines, partners, queries
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.screening import alarms
from gongkai.apps.publishing.situations import local
from gongkai.core.publishing.lifecycle import acts
from gongkai.web.office.editions import previewing
from gongkai.web.office.editions.acting import ACTS
from gongkai.web.office.editions.finding import edition_of


@login_required
def edition_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an edition with its differences, findings, history and acts."""
    edition = edition_of(request, pk)
    at = timezone.now()
    values = {
        "title": str(edition),
        "edition": edition,
        "at": at,
        "offered": _offered(edition, request),
        "comparison": queries.compare(edition) if _has_before(edition) else None,
        "alarms": alarms(edition, on=local(at).date()),
        "answered": {one.fingerprint: one for one in edition.finding_answers.select_related("by")},
        "reviews": queries.approvals_of(edition),
        "opinions": queries.opinions_asked_of(edition),
        "timeline": queries.timeline(edition),
        "editions": queries.editions_of(edition.document),
        "partners": sorted(partners.bundle(edition), key=lambda one: one.pk),
        "relations": edition.relations.select_related("target__live"),
        "html": previewing.for_staff(edition),
        "due": deadlines.explained(edition),
    }
    return render(request, "office/edition.html", values, using="jinja2")


def _has_before(edition: Edition) -> bool:
    return edition.document.live_id not in (None, edition.pk) and edition.state != "superseded"


def _offered(edition: Edition, request: HttpRequest) -> list[dict[str, object]]:
    """Return every act of the state: permitted ones first, the others with all reasons why not."""
    at = timezone.now()
    offered = dict(queries.offered_acts(edition, by=request.user, at=at))
    found = []
    for name, act in acts(edition.state).items():
        if name not in ACTS:
            continue
        reasons = (
            queries.may_publish(edition, by=request.user, at=at)
            if name == "publish"
            else queries.may(name, edition, by=request.user, at=at)
        )
        askable = {"remark", "secrecy_unanswered", "release_at", "withdrawal_ground"}
        left = [one for one in reasons if one.code.rpartition(".")[2] not in askable]
        found.append(
            {
                "name": name,
                "label": act.label,
                "reasons": left,
                "danger": ACTS[name].danger,
                "shown": name in offered,
            }
        )
    return sorted(found, key=lambda one: (bool(one["reasons"]), not one["shown"]))


@login_required
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Show two editions of a document side by side."""
    edition = edition_of(request, pk)
    others = [one for one in queries.editions_of(edition.document) if one.pk != edition.pk]
    wanted = request.GET.get("with", "")
    before = next((one for one in others if str(one.pk) == wanted), None)
    values = {
        "title": f"比较：{edition}",
        "edition": edition,
        "others": others,
        "comparison": queries.compare(edition, before) if others else None,
    }
    return render(request, "office/compare.html", values, using="jinja2")


@login_required
@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the edition as the portal will, through the portal's own renderer."""
    edition = edition_of(request, pk)
    return HttpResponse(previewing.page(edition, at=timezone.now()))
