"""Signing in and out (登录、退出), with a code of the second factor where there is one."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gongkai.apps.accounts import actions
from gongkai.apps.accounts import queries as accounts
from gongkai.core.kernel.refusals import Refused
from gongkai.web.office.editions.finding import Errors, errors_of
from gongkai.web.office.gate import VERIFIED, todo
from gongkai.web.public.limits import client

FEW_CODES = 3


class SignInForm(AuthenticationForm):
    """User name and password, in plain words."""

    error_messages: ClassVar[dict[str, str]] = {
        "invalid_login": "用户名或密码不对。请核对后重新输入；连续多次输错，账号会暂时锁定。",
        "inactive": "这个账号已停用。请联系本单位的管理员。",
    }
    username = forms.CharField(
        label="用户名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; go on to where the person wanted to go."""
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        actions.note_sign_in(
            user=request.user,
            session=request.session.session_key or "",
            address=client(request),
            browser=request.headers.get("User-Agent", ""),
            at=timezone.now(),
        )
        return redirect(_wanted(request))
    return render(
        request,
        "office/sign_in.html",
        {"title": "登录", "form": form, "next": request.GET.get("next", "")},
        using="jinja2",
    )


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe and wanted else reverse("office:home")


@login_required
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the device, or a recovery code."""
    if todo(request) != "office:verify":
        return redirect("office:home")
    errors: Errors = []
    if request.method == "POST":
        try:
            how = actions.verify_second_factor(
                user=request.user, code=request.POST.get("code", ""), at=timezone.now()
            )
        except Refused as refusal:
            errors = errors_of(refusal)
        else:
            request.session.cycle_key()
            actions.move_sign_in(user=request.user, session=request.session.session_key or "")
            request.session[VERIFIED] = True
            if how == "recovery":
                _warn_of_codes(request)
            return redirect(_wanted(request))
    values = {
        "title": "输入验证码",
        "errors": errors,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(
        request, "office/verify.html", values, using="jinja2", status=422 if errors else 200
    )


def _warn_of_codes(request: HttpRequest) -> None:
    left = accounts.recovery_codes_left(request.user)
    advice = "请尽快在“我的账号”里更换恢复码。" if left <= FEW_CODES else ""
    messages.warning(request, f"已使用一个恢复码，还剩 {left} 个。{advice}")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and show the sign-in page."""
    logout(request)
    return redirect("office:login")
