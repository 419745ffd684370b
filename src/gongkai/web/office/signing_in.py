"""Signing in and out (登录、退出), and a person's own page."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gongkai.apps.accounts import queries as accounts
from gongkai.apps.publishing.situations import local


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


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and show the sign-in page."""
    logout(request)
    return redirect("office:login")


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Show who the person is and which roles they hold where."""
    grants = accounts.grants_of(request.user, on=local(timezone.now()).date())
    return render(
        request, "office/me.html", {"title": "我的账号", "grants": grants}, using="jinja2"
    )
