"""Work lists of cases (办件列表): mine, due soon, overdue, waiting for others; without personal data."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongkai.apps.casework import choices, queries
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.queries import CaseFilter
from gongkai.core.casework.lifecycle import label, open_states
from gongkai.web.office.registers import asked_day
from gongkai.web.office.rights import rights
from gongkai.web.office.tables import Chip, Filter, ListColumn, Listing, shown

TABS = (
    ("", "全部"),
    ("work", "待我办理"),
    ("mine", "我承办的"),
    ("due_soon", "即将到期"),
    ("overdue", "已超期"),
    ("waiting", "等待他人"),
)
LISTS = {
    "work": queries.worklist,
    "mine": queries.mine,
    "due_soon": queries.due_soon,
    "overdue": queries.overdue,
    "waiting": queries.waiting,
}
CHANNELS = dict(choices.channel_choices())
OUTCOMES = dict(choices.reply_choices())


@login_required
def cases(request: HttpRequest) -> HttpResponse:
    """Show the cases of the person's bodies, or those of one tab; narrowed as asked."""
    at = timezone.now()
    today = day_of(at)
    chosen = LISTS.get(request.GET.get("tab", ""))
    rows = (
        chosen(request.user, at=at)
        if chosen
        else queries.cases(request.user, at=at, narrow=_asked(request))
    )
    may_register = rights(request).any_of("ogi_office")
    return shown(
        request,
        Listing(
            "依申请公开",
            _columns(today),
            rows,
            screen="cases",
            lead="名单不显示申请人；在办件页面按需要查看，查看会留下记录。",
            empty="没有符合条件的办件",
            filters=() if chosen else _filters(request),
            dates="" if chosen else "收到",
            acts=(("登记申请", "/office/cases/new/"),) if may_register else (),
            tabs=TABS,
        ),
    )


def _asked(request: HttpRequest) -> CaseFilter:
    asked = request.GET
    return CaseFilter(
        states=tuple(filter(None, asked.getlist("state"))),
        bodies=tuple(int(one) for one in asked.getlist("body") if one.isdecimal()),
        channels=tuple(filter(None, asked.getlist("channel"))),
        outcomes=tuple(filter(None, asked.getlist("outcome"))),
        words=asked.get("q", "").strip()[:100],
        received_since=asked_day(request, "since"),
        received_until=asked_day(request, "until"),
    )


def _filters(request: HttpRequest) -> tuple[Filter, ...]:
    bodies = queries.handling_bodies(request.user, at=timezone.now())
    return (
        Filter("q", "编号或者事项", words=True),
        Filter("state", "状态", choices.state_choices()),
        Filter("body", "单位", [(str(one.pk), one.name) for one in bodies]),
        Filter("channel", "渠道", choices.channel_choices()),
        Filter("outcome", "办理结果", choices.reply_choices()),
    )


def _columns(today: date) -> tuple[ListColumn, ...]:
    return (
        ListColumn("编号", lambda row: row.reference, lambda row: f"/office/cases/{row.pk}/"),
        ListColumn("事项", lambda row: row.title),
        ListColumn("状态", state_chip),
        ListColumn("答复期限", lambda row: due(row, today)),
        ListColumn("收到", lambda row: row.received_on),
        ListColumn("渠道", lambda row: CHANNELS.get(row.channel, row.channel)),
        ListColumn("单位", lambda row: row.body.short_name or row.body.name),
        ListColumn("办理结果", lambda row: OUTCOMES.get(row.outcome, "")),
        ListColumn("办结", lambda row: row.concluded_on, shown=False),
        ListColumn("按期", lambda row: row.in_time, shown=False),
    )


def state_chip(case: Case) -> Chip:
    """Return the state of a case as a chip."""
    return Chip("info" if case.state in open_states() else "done", label(case.state))


def due(case: Case, today: date) -> Any:
    """Return the day a reply is due, as a chip once it is near or past."""
    if case.due_on is None or case.state not in open_states():
        return case.due_on or ""
    if case.due_on < today:
        return Chip("overdue", f"超期 {(today - case.due_on).days} 天")
    return Chip("warning", str(case.due_on)) if (case.due_on - today).days <= 5 else case.due_on


@login_required
def overseen(request: HttpRequest) -> HttpResponse:
    """Show a supervisor the clocks and outcomes of every body below, without subjects or applicants."""
    rows = queries.overseen(request.user, at=timezone.now())
    columns = (
        ListColumn("编号", lambda row: row.reference),
        ListColumn("单位", lambda row: row.body),
        ListColumn("状态", lambda row: label(row.state)),
        ListColumn("收到", lambda row: row.received_on),
        ListColumn("答复期限", lambda row: row.due_on),
        ListColumn("办结", lambda row: row.concluded_on),
        ListColumn("按期", lambda row: "" if row.in_time is None else row.in_time),
        ListColumn("办理结果", lambda row: OUTCOMES.get(row.outcome, "")),
    )
    return shown(
        request,
        Listing(
            "各单位办件情况",
            columns,
            rows,
            empty="所辖单位还没有办件",
            lead="只显示期限和结果，不显示事项和申请人。",
        ),
    )
