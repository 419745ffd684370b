"""People on the screen (人员): who has an account, with which roles; passwords and second factors anew."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from gongkai.apps.accounts import actions
from gongkai.apps.accounts import queries as accounts
from gongkai.apps.accounts.models import User
from gongkai.apps.publishing.situations import local
from gongkai.core.kernel.refusals import Refused
from gongkai.core.publishing.roles import role_label, roles
from gongkai.web.office.rights import rights
from gongkai.web.office.tables import Chip, Filter, ListColumn, Listing, shown


def _today() -> date:
    return local(timezone.now()).date()


def _managed(request: HttpRequest) -> QuerySet[User]:
    """Return the people of the bodies whose administrator is signed in."""
    bodies = rights(request).held.get("administrator")
    if not bodies:
        raise PermissionDenied
    return accounts.staff_of(bodies)


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """List the people with their roles, second factor and last sign-in."""
    asked, today = request.GET, _today()
    rows = _managed(request)
    if asked.get("body", "").isdecimal():
        rows = rows.filter(body=asked["body"])
    if asked.get("role") in roles():
        rows = accounts.holding(rows, asked["role"], on=today)
    if asked.get("active") in ("yes", "no"):
        rows = rows.filter(is_active=asked["active"] == "yes")
    if asked.get("factor") in ("yes", "no"):
        rows = rows.filter(second_factor__isnull=asked["factor"] == "no")
    columns = (
        ListColumn("姓名", str, lambda row: f"/office/people/{row.pk}/"),
        ListColumn("用户名", lambda row: row.username, sort="username"),
        ListColumn("单位", lambda row: row.body),
        ListColumn("职务", lambda row: row.position),
        ListColumn("角色", lambda row: _roles(row, today)),
        ListColumn("双因素", lambda row: _factor(row)),
        ListColumn("最近登录", lambda row: row.last_login, sort="last_login"),
        ListColumn("账号", lambda row: "在用" if row.is_active else Chip("abolished", "停用")),
    )
    yes_no = (("yes", "是"), ("no", "否"))
    filters = (
        Filter("body", "单位", [(str(one.pk), one.name) for one in rights(request).bodies()]),
        Filter("role", "角色", [(key, one.label) for key, one in roles().items()]),
        Filter("active", "在用", yes_no),
        Filter("factor", "已启用双因素", yes_no),
    )
    lead = "开户、授予和收回角色在单位页办理。"
    return shown(
        request,
        Listing("人员", columns, rows, screen="people", lead=lead, filters=filters),
    )


def _roles(person: User, on: date) -> str:
    held = [
        role_label(one.role)
        for one in person.grants.all()
        if one.since <= on and (one.until is None or one.until >= on)
    ]
    return "、".join(dict.fromkeys(held))


def _factor(person: User) -> Chip | str:
    return Chip("done", "已启用") if hasattr(person, "second_factor") else "未启用"


@login_required
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person, and do what an administrator may do about the account."""
    person = get_object_or_404(_managed(request), pk=pk)
    at = timezone.now()
    if request.method == "POST":
        return _do(request, person)
    values = {
        "title": str(person),
        "person": person,
        "grants": person.grants.select_related("body").order_by("-since"),
        "today": local(at).date(),
        "second_factor": accounts.has_second_factor(person),
        "needs_factor": accounts.needs_second_factor(person, on=local(at).date()),
        "sign_ins": accounts.sign_ins(person, at=at),
    }
    return render(request, "office/person.html", values, using="jinja2")


def _do(request: HttpRequest, person: User) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()
    try:
        messages.success(request, ACTS[request.POST.get("act", "")](request, person, reason))
    except KeyError:
        messages.error(request, "没有这一事项。请重新选择")
    except Refused as refusal:
        for one in refusal.reasons:
            messages.error(request, one.sentence)
    return redirect("office:person", person.pk)


def _new_password(request: HttpRequest, person: User, _: str) -> str:
    password = secrets.token_urlsafe(12)
    actions.set_password(user=person, password=password, by=request.user, at=timezone.now())
    return f"{person}的一次性密码是 {password} ，只显示这一次，登录后须修改。"


def _reset_factor(request: HttpRequest, person: User, reason: str) -> str:
    actions.reset_second_factor(user=person, reason=reason, by=request.user, at=timezone.now())
    return f"已重置{person}的双因素，此前的登录已全部退出。"


def _deactivate(request: HttpRequest, person: User, reason: str) -> str:
    actions.deactivate(user=person, reason=reason, by=request.user, at=timezone.now())
    return f"已停用{person}的账号，办理过的事项照旧有效。"


def _reactivate(request: HttpRequest, person: User, reason: str) -> str:
    actions.reactivate(user=person, reason=reason, by=request.user, at=timezone.now())
    return f"已恢复{person}的账号。请再设一个一次性密码。"


def _end(request: HttpRequest, person: User, _: str) -> str:
    key = request.POST.get("sign_in", "")
    row = get_object_or_404(person.sign_ins, pk=key if key.isdecimal() else 0)
    actions.end_sign_in(sign_in=row, by=request.user, at=timezone.now())
    return f"已结束{person}的这次登录。"


ACTS: dict[str, Callable[[HttpRequest, User, str], str]] = {
    "password": _new_password,
    "second_factor": _reset_factor,
    "deactivate": _deactivate,
    "reactivate": _reactivate,
    "end": _end,
}
