"""The first page of the back office (待我处理): what waits, what is late, what goes out next."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.apps.publishing import queries

SHOWN = 12


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show the work of the signed-in person, the most urgent first."""
    at = timezone.now()
    person = request.user
    lists = (
        ("waiting", "待我处理", "没有等您处理的事项", queries.worklist(person, at=at)),
        ("opinions", "征求我单位意见", "", queries.opinions_waiting(person, at=at)),
        ("overdue", "已超期", "没有超期的事项", queries.overdue(person, at=at)),
        ("due_soon", "三天内到期", "三天内没有到期的事项", queries.due_soon(person, at=at)),
        ("scheduled", "定时待发", "没有定时发布的信息", queries.scheduled(person, at=at)),
    )
    shown = [(key, heading, words, list(rows[:SHOWN])) for key, heading, words, rows in lists]
    return render(
        request, "office/home.html", {"title": "待我处理", "lists": shown, "at": at}, using="jinja2"
    )
