"""Bodies, people and roles (单位、人员、角色): their pages and the acts on them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.apps.accounts import actions, permissions, upkeep
from gongkai.apps.accounts.models import Grant, User
from gongkai.apps.accounts.queries import roster, vacancies, visible_bodies
from gongkai.apps.organizations import queries as organizations
from gongkai.apps.organizations.models import Profile, PublicBody
from gongkai.apps.publishing.situations import local
from gongkai.core.kernel.refusals import Refused
from gongkai.core.publishing.roles import role_label, roles
from gongkai.web.office.editions.finding import Errors, errors_of
from gongkai.web.office.rights import rights
from gongkai.web.office.tables import ListColumn, Listing, shown

PROFILE_FIELDS = tuple(
    field for field in Profile._meta.fields if field.name not in ("id", "body", "checked_on")
)


def _today() -> date:
    return local(timezone.now()).date()


@login_required
def bodies(request: HttpRequest) -> HttpResponse:
    """List the bodies a person may see, with what their profile lacks."""
    incomplete = {
        body.pk: lacking for body, lacking in organizations.incomplete_profiles(on=_today())
    }
    rows = visible_bodies(request.user, on=_today()).order_by("order", "id")
    columns = (
        ListColumn("名称", lambda row: row.name, lambda row: f"/office/bodies/{row.pk}/"),
        ListColumn("层级", lambda row: row.get_level_display()),
        ListColumn("上级", lambda row: row.parent or ""),
        ListColumn("代码", lambda row: row.code),
        ListColumn("资料缺项", lambda row: "、".join(incomplete.get(row.pk, [])) or "齐全"),
        ListColumn("撤并日期", lambda row: row.closed_on),
    )
    top = rights(request).any_of("administrator")
    acts = (("新设单位", "/office/bodies/new/"),) if top else ()
    listing = Listing("单位", columns, rows.select_related("parent"), acts=acts)
    return shown(request, listing)


class BodyForm(forms.Form):
    """What a new body needs."""

    name = forms.CharField(label="名称", max_length=100, help_text="编制文件上的全称")
    short_name = forms.CharField(label="简称", max_length=40, required=False)
    code = forms.CharField(
        label="统一社会信用代码或组织机构代码",
        max_length=18,
        help_text="写进索引号，定了以后不能改",
    )
    slug = forms.SlugField(
        label="网址名", max_length=60, help_text="小写字母、数字和连字符，如 water-bureau"
    )
    level = forms.ChoiceField(label="层级", choices=PublicBody.Level.choices)
    parent = forms.ModelChoiceField(None, label="上级", empty_label=None)
    founded_on = forms.DateField(
        label="设立日期", required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    order = forms.IntegerField(label="排序", min_value=0, initial=1000, help_text="小的在前")

    def __init__(self, *args: Any, parents: QuerySet[PublicBody], **kwargs: Any) -> None:
        """Offer the bodies below which a new one may stand."""
        super().__init__(*args, auto_id="f-%s", **kwargs)
        self.fields["parent"].queryset = parents
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"f-{name}_helptext"


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Enter a new body."""
    keys = rights(request).held.get("administrator")
    if not keys:
        raise PermissionDenied
    parents = PublicBody.objects.filter(pk__in=keys, closed_on=None)
    form = BodyForm(request.POST or None, parents=parents)
    errors: Errors = []
    if request.method == "POST":
        errors = [
            (f"f-{name}", f"{form[name].label}：{text}")
            for name, texts in form.errors.items()
            for text in texts
        ]
        if not errors:
            body = PublicBody(**form.cleaned_data)
            try:
                upkeep.create_body(body=body, by=request.user, at=timezone.now())
            except Refused as refusal:
                errors = errors_of(refusal)
            else:
                messages.success(request, "已新设单位。请补齐单位资料，再开户、授予角色。")
                return redirect("office:body", body.pk)
    values = {"title": "新设单位", "form": form, "errors": errors}
    status = 422 if errors else 200
    return render(request, "office/body_new.html", values, using="jinja2", status=status)


