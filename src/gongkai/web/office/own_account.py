"""A person's own page (我的账号): roles, password, second factor, where they are signed in."""

from __future__ import annotations

import base64
import secrets
from urllib.parse import quote, urlencode

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.apps.accounts import actions
from gongkai.apps.accounts import queries as accounts
from gongkai.apps.publishing.situations import local
from gongkai.core.kernel.refusals import Refused
from gongkai.web.office.editions.finding import Errors, errors_of
from gongkai.web.office.gate import VERIFIED

KEY = "office_new_second_factor"  # in the session until the first code has come
ISSUER = "公开工作台"


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Show who the person is, which roles they hold where, and how they sign in."""
    at = timezone.now()
    values = {
        "title": "我的账号",
        "grants": accounts.grants_of(request.user, on=local(at).date()),
        "second_factor": accounts.has_second_factor(request.user),
        "codes_left": accounts.recovery_codes_left(request.user),
        "sign_ins": accounts.sign_ins(request.user, at=at),
        "this_session": request.session.session_key,
    }
    return render(request, "office/me.html", values, using="jinja2")


@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Change one's password; the present one is asked first."""
    errors: Errors = []
    if request.method == "POST":
        errors = _password_errors(request)
        if not errors:
            try:
                user = actions.set_password(
                    user=request.user,
                    password=request.POST["new"],
                    by=request.user,
                    at=timezone.now(),
                )
            except Refused as refusal:
                errors = errors_of(refusal)
            else:
                update_session_auth_hash(request, user)
                actions.move_sign_in(user=user, session=request.session.session_key or "")
                messages.success(request, "密码已修改，您在其他地方的登录已全部退出。")
                return redirect("office:me")
    values = {"title": "修改密码", "errors": errors, "forced": request.user.must_change_password}
    return render(
        request, "office/password.html", values, using="jinja2", status=422 if errors else 200
    )


def _password_errors(request: HttpRequest) -> Errors:
    given = {name: request.POST.get(name, "") for name in ("present", "new", "again")}
    errors: Errors = []
    if not request.user.check_password(given["present"]):
        errors.append(("f-present", "当前密码不对。请重新输入"))
    if given["new"] != given["again"]:
        errors.append(("f-again", "两次输入的新密码不一致。请重新输入"))
    if given["new"] == given["present"]:
        errors.append(("f-new", "新密码与当前密码相同。请另设密码"))
    return errors


@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Switch the second factor on: show the picture, take the first code, show recovery codes."""
    if accounts.has_second_factor(request.user):
        return redirect("office:me")
    key = request.session.get(KEY)
    if key is None:
        key = base64.b32encode(secrets.token_bytes(20)).decode()
        request.session[KEY] = key
    errors: Errors = []
    if request.method == "POST":
        try:
            codes = actions.confirm_second_factor(
                user=request.user, key=key, code=request.POST.get("code", ""), at=timezone.now()
            )
        except Refused as refusal:
            errors = errors_of(refusal)
        else:
            del request.session[KEY]
            request.session[VERIFIED] = True
            return _codes_page(request, codes)
    account = quote(f"{ISSUER}:{request.user.username}")
    asked = urlencode({"secret": key, "issuer": ISSUER})
    picture = segno.make(f"otpauth://totp/{account}?{asked}", error="m")
    values = {
        "title": "启用双因素",
        "errors": errors,
        "picture": picture.svg_data_uri(scale=5, border=4, dark="#1C1B19", light="#fff"),
        "key": " ".join(key[at : at + 4] for at in range(0, len(key), 4)),
    }
    return render(
        request, "office/second_factor.html", values, using="jinja2", status=422 if errors else 200
    )


@login_required
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes and show them once."""
    try:
        codes = actions.renew_recovery_codes(user=request.user, at=timezone.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason.sentence)
        return redirect("office:me")
    return _codes_page(request, codes)


def _codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    values = {"title": "恢复码", "codes": codes}
    return render(request, "office/recovery_codes.html", values, using="jinja2")


@login_required
@require_POST
def end_sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions."""
    row = get_object_or_404(request.user.sign_ins, pk=pk)
    actions.end_sign_in(sign_in=row, by=request.user, at=timezone.now())
    messages.success(request, "已结束这次登录。")
    return redirect("office:me")
