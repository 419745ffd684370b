"""The status of an application (查询办理进度) for whoever has its number and code; no account.

The session holds the key of the case that was opened, for half an hour; number and code never stand
in an address.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.apps.casework import actions, queries, sealed_files
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.papers import PaperIn
from gongkai.apps.casework.people import Citizen
from gongkai.core.kernel.refusals import Refused
from gongkai.web.public.applying.forms import (
    LookUpForm,
    RatingForm,
    SupplementForm,
    WithdrawForm,
)
from gongkai.web.public.applying.pages import errors, page
from gongkai.web.public.limits import client

OPENED = "applying.opened"
OPEN_SECONDS = 30 * 60
ADDRESS = "/apply/status/"
Forms = dict[str, Any]
View = Callable[..., HttpResponse]


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; show the case once they fit."""
    if request.method != "POST":
        case = _opened(request)
        if case is not None:
            return _shown(request, case)
        number = request.GET.get("number", "")[:80]
        return _asking(request, LookUpForm(initial={"number": number}))
    form = LookUpForm(request.POST)
    if not form.is_valid():
        return _asking(request, form, mistakes=errors(form))
    try:
        case, _ = actions.look_up(
            number=form.cleaned_data["number"],
            code=form.cleaned_data["code"],
            address=client(request),
            at=timezone.now(),
        )
    except Refused as refusal:
        return _asking(request, form, mistakes=errors(form, refusal.reasons))
    request.session.cycle_key()
    request.session[OPENED] = {"case": case.pk, "until": timezone.now().timestamp() + OPEN_SECONDS}
    return HttpResponseRedirect(ADDRESS)


def _opened(request: HttpRequest) -> Case | None:
    held = request.session.get(OPENED)
    if not held or held["until"] < timezone.now().timestamp():
        return None
    return Case.objects.select_related("body").filter(pk=held["case"]).first()


def _asking(
    request: HttpRequest, form: LookUpForm, *, mistakes: list[tuple[str, str]] | None = None
) -> HttpResponse:
    values = {"title": "查询申请的办理进度", "form": form, "errors": mistakes or []}
    return page(request, "look_up", values, status=422 if mistakes else 200)


def _shown(
    request: HttpRequest,
    case: Case,
    *,
    forms: Forms | None = None,
    mistakes: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    values = {
        "title": "办理进度",
        "case": case,
        "status": queries.status_page(case),
        "explanation": queries.explanation(case),
        "supplement": SupplementForm(),
        "withdraw": WithdrawForm(),
        "rating": RatingForm(),
        "errors": mistakes or [],
        **(forms or {}),
    }
    return page(request, "status", values, status=422 if mistakes else 200)


def _with_case(view: View) -> View:
    """Give the opened case to a view; without one, ask for number and code again."""

    @wraps(view)
    def answered(request: HttpRequest, **named: Any) -> HttpResponse:
        case = _opened(request)
        if case is None:
            return HttpResponseRedirect(ADDRESS)
        return view(request, case, **named)

    return answered


@require_POST
@_with_case
def supplement(request: HttpRequest, case: Case) -> HttpResponse:
    """Take what the applicant supplements (补正)."""
    form = SupplementForm(request.POST)
    attached = [PaperIn(one.name or "", one.read()) for one in request.FILES.getlist("files")]

    def act() -> None:
        actions.record_supplementation(
            case=case,
            text=form.cleaned_data["text"],
            attachments=attached,
            by=Citizen(case.pk),
            at=timezone.now(),
        )

    return _done(request, case, "supplement", form, act)


@require_POST
@_with_case
def withdraw(request: HttpRequest, case: Case) -> HttpResponse:
    """Withdraw the application (撤回)."""
    form = WithdrawForm(request.POST)

    def act() -> None:
        remark = form.cleaned_data["remark"]
        actions.withdraw_application(
            case=case, remark=remark, by=Citizen(case.pk), at=timezone.now()
        )

    return _done(request, case, "withdraw", form, act)


@require_POST
@_with_case
def rate(request: HttpRequest, case: Case) -> HttpResponse:
    """Say how it went (评价)."""
    form = RatingForm(request.POST)

    def act() -> None:
        stars = int(form.cleaned_data["stars"])
        actions.rate(case=case, stars=stars, by=Citizen(case.pk), at=timezone.now())

    return _done(request, case, "rating", form, act)


def _done(
    request: HttpRequest, case: Case, name: str, form: Any, act: Callable[[], None]
) -> HttpResponse:
    if not form.is_valid():
        return _shown(request, case, forms={name: form}, mistakes=errors(form))
    try:
        act()
    except Refused as refusal:
        return _shown(request, case, forms={name: form}, mistakes=errors(form, refusal.reasons))
    return HttpResponseRedirect(ADDRESS)


@require_GET
@_with_case
def paper(request: HttpRequest, case: Case, *, key: int) -> HttpResponse:
    """Hand out a paper that was released to the applicant; the first time is proof of receipt."""
    found = case.papers.filter(pk=key).first()
    try:
        if found is None:
            raise Refused([])
        actions.fetch_paper(case=case, paper=found, by=Citizen(case.pk), at=timezone.now())
    except Refused:
        return _shown(request, case, mistakes=[("", "没有可以下载的这份材料。请刷新页面")])
    answer = HttpResponse(sealed_files.read(found.digest), content_type=found.media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the case that was opened in this browser (退出查询)."""
    request.session.pop(OPENED, None)
    return HttpResponseRedirect(ADDRESS)
