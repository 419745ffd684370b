"""Clean-ups of documents on the screen (文件清理): begin, conclude one by one, close."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from gongkai.apps.accounts.queries import bodies_where, visible_bodies
from gongkai.apps.publishing import actions, queries
from gongkai.apps.publishing.models import CleanUp, CleanUpItem
from gongkai.apps.publishing.situations import local
from gongkai.core.kernel.refusals import Refused
from gongkai.web.office.editions.finding import Errors, errors_of


@login_required
def clean_ups(request: HttpRequest) -> HttpResponse:
    """List the clean-ups and begin a new one over a body's documents in force."""
    at = timezone.now()
    on = local(at).date()
    mine = visible_bodies(request.user, on=on)
    offices = bodies_where(request.user, ("ogi_office",), on=on)
    errors: Errors = []
    if request.method == "POST":
        body = get_object_or_404(mine, pk=request.POST.get("body") or 0)
        rows = queries.validity_library(validity="in_force", body=body)
        try:
            made = actions.start_clean_up(
                title=request.POST.get("title", "").strip() or f"{on.year}年文件清理",
                body=body,
                documents=[row.document for row in rows],
                by=request.user,
                at=at,
            )
        except Refused as refusal:
            errors = errors_of(refusal)
        else:
            messages.success(request, f"已开始清理，列入 {made.items.count()} 件有效文件。")
            return redirect("office:clean-up", made.pk)
    values = {
        "title": "文件清理",
        "clean_ups": CleanUp.objects.filter(body__in=mine).select_related("body", "started_by"),
        "offices": offices,
        "errors": errors,
    }
    return render(request, "office/clean_ups.html", values, using="jinja2")


@login_required
def clean_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one clean-up; conclude on a document, or close the whole."""
    at = timezone.now()
    mine = visible_bodies(request.user, on=local(at).date())
    found = get_object_or_404(CleanUp.objects.select_related("body"), pk=pk, body__in=mine)
    errors: Errors = []
    if request.method == "POST":
        try:
            if "close" in request.POST:
                actions.close_clean_up(clean_up=found, by=request.user, at=at)
                messages.success(request, "清理已办结，各文件的有效性已按结论变更。")
            else:
                item = get_object_or_404(found.items, pk=request.POST.get("item") or 0)
                actions.decide_clean_up(
                    item=item,
                    conclusion=request.POST.get("conclusion", ""),
                    reason=request.POST.get("reason", "").strip(),
                    by=request.user,
                    at=at,
                )
                messages.success(request, "已记录结论。")
        except Refused as refusal:
            errors = errors_of(refusal)
        else:
            return redirect("office:clean-up", pk)
    items = found.items.select_related("document__live", "decided_by")
    values = {
        "title": found.title,
        "clean_up": found,
        "items": items,
        "left": sum(1 for item in items if not item.conclusion),
        "conclusions": CleanUpItem.Conclusion.choices,
        "errors": errors,
    }
    return render(request, "office/clean_up.html", values, using="jinja2")
