"""Saving and forgetting views of lists (常用视图)."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.apps.accounts import actions
from gongkai.apps.accounts.models import SavedView
from gongkai.core.kernel.refusals import Refused
from gongkai.web.office.bulk import back


@login_required
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Save the filters and the order of a list under a name."""
    name = request.POST.get("name", "").strip()
    try:
        actions.save_view(
            owner=request.user,
            screen=request.POST.get("screen", "")[:40],
            name=name,
            query=QueryDict(request.POST.get("query", "")).urlencode(),
            shared=request.POST.get("shared") == "1",
            at=timezone.now(),
        )
        messages.success(request, f"已存为常用视图“{name}”。")
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason.sentence)
    return redirect(back(request))


@login_required
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one's own view."""
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    actions.forget_view(view=view, owner=request.user)
    messages.success(request, f"已删除常用视图“{view.name}”。")
    return redirect(f"/office/{view.screen}/")
