"""Rendering in the site's frame (页面外框) what is nobody else's business: never kept by caches."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.core.kernel.refusals import Reason
from gongkai.web.portal import rendering
from gongkai.web.portal.refreshing import identity
from gongkai.web.public.applying.forms import FIELD_OF

HERE = "/apply/"


def page(
    request: HttpRequest, name: str, values: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return the page ``public/applying/NAME.html``."""
    site = identity()
    shown = {"site": rendering.frame_site(site), "here": HERE, "identity": site, **values}
    answer = render(request, f"public/applying/{name}.html", shown, using="jinja2", status=status)
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "same-origin"
    return answer


def errors(form: Any, reasons: tuple[Reason, ...] | list[Reason] = ()) -> list[tuple[str, str]]:
    """Return every mistake with the anchor of its field: those of the form, then the law's."""
    found = [(f"id_{name}", str(text)) for name, texts in form.errors.items() for text in texts]
    for reason in reasons:
        name = FIELD_OF.get(reason.code, "")
        found.append((f"id_{name}" if name in form.fields else "", reason.sentence))
    return found
