"""The tree of columns on the screen (栏目管理): what the law prescribes, and what the county adds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.apps.accounts import permissions, upkeep
from gongkai.apps.accounts.authority import county
from gongkai.apps.accounts.column_upkeep import FIXED
from gongkai.apps.organizations import queries as organizations
from gongkai.apps.organizations.models import SiteColumn
from gongkai.apps.publishing.queries import column_counts
from gongkai.apps.publishing.situations import local
from gongkai.core.kernel.refusals import Refused
from gongkai.core.publishing.kinds import kinds
from gongkai.core.publishing.terms import terms
from gongkai.web.office.editions.finding import Errors, errors_of
from gongkai.web.office.tables import Chip, ListColumn, Listing, shown

TYPES = (
    "信息公开", "政策文件", "政策解读", "机构职能", "规划计划", "数据发布", "办事服务", "财政信息",
    "新闻动态", "通知公告", "互动交流", "专题专栏",
)  # fmt: skip


def _today() -> date:
    return local(timezone.now()).date()


def _may(request: HttpRequest) -> bool:
    act = "organizations.manage_columns"
    return not permissions.reasons_against(request.user, act, county(), on=_today())


def walked(rows: list[SiteColumn]) -> Iterator[tuple[int, SiteColumn]]:
    """Yield the columns as the tree reads from above, each with its depth."""
    below: dict[int | None, list[SiteColumn]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[int, SiteColumn]]:
        for row in below.get(parent, ()):
            yield depth, row
            yield from walk(row.pk, depth + 1)

    return walk(None, 0)


class ColumnForm(forms.Form):
    """What may be set of a column."""

    name = forms.CharField(
        label="网址名",
        max_length=40,
        help_text="小写字母、数字和连字符，如 water-supply；定了以后不能改，更名、移动也不变",
    )
    label = forms.CharField(label="名称", max_length=100)
    parent = forms.ModelChoiceField(
        SiteColumn.objects.none(), label="上级栏目", required=False, empty_label="（最上一级）"
    )
    type = forms.ChoiceField(
        label="栏目类别", required=False, help_text="页面标签 ColumnType 的取值"
    )
    kinds = forms.MultipleChoiceField(
        label="收录种类",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只有这些种类可以放进来；一个也不选，就什么都可以放",
    )
    owner = forms.ModelChoiceField(
        None,
        label="责任单位",
        required=False,
        empty_label="（没有指定）",
        help_text="负责按时更新的单位，超期时在“栏目更新”里点名",
    )
    update_within_days = forms.IntegerField(
        label="更新期限（天）", required=False, min_value=1, max_value=3660
    )
    per_body = forms.BooleanField(label="各单位分设", required=False)
    description = forms.CharField(
        label="栏目说明", max_length=200, required=False, widget=forms.Textarea({"rows": 2})
    )
    keywords = forms.CharField(label="栏目关键词", max_length=200, required=False)
    basis = forms.CharField(
        label="依据", max_length=200, required=False, help_text="规定要设这个栏目的条款或者文件"
    )
    order = forms.IntegerField(
        label="排序", min_value=0, max_value=100_000, help_text="小的在前，法定栏目以十递增"
    )

    def __init__(self, *args: Any, column: SiteColumn | None, **kwargs: Any) -> None:
        """Build the form for one column, or for a new one."""
        super().__init__(*args, auto_id="f-%s", **kwargs)
        self.fields["parent"].queryset = organizations.columns(on=_today())
        self.fields["owner"].queryset = organizations.bodies(on=_today())
        self.fields["kinds"].choices = [(key, one.label) for key, one in kinds().items()]
        known = [*TYPES, *([column.type] if column and column.type not in TYPES else [])]
        self.fields["type"].choices = [("", "没有"), *((one, one) for one in known if one)]
        if column is not None:
            del self.fields["name"]
        if column is not None and column.prescribed:
            for name in FIXED:
                del self.fields[name]
        for name, field in self.fields.items():
            if field.help_text and name != "kinds":
                field.widget.attrs["aria-describedby"] = f"f-{name}_helptext"


@login_required
def columns(request: HttpRequest) -> HttpResponse:
    """Show the tree of columns."""
    rows = list(walked(list(organizations.columns())))
    counts = column_counts()
    labels = {key: one.label for key, one in kinds().items()}
    shown_columns = (
        ListColumn(
            "栏目",
            lambda row: row[1].label,
            lambda row: f"/office/columns/{row[1].pk}/",
            depth=lambda row: row[0],
        ),
        ListColumn("性质", _nature),
        ListColumn("收录种类", lambda row: "、".join(labels.get(k, k) for k in row[1].kinds)),
        ListColumn("责任单位", lambda row: row[1].owner or ""),
        ListColumn("更新期限（天）", lambda row: row[1].update_within_days),
        ListColumn("累计收录", lambda row: counts.get(row[1].pk, 0)),
        ListColumn("依据", lambda row: row[1].basis),
    )
    acts = (("增设栏目", "/office/columns/new/"),) if _may(request) else ()
    lead = "法定栏目的名称、编码和位置不能改动；本县可以增设、更名、移动、停用自己的栏目。"
    listing = Listing("栏目", shown_columns, rows, lead=lead, acts=acts, whole=True)
    return shown(request, listing)


def _nature(row: tuple[int, SiteColumn]) -> Chip:
    column = row[1]
    if column.retired_on:
        return Chip("abolished", f"{column.retired_on} 停用")
    return Chip("valid", "法定") if column.prescribed else Chip("info", "自设")


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Add a column."""
    form = ColumnForm(
        request.POST or None,
        column=None,
        initial={"order": 1000, "parent": request.GET.get("parent")},
    )
    return _form_page(request, form, None)


