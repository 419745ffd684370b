"""The list of editions (公开信息列表): filters and order in the address, what waits, bulk acts."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongkai.apps.publishing import queries
from gongkai.apps.publishing.choices import (
    disclosure_choices,
    kind_choices,
    state_choices,
    validity_choices,
)
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.queries import EditionFilter
from gongkai.apps.publishing.situations import CLOSED
from gongkai.web.office.bulk import offered
from gongkai.web.office.registers import asked_day
from gongkai.web.office.rights import rights
from gongkai.web.office.tables import Chip, Filter, ListColumn, Listing, shown

SCREEN = "documents"
TABS = (
    ("", "全部"),
    ("waiting", "待我处理"),
    ("overdue", "已超期"),
    ("due_soon", "三天内到期"),
    ("scheduled", "定时待发"),
    ("held_up", "未能按时发布"),
)


@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Show the editions a person may read, latest change first, or those of one tab."""
    at = timezone.now()
    asked = request.GET
    narrow = EditionFilter(
        states=tuple(filter(None, asked.getlist("state"))),
        bodies=tuple(int(one) for one in asked.getlist("body") if one.isdecimal()),
        kinds=tuple(filter(None, asked.getlist("kind"))),
        disclosure=asked.get("disclosure", ""),
        validity=asked.get("validity", ""),
        words=asked.get("q", "").strip()[:100],
        since=asked_day(request, "since"),
        until=asked_day(request, "until"),
    )
    tab = asked.get("tab", "")
    held = rights(request).held
    return shown(
        request,
        Listing(
            "公开信息",
            _columns(at),
            queries.narrowed(_rows(tab, request, at=at), narrow),
            screen=SCREEN,
            empty="没有符合条件的信息",
            filters=(
                Filter("q", "标题、文号或索引号", words=True),
                Filter("state", "状态", state_choices()),
                Filter("kind", "种类", kind_choices()),
                Filter(
                    "body", "单位", [(str(one.pk), one.name) for one in rights(request).bodies()]
                ),
                Filter("disclosure", "公开属性", disclosure_choices()),
                Filter("validity", "有效性", validity_choices()),
            ),
            dates="修改",
            acts=(("起草信息", "/office/documents/new/"),) if "drafter" in held else (),
            tabs=TABS,
            bulk=offered(held),
            key=lambda row: f"{row.pk}.{row.version}",
            sorted_by="" if tab else "-changed_at",
        ),
    )


def _rows(tab: str, request: HttpRequest, *, at: datetime) -> QuerySet[Edition]:
    lists = {
        "waiting": queries.worklist,
        "overdue": queries.overdue,
        "due_soon": queries.due_soon,
        "scheduled": queries.scheduled,
        "held_up": queries.held_up,
    }
    held = rights(request).held
    return lists.get(tab, queries.editions)(request.user, at=at, held=held)


def _columns(at: datetime) -> tuple[ListColumn, ...]:
    return (
        ListColumn("名称", str, lambda row: f"/office/editions/{row.pk}/"),
        ListColumn("状态", state_chip),
        ListColumn("种类", lambda row: row.rules.label),
        ListColumn("单位", lambda row: row.body.short_name or row.body.name),
        ListColumn("文号", lambda row: row.document_number),
        ListColumn("公开期限", lambda row: _due(row, at), sort="due_at"),
        ListColumn("发布时间", lambda row: row.published_at, sort="published_at"),
        ListColumn("最近修改", lambda row: row.changed_at, sort="changed_at"),
        ListColumn("修改人", lambda row: row.changed_by),
        ListColumn("索引号", lambda row: row.document.index_number, shown=False),
        ListColumn("栏目", lambda row: row.column or "", shown=False),
        ListColumn("公开属性", lambda row: row.get_disclosure_display(), shown=False),
        ListColumn("有效性", lambda row: row.document.get_validity_display(), shown=False),
        ListColumn("成文日期", lambda row: row.written_on, shown=False),
    )


def state_chip(edition: Edition) -> Chip:
    """Return the state of an edition as a chip."""
    if edition.state == "published":
        return Chip("done", edition.state_label)
    gone = edition.state in ("withdrawn", "discarded")
    return Chip("abolished" if gone else "info", edition.state_label)


def _due(edition: Edition, at: datetime) -> Chip | str:
    if edition.due_on is None or edition.state in CLOSED:
        return ""
    if edition.due_at and edition.due_at < at:
        return Chip("overdue", f"超期 {(at - edition.due_at).days} 天")
    return f"{edition.due_on:%Y-%m-%d}"
