"""The gate of the back office (登录关口): a second factor and a password of one's own come first.

Whoever is signed in but has not yet given the code, must set a second factor, or must change a
password given by somebody else, is led there from every address under ``/office/``. Once through,
the session remembers it, so that later requests ask the database nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gongkai.apps.accounts import queries as accounts
from gongkai.apps.publishing.situations import local

PREFIX = "/office/"
THROUGH = "office_through_gate"
VERIFIED = "office_second_factor"
OPEN = ("office:login", "office:logout")
Next = Callable[[HttpRequest], HttpResponse]


class Gate:
    """Lead people to what must be done before they work."""

    def __init__(self, get_response: Next) -> None:
        """Keep what comes after."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the page that must come first, if there is one."""
        if request.path.startswith(PREFIX) and request.user.is_authenticated:
            first = self._first(request)
            if first:
                return redirect(first)
        return self.get_response(request)

    def _first(self, request: HttpRequest) -> str:
        if request.path in {reverse(name) for name in OPEN}:
            return ""
        wanted = todo(request)
        if not wanted or request.path == reverse(wanted):
            return ""
        back = request.get_full_path() if request.method == "GET" else ""
        asked = f"?{urlencode({'next': back})}" if back and wanted == "office:verify" else ""
        return reverse(wanted) + asked


def todo(request: HttpRequest) -> str:
    """Return the route of what a signed-in person must do first; nothing when they may work."""
    user = request.user
    if not request.session.get(THROUGH):
        if accounts.has_second_factor(user):
            if not request.session.get(VERIFIED):
                return "office:verify"
        elif accounts.needs_second_factor(user, on=local(timezone.now()).date()):
            return "office:second-factor"
        if not user.must_change_password:
            request.session[THROUGH] = True
    return "office:password" if user.must_change_password else ""