@login_required
def column_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one column; change what may be changed."""
    column = get_object_or_404(organizations.columns(), pk=pk)
    initial = {name: getattr(column, name) for name in ColumnForm.base_fields if name != "name"}
    form = ColumnForm(request.POST or None, column=column, initial=initial)
    return _form_page(request, form, column)


def _form_page(request: HttpRequest, form: ColumnForm, column: SiteColumn | None) -> HttpResponse:
    errors: Errors = []
    if request.method == "POST":
        errors = [
            (f"f-{name}", f"{form[name].label}：{text}")
            for name, texts in form.errors.items()
            for text in texts
        ]
        if not errors:
            try:
                saved = _save(request, form.cleaned_data, column)
            except Refused as refusal:
                errors = errors_of(refusal)
            else:
                messages.success(request, f"已保存栏目“{saved.label}”，门户页面随后更新。")
                return redirect("office:column", saved.pk)
    held = [kinds()[key] for key in (column.kinds if column else ()) if key in kinds()]
    values = {
        "title": column.label if column else "增设栏目",
        "column": column,
        "form": form,
        "errors": errors,
        "may": _may(request),
        "terms": [
            (kind.label, terms()[rule.term].label, terms()[rule.term].on(_today()))
            for kind in held
            for rule in kind.terms
        ],
    }
    status = 422 if errors else 200
    return render(request, "office/column.html", values, using="jinja2", status=status)


def _save(request: HttpRequest, values: dict[str, Any], column: SiteColumn | None) -> SiteColumn:
    by, at = request.user, timezone.now()
    if column is None:
        return upkeep.add_column(name=values.pop("name"), values=values, by=by, at=at)
    return upkeep.change_column(column=column, values=values, by=by, at=at)


@login_required
@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Retire a column, or take it into use again."""
    column = get_object_or_404(SiteColumn, pk=pk)
    by, at = request.user, timezone.now()
    try:
        if "reopen" in request.POST:
            upkeep.reopen_column(column=column, by=by, at=at)
            messages.success(request, "栏目已恢复使用。")
        else:
            upkeep.retire_column(column=column, on=_today(), by=by, at=at)
            messages.success(request, "栏目已停用，里面的信息仍可查看，不能再放新的。")
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason.sentence)
    return redirect("office:column", pk)
