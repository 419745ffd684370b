"""The first page of the back office (待我处理): what waits, what is late, what goes out next."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.apps.publishing import queries
from gongkai.apps.publishing.situations import local
from gongkai.web.office.rights import rights

SHOWN = 12
NOTICE_DAYS = 90  # how long before its end a document's validity is brought up here
KEEPERS = ("ogi_office", "final_reviewer")  # who keeps the validity of documents
# Key (and tab of the list), heading, what to say when nothing is there (none: leave the panel out).
PANELS = (
    ("waiting", "待我处理", "没有等您处理的事项", queries.worklist),
    ("overdue", "已超期", "没有超期的事项", queries.overdue),
    ("due_soon", "三天内到期", "三天内没有到期的事项", queries.due_soon),
    ("scheduled", "定时待发", "没有定时发布的信息", queries.scheduled),
)


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show the work of the signed-in person, the most urgent first."""
    at = timezone.now()
    mine = rights(request)
    panels = []
    for key, heading, words, find in PANELS:
        rows = list(find(request.user, at=at, held=mine.held)[: SHOWN + 1])
        panels.append((key, heading, words, rows[:SHOWN], len(rows) > SHOWN))
    expiring = queries.expiring(
        request.user, on=local(at).date(), within_days=NOTICE_DAYS, held=mine.held
    )
    values = {
        "title": "待我处理",
        "panels": panels,
        "opinions": list(queries.opinions_waiting(request.user, at=at, held=mine.held)[:SHOWN]),
        "held_up": list(queries.held_up(request.user, at=at, held=mine.held)[:SHOWN]),
        "expiring": list(expiring[:SHOWN]) if mine.any_of(*KEEPERS) else [],
        "drafts": mine.any_of("drafter"),
        "at": at,
    }
    return render(request, "office/home.html", values, using="jinja2")
