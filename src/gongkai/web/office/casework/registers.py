"""The register (登记簿) of a body and year, and the tables of its report counted from the cases."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.apps.casework import queries
from gongkai.apps.casework.people import day_of
from gongkai.core.casework.statistics import figures
from gongkai.core.law.forms import Form, forms
from gongkai.web.office.tables import ListColumn, Listing, shown


def _chosen(request: HttpRequest) -> tuple[list[Any], Any, int]:
    at = timezone.now()
    bodies = list(queries.handling_bodies(request.user, at=at))
    if not bodies:
        raise Http404
    asked = request.GET.get("body", "")
    body = next((one for one in bodies if str(one.pk) == asked), bodies[0])
    told = request.GET.get("year", "")
    year = int(told) if told.isdecimal() and len(told) == 4 else day_of(at).year
    return bodies, body, year


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Show the register of a body and year: every number given, void ones with the reason."""
    _, body, year = _chosen(request)
    lines = queries.register(body, year)
    columns = tuple(
        ListColumn(words, lambda row, name=name: getattr(row, name))
        for name, words in REGISTER_COLUMNS
    )
    missing = queries.gaps(body, year)
    lead = f"缺号：{'、'.join(map(str, missing))}。" if missing else "编号连续，没有缺号。"
    return shown(
        request,
        Listing(f"{body}{year}年登记簿", columns, lines, lead=lead, empty="这一年还没有登记"),
    )


REGISTER_COLUMNS = (
    ("reference", "编号"),
    ("registered_on", "登记日期"),
    ("channel", "渠道"),
    ("title", "事项"),
    ("received_on", "收到之日"),
    ("state", "状态"),
    ("outcome", "办理结果"),
    ("concluded_on", "办结日期"),
    ("note", "备注"),
)


@login_required
def statistics(request: HttpRequest) -> HttpResponse:
    """Show tables 3 and 4 of a body and year as the cases give them; each figure opens its cases."""
    bodies, body, year = _chosen(request)
    form = next((one for one in forms().values() if one.covers(year)), None)
    if form is None:
        raise Http404
    third, fourth = queries.table3([body], year), queries.table4([body], year)
    wanted = request.GET.get("cell", "")
    keys = [*third.get(wanted, ()), *fourth.get(wanted, ())]
    values = {
        "title": f"{body}{year}年统计",
        "bodies": bodies,
        "body": body,
        "year": year,
        "columns": form.table3.columns,
        "rows": _rows(form, figures(third)),
        "remedies": _remedies(form, figures(fourth)),
        "cell": wanted,
        "cases": queries.cases_of(keys) if wanted in third else [],
        "found": queries.remedies_of(keys) if wanted in fourth else [],
    }
    return render(request, "office/casework/statistics.html", values, using="jinja2")


def _rows(form: Form, counted: Any) -> list[tuple[str, list[tuple[str, int]]]]:
    return [
        (
            " ".join((*row.group[1:], row.label)),
            [
                (f"{row.key}.{column.key}", counted.get(f"{row.key}.{column.key}", 0))
                for column in form.table3.columns
            ],
        )
        for row in form.table3.rows
    ]


def _remedies(form: Form, counted: Any) -> list[tuple[str, list[tuple[str, str, int]]]]:
    return [
        (
            group.label,
            [
                (column.label, name, counted.get(name, 0))
                for column in form.table4.columns
                for name in [f"{group.key}.{column.key}"]
            ],
        )
        for group in form.table4.groups
    ]
