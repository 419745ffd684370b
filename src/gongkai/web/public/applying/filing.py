"""Filing an application (提出申请): form, check page, receipt. Nothing personal is kept in between.

What was written travels with the pages as hidden fields until it is filed; the session only holds
the keys of forms that have been filed, so that sending one twice files it once.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.adapters.writers.application_form import write_application_form
from gongkai.apps.casework import actions
from gongkai.apps.casework.papers import PaperIn
from gongkai.apps.casework.people import Citizen, day_of
from gongkai.core.casework.application import (
    MOST_MATTERS,
    ROUTES,
    SUPPLIES,
    applicant_kinds,
    misfits,
    missing,
)
from gongkai.core.kernel.refusals import Refused
from gongkai.web.public.applying import human
from gongkai.web.public.applying.forms import ApplicationForm
from gongkai.web.public.applying.pages import errors, page
from gongkai.web.public.applying.pictures import qr_code

STEPS = ("填写", "核对", "完成")
FILED = "applying.filed"
MOST_REMEMBERED = 20


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST go on as the button says: one more matter, check, back, or file."""
    if request.method != "POST":
        return _form(request, _blank(request))
    step = request.POST.get("step", "check")
    filled = _filled(request)
    if step == "more":
        return _form(request, _filled(request, more=1, bound=False))
    if step == "edit":
        return _form(request, _filled(request, bound=False))
    return _filing(request, filled) if step == "file" else _checking(request, filled)


def _blank(request: HttpRequest) -> ApplicationForm:
    today = day_of(timezone.now())
    body = request.GET.get("body", "")[:60]
    return ApplicationForm(today=today, initial={"body": body, "kind": "natural_person"})


def _filled(request: HttpRequest, *, more: int = 0, bound: bool = True) -> ApplicationForm:
    told = request.POST.get("count", "1")
    count = int(told) if told.isdecimal() and len(told) < 3 else 1
    count = min(max(1, count) + more, MOST_MATTERS)
    today = day_of(timezone.now())
    if bound:
        return ApplicationForm(request.POST, today=today, count=count)
    return ApplicationForm(today=today, count=count, initial=request.POST.dict())


def _form(
    request: HttpRequest, shown: ApplicationForm, *, mistakes: list[tuple[str, str]] | None = None
) -> HttpResponse:
    values = {
        "title": "申请公开政府信息",
        "steps": STEPS,
        "form": shown,
        "errors": mistakes or [],
        "stamp": request.POST.get("stamp") or human.stamp(timezone.now()),
        "count": len(shown.matters),
        "may_add": len(shown.matters) < MOST_MATTERS,
    }
    return page(request, "form", values, status=422 if mistakes else 200)


def _checking(request: HttpRequest, filled: ApplicationForm) -> HttpResponse:
    """Show what was written, all mistakes at once on the form when there are any."""
    mistakes = _mistakes(filled)
    if mistakes:
        return _form(request, filled, mistakes=mistakes)
    return _check_page(request, filled)


def _mistakes(filled: ApplicationForm) -> list[tuple[str, str]]:
    filled.is_valid()
    told = filled.application()
    lacking = missing(told)
    # That nothing at all is asked for is said once, in the words of the law.
    unfit = [one for one in misfits(told) if not (lacking and one.code == "casework.no_matter")]
    return errors(filled, [*unfit, *lacking])


def _check_page(
    request: HttpRequest, filled: ApplicationForm, *, refused: list[str] | None = None
) -> HttpResponse:
    values = {
        "title": "核对申请",
        "steps": STEPS,
        "form": filled,
        "rows": _rows(filled),
        "errors": [("", sentence) for sentence in refused or []],
        "stamp": request.POST.get("stamp", ""),
        "key": request.POST.get("key") or secrets.token_urlsafe(16),
        "count": len(filled.matters),
        "kept": _kept(filled),
    }
    return page(request, "check", values, status=422 if refused else 200)


def _kept(filled: ApplicationForm) -> list[tuple[str, str]]:
    """Return what was written as hidden fields, the file fields and the trap left out."""
    left_out = ("website", "count")
    return [(name, filled[name].value() or "") for name in filled.fields if name not in left_out]


def _rows(filled: ApplicationForm) -> list[tuple[str, str]]:
    given = filled.cleaned_data
    words: dict[str, dict[str, str]] = {
        "kind": applicant_kinds(),
        "supply": SUPPLIES,
        "supply_route": ROUTES,
    }
    rows = []
    for name, field in filled.fields.items():
        value = given.get(name)
        if value and name not in ("count", "website"):
            rows.append((str(field.label), words.get(name, {}).get(str(value), str(value))))
    return rows


def _filing(request: HttpRequest, filled: ApplicationForm) -> HttpResponse:
    mistakes = _mistakes(filled)
    if mistakes:
        return _form(request, filled, mistakes=mistakes)
    key = request.POST.get("key", "")[:40]
    before: dict[str, str] = request.session.get(FILED, {})
    if key in before:
        return page(request, "filed_before", {"title": "申请已经提交", "number": before[key]})
    now = timezone.now()
    doubts = human.doubts(request.POST.get("stamp", ""), request.POST.get("website", ""), at=now)
    if doubts:
        return _check_page(request, filled, refused=[one.sentence for one in doubts])
    attached = [PaperIn(one.name or "", one.read()) for one in request.FILES.getlist("files")]
    try:
        filed = actions.file_application(
            body=filled.cleaned_data["body"],
            application=filled.application(),
            attachments=attached,
            by=Citizen(),
            at=now,
        )
    except Refused as refusal:
        told = [reason.sentence for reason in refusal.reasons]
        return _check_page(request, filled, refused=told)
    remembered = [*before.items()][-MOST_REMEMBERED:]
    request.session[FILED] = {**dict(remembered), key: filed.case.reference}
    return _receipt(request, filed)


def _receipt(request: HttpRequest, filed: Any) -> HttpResponse:
    address = request.build_absolute_uri(f"/apply/status/?number={filed.case.reference}")
    values = {
        "title": "申请已经提交",
        "steps": STEPS,
        "case": filed.case,
        "code": filed.code,
        "registered_on": day_of(filed.case.registered_at),
        "qr_code": qr_code(address),
        "status_address": address,
    }
    return page(request, "receipt", values)


@require_GET
def blank_form(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Return the blank application form as PDF, for filling in by hand (空白申请表)."""
    answer = HttpResponse(write_application_form(None), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="application-form.pdf"'
    return answer
