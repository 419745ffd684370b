"""Drafting (起草): a new document, its fields, saving by hand and by itself."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.apps.accounts.queries import bodies_where
from gongkai.apps.publishing import actions, queries
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.screening import alarms
from gongkai.apps.publishing.situations import local
from gongkai.core.kernel.refusals import Refused
from gongkai.core.publishing.kinds import kinds
from gongkai.core.publishing.vocabularies import vocabulary
from gongkai.web.office.editions.fields import DraftForm
from gongkai.web.office.editions.finding import Errors, edition_of, errors_of, seen_in


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Choose what to draft, and where."""
    at = timezone.now()
    bodies = list(bodies_where(request.user, ("drafter",), on=local(at).date()))
    errors: Errors = []
    if request.method == "POST":
        body = next((one for one in bodies if str(one.pk) == request.POST.get("body")), None)
        if body is None:
            errors.append(("body", "没有选择单位。请选择您担任拟稿人的单位"))
        else:
            try:
                edition = actions.create_document(
                    body=body, kind=request.POST.get("kind", ""), by=request.user, at=at
                )
            except Refused as refusal:
                errors = errors_of(refusal)
            else:
                return redirect("office:edit", edition.pk)
    values = {
        "title": "起草信息",
        "bodies": bodies,
        "kinds": list(kinds().values()),
        "chosen": request.POST.get("kind") or request.GET.get("kind", ""),
        "errors": errors,
    }
    return render(request, "office/new.html", values, using="jinja2", status=422 if errors else 200)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft with everything beside it; save what was typed."""
    edition = edition_of(request, pk)
    at = timezone.now()
    if edition.state != "drafting":
        return redirect("office:edition", pk)
    if request.method != "POST":
        form = DraftForm(edition=edition, on=local(at).date())
        return _draft_page(request, edition, form, [])
    form = DraftForm(request.POST, edition=edition, on=local(at).date())
    if not form.is_valid():
        problems = [
            (f"f-{name}", f"{form[name].label}：{text}")
            for name, texts in form.errors.items()
            for text in texts
        ]
        return _draft_page(request, edition, form, problems)
    try:
        saved = actions.save_draft(
            edition=edition, seen=seen_in(request), values=form.values(), by=request.user, at=at
        )
        if request.POST.get("then") == "submit":
            actions.submit(edition=saved, seen=saved.version, by=request.user, at=at)
            messages.success(request, "已提交初审。")
            return redirect("office:edition", pk)
    except Refused as refusal:
        fresh = edition_of(request, pk)
        return _draft_page(
            request,
            fresh,
            DraftForm(request.POST, edition=fresh, on=local(at).date()),
            errors_of(refusal),
        )
    messages.success(request, "已保存。")
    return redirect("office:edit", pk)


def _draft_page(
    request: HttpRequest, edition: Edition, form: DraftForm, errors: Errors
) -> HttpResponse:
    at = timezone.now()
    answered = {one.fingerprint: one for one in edition.finding_answers.select_related("by")}
    values = {
        "title": str(edition),
        "edition": edition,
        "form": form,
        "errors": errors,
        "at": at,
        "alarms": alarms(edition, on=local(at).date()),
        "answered": answered,
        "set_aside": queries.set_aside_of(edition)[:5],
        "relations": edition.relations.select_related("target__live"),
        "relation_kinds": [
            (key, vocabulary("relations").get(key, key)) for key in edition.rules.relations
        ],
        "why_not_submit": queries.may("submit", edition, by=request.user, at=at),
        "reviews": [one for one in queries.approvals_of(edition) if one.verdict == "send_back"],
    }
    return render(
        request, "office/draft.html", values, using="jinja2", status=422 if errors else 200
    )


@login_required
@require_POST
def autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Save what is being typed; a conflict keeps both texts and says so."""
    edition = edition_of(request, pk)
    at = timezone.now()
    form = DraftForm(request.POST, edition=edition, on=local(at).date())
    if not form.is_valid():
        names = "、".join(str(form[name].label) for name in form.errors)
        return JsonResponse(
            {"saved": False, "reasons": [f"“{names}”不能识别，改正后才能保存"]}, status=422
        )
    try:
        saved = actions.save_draft(
            edition=edition, seen=seen_in(request), values=form.values(), by=request.user, at=at
        )
    except Refused as refusal:
        return JsonResponse(
            {"saved": False, "reasons": [one.sentence for one in refusal.reasons]}, status=409
        )
    return JsonResponse({"saved": True, "seen": saved.version, "at": f"{local(at):%H:%M}"})
