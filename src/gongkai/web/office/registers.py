"""Registers and figures (登记和统计): releases, terms kept, validity, columns gone stale, the trail."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing import queries
from gongkai.apps.publishing.choices import validity_choices
from gongkai.apps.publishing.models import Edition, Release
from gongkai.apps.publishing.situations import local
from gongkai.web.office.rights import rights
from gongkai.web.office.tables import Filter, ListColumn, Listing, shown


def _today() -> date:
    return local(timezone.now()).date()


def asked_day(request: HttpRequest, name: str) -> date | None:
    """Return the day that an address asks for; none when it asks for none."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def _asked_body(request: HttpRequest) -> tuple[PublicBody | None, list[tuple[str, str]]]:
    mine = rights(request).bodies()
    asked = request.GET.get("body", "")
    chosen = next((one for one in mine if str(one.pk) == asked), None)
    return chosen, [(str(one.pk), one.name) for one in mine]


def _edition(row: Release) -> str:
    return f"/office/editions/{row.edition_id}/"


@login_required
def releases(request: HttpRequest) -> HttpResponse:
    """Show the release register (信息发布登记) of the bodies a person may read."""
    body, bodies = _asked_body(request)
    rows = queries.register_rows(
        body=body, since=asked_day(request, "since"), until=asked_day(request, "until")
    )
    mine = rights(request)
    if not mine.reads_all():
        rows = rows.filter(body__in=mine.readable)
    columns = (
        ListColumn("名称", lambda row: row.title, _edition),
        ListColumn("事项", lambda row: row.get_act_display()),
        ListColumn("索引号", lambda row: row.index_number),
        ListColumn("发布机构", lambda row: row.body),
        ListColumn("时间", lambda row: row.at, sort="at"),
        ListColumn("办理人", lambda row: row.by or "定时任务"),
        ListColumn("审核人", lambda row: "、".join(name for _, name in row.reviewers)),
        ListColumn("公开期限", lambda row: row.due_on),
        ListColumn("按期", lambda row: row.in_time),
        ListColumn("事由", lambda row: row.reason),
    )
    lead = "每一次发布、更新、更正和撤回各占一行，不能改动。"
    acts = [(str(key), label) for key, label in Release.Act.choices]
    if request.GET.get("act") in Release.Act.values:
        rows = rows.filter(act=request.GET["act"])
    filters = (Filter("body", "发布机构", bodies), Filter("act", "事项", acts))
    return shown(
        request,
        Listing(
            "信息发布登记",
            columns,
            rows,
            screen="releases",
            lead=lead,
            filters=filters,
            dates="办理",
            sorted_by="-at",
        ),
    )


@login_required
def on_time(request: HttpRequest) -> HttpResponse:
    """Show how each body kept its terms (按期公开率)."""
    today = _today()
    since = asked_day(request, "since") or today.replace(month=1, day=1)
    until = asked_day(request, "until") or today
    mine = rights(request).readable
    rows = [one for one in queries.on_time(since=since, until=until) if one.body.pk in mine]
    columns = (
        ListColumn("单位", lambda row: row.body),
        ListColumn("有期限的公开", lambda row: row.judged),
        ListColumn("按期", lambda row: row.in_time),
        ListColumn(
            "按期率", lambda row: f"{100 * row.in_time / row.judged:.1f}%" if row.judged else "—"
        ),
    )
    lead = f"{since} 至 {until}，依《政府信息公开条例》第二十六条等期限计算。"
    return shown(request, Listing("按期公开情况", columns, rows, lead=lead, dates="统计期"))


@login_required
def validity(request: HttpRequest) -> HttpResponse:
    """Show the library of documents with their validity (文件库)."""
    body, bodies = _asked_body(request)
    rows = queries.validity_library(validity=request.GET.get("validity", ""), body=body).filter(
        body__in=rights(request).readable
    )
    filters = (Filter("validity", "有效性", validity_choices()), Filter("body", "发布机构", bodies))
    return shown(
        request,
        Listing("文件库和有效性", _documents(), rows, screen="validity", filters=filters),
    )


@login_required
def expiring(request: HttpRequest) -> HttpResponse:
    """Show documents whose validity ends within half a year (即将失效)."""
    rows = queries.expiring(request.user, on=_today())
    lead = "有效期半年内届满的文件。请评估后修订、延续，或到期自动标注失效。"
    return shown(
        request, Listing("即将失效", _documents(), rows, lead=lead, empty="半年内没有失效的文件")
    )


def _documents() -> tuple[ListColumn, ...]:
    def page(row: Edition) -> str:
        return f"/office/editions/{row.pk}/"

    return (
        ListColumn("名称", lambda row: row.title, page),
        ListColumn("文号", lambda row: row.document_number),
        ListColumn("发布机构", lambda row: row.body),
        ListColumn("成文日期", lambda row: row.written_on, sort="written_on"),
        ListColumn("有效期至", lambda row: row.expires_on, sort="expires_on"),
        ListColumn("有效性", lambda row: row.document.get_validity_display()),
    )


@login_required
def stale(request: HttpRequest) -> HttpResponse:
    """Show columns past their term of updating (更新不及时)."""
    rows = queries.stale_columns(on=_today())
    columns = (
        ListColumn("栏目", lambda row: row.column.label),
        ListColumn("责任单位", lambda row: row.column.owner or ""),
        ListColumn("更新期限（天）", lambda row: row.column.update_within_days),
        ListColumn("最近更新", lambda row: row.last_on or "从未更新"),
        ListColumn("已有天数", lambda row: row.days),
    )
    lead = "超过更新期限的栏目。空白栏目是网站检查的单项否决事项。"
    return shown(
        request, Listing("更新不及时的栏目", columns, rows, lead=lead, empty="没有超期的栏目")
    )
