"""How the instance runs (运行情况): messages to the worker, timed tasks, what was given up."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from gongkai.apps.accounts.queries import holds
from gongkai.apps.outbox import actions, queries
from gongkai.apps.publishing.situations import local


@login_required
def running(request: HttpRequest) -> HttpResponse:
    """Show what waits for the worker and let an administrator try given-up messages again."""
    at = timezone.now()
    if not holds(request.user, "administrator", on=local(at).date()):
        raise PermissionDenied
    if request.method == "POST":
        row = get_object_or_404(queries.dead_messages(), pk=request.POST.get("message") or 0)
        actions.revive(row, at=at)
        messages.success(request, "已重新列入待办。")
        return redirect("office:running")
    values = {
        "title": "运行情况",
        "state": queries.state(at=at),
        "beats": queries.beats(),
        "dead": queries.dead_messages()[:50],
    }
    return render(request, "office/running.html", values, using="jinja2")