@login_required
def body_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one body: names, profile, roster, and the acts a person may do on it."""
    body = _body(request, pk)
    today = _today()
    profile = Profile.objects.filter(body=body).first() or Profile(body=body)
    values = {
        "title": body.name,
        "body": body,
        "names": organizations.names_of(body),
        "profile": [(field, getattr(profile, field.name)) for field in PROFILE_FIELDS],
        "required": Profile.REQUIRED,
        "missing": profile.missing(),
        "checked_on": profile.checked_on,
        "roster": roster(body, on=today),
        "vacancies": [role_label(role) for role in vacancies(body, on=today)],
        "roles": [(key, role.label, role.duty) for key, role in roles().items()],
        "staff": User.objects.filter(body=body, is_active=True),
        "others": [one for one in organizations.bodies(on=today) if one.pk != body.pk],
        "may": {
            act: not permissions.reasons_against(request.user, act, body, on=today)
            for act in (
                "organizations.edit_profile",
                "organizations.manage_bodies",
                "accounts.manage_staff",
            )
        },
    }
    return render(request, "office/body.html", values, using="jinja2")


def _body(request: HttpRequest, pk: int) -> PublicBody:
    return get_object_or_404(visible_bodies(request.user, on=_today()), pk=pk)


def _do(request: HttpRequest, pk: int, work: Callable[[PublicBody], str]) -> HttpResponse:
    body = _body(request, pk)
    try:
        messages.success(request, work(body))
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason.sentence)
    return redirect("office:body", pk)


def _given(request: HttpRequest, *names: str) -> dict[str, Any]:
    return {name: request.POST.get(name, "").strip() for name in names}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _today()


@login_required
@require_POST
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the profile of a body and note that it was checked today."""

    def work(body: PublicBody) -> str:
        values = _given(request, *(field.name for field in PROFILE_FIELDS))
        saved = upkeep.update_profile(body=body, values=values, by=request.user, at=timezone.now())
        lacking = saved.missing()
        return f"已保存，还缺{'、'.join(lacking)}。" if lacking else "已保存，资料齐全。"

    return _do(request, pk, work)


@login_required
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a body a new name from a day on."""

    def work(body: PublicBody) -> str:
        given = _given(request, "name", "reason", "since")
        upkeep.rename_body(
            body=body,
            name=given["name"],
            since=_day(given["since"]),
            reason=given["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return f"已更名为“{given['name']}”，旧名称保留在历史中。"

    return _do(request, pk, work)


@login_required
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a body that was merged into another."""

    def work(body: PublicBody) -> str:
        given = _given(request, "into", "reason", "on")
        into = get_object_or_404(PublicBody, pk=given["into"] or 0)
        upkeep.merge_body(
            body=body,
            into=into,
            on=_day(given["on"]),
            reason=given["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return f"已并入{into}。"

    return _do(request, pk, work)


@login_required
@require_POST
def add_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an account with a one-time password, shown once."""

    def work(body: PublicBody) -> str:
        given = _given(request, "username", "name")
        password = secrets.token_urlsafe(12)
        user = actions.create_user(
            username=given["username"],
            name=given["name"],
            body=body,
            password=password,
            by=request.user,
            at=timezone.now(),
        )
        return f"已为{user}开户，一次性密码 {password} ，只显示这一次，首次登录须修改。"

    return _do(request, pk, work)


@login_required
@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant a role at the body."""

    def work(body: PublicBody) -> str:
        given = _given(request, "user", "role", "reason")
        user = get_object_or_404(User, pk=given["user"] or 0)
        actions.grant_role(
            user=user,
            body=body,
            role=given["role"],
            reason=given["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return f"已授予{user}“{role_label(given['role'])}”。"

    return _do(request, pk, work)


@login_required
@require_POST
def end_grant(request: HttpRequest, pk: int, grant_pk: int) -> HttpResponse:
    """End a role today."""

    def work(body: PublicBody) -> str:
        row = get_object_or_404(Grant, pk=grant_pk, body=body)
        reason = request.POST.get("reason", "").strip()
        actions.end_grant(
            grant=row, last_day=_today(), reason=reason, by=request.user, at=timezone.now()
        )
        return f"已收回{row.user}的“{role_label(row.role)}”。"

    return _do(request, pk, work)
