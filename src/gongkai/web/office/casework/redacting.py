"""Redacting a paper on the screen (遮盖处理): by words, by numbers, by two clicks, by figures.

All state is in the form: nothing is kept before the copy is made. Words never stand in an address.
"""

from __future__ import annotations

import json
from dataclasses import astuple, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.adapters.redaction import finding
from gongkai.adapters.redaction.boxes import Box
from gongkai.adapters.redaction.convert import as_pdf
from gongkai.adapters.redaction.pdf import RedactionError, page_count, render_page
from gongkai.apps.casework import actions, screening, sealed_files
from gongkai.apps.casework.models import Paper
from gongkai.apps.casework.people import day_of
from gongkai.core.kernel.refusals import Refused
from gongkai.core.law import grounds
from gongkai.web.office.casework.finding import case_of
from gongkai.web.office.editions.finding import errors_of

WIDTH = 800
"""Pixels of the picture; clicks are counted in them, so it is never scaled."""
MOST_BOXES = 500
MOST_TOLD = 10


def ground_choices() -> list[tuple[str, str]]:
    """Return the grounds with their kinds, as they are chosen on the screen."""
    return [
        (
            f"{ground.key}.{kind}" if kind else ground.key,
            f"{ground.label}：{label}" if kind else label,
        )
        for ground in grounds.grounds().values()
        for kind, label in (ground.kinds.items() or [("", ground.label)])
    ]


@login_required
def redact(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Show a paper with its boxes; add, remove, find, and at last make the copy."""
    paper = _paper(request, pk, key)
    try:
        content = _pdf_of(paper)
        pages = page_count(content)
    except RedactionError as error:
        return _page(request, paper, [], pages=0, errors=[("", str(error))])
    boxes = _boxes_in(request)
    if request.method == "POST" and "make" in request.POST:
        return _make(request, paper, boxes, pages=pages)
    more: dict[str, Any] = {}
    if request.method == "POST":
        boxes, more = _changed(request, content, boxes)
    return _page(request, paper, boxes, pages=pages, **more)


@login_required
def picture(request: HttpRequest, pk: int, key: int, page: int) -> HttpResponse:
    """Show one page of a paper as a picture, with the boxes named in the address."""
    paper = _paper(request, pk, key)
    try:
        boxes = [_box(json.loads(each)) for each in request.GET.getlist("box")[:MOST_BOXES]]
        content = render_page(_pdf_of(paper), page, width=WIDTH, boxes=boxes)
    except (RedactionError, IndexError, ValueError, TypeError, KeyError) as error:
        raise Http404 from error
    return HttpResponse(content, content_type="image/png", headers={"Cache-Control": "no-store"})


def _paper(request: HttpRequest, pk: int, key: int) -> Paper:
    found = case_of(request, pk).papers.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _pdf_of(paper: Paper) -> bytes:
    content = sealed_files.read(paper.digest)
    return as_pdf(f"x.{paper.extension}", content, title=paper.name)


def _boxes_in(request: HttpRequest) -> list[Box]:
    try:
        return [_box(each) for each in json.loads(request.POST.get("boxes") or "[]")][:MOST_BOXES]
    except (ValueError, TypeError, KeyError) as error:
        raise BadRequest("boxes") from error


def _box(given: Any) -> Box:
    page, left, top, right, bottom, ground, kind, *reason = given
    sides = (float(each) for each in (left, top, right, bottom))
    box = Box(int(page), *sides, str(ground), str(kind), str(reason[0]) if reason else "")
    grounds.grounds()[box.ground]
    return box


def _changed(
    request: HttpRequest, content: bytes, boxes: list[Box]
) -> tuple[list[Box], dict[str, Any]]:
    """Return the boxes after what was asked for, and what the page says of it."""
    given = request.POST
    like = _like(request)
    if "remove" in given:
        place = _number(given["remove"])
        return [box for number, box in enumerate(boxes, 1) if number != place], {}
    if "find" in given:
        return _found(
            boxes, finding.around_words(content, given.get("words", "").splitlines(), like)
        )
    if "numbers" in given:
        on = day_of(timezone.now())
        return _found(boxes, finding.around_numbers(content, like, on=on))
    if "corner.x" in given:
        return _clicked(request, content, boxes, like)
    if "figures" in given:
        sides = [_number(given.get(name, "")) / 100 for name in ("left", "top", "right", "bottom")]
        if not 0 <= sides[0] < sides[2] <= 1 or not 0 <= sides[1] < sides[3] <= 1:
            fault = "左、上应当小于右、下，都在 0 到 100 之间。请改正"
            return boxes, {"errors": [("left", fault)]}
        left, top, right, bottom = sides
        return [*boxes, replace(like, left=left, top=top, right=right, bottom=bottom)], {}
    return boxes, {}


def _like(request: HttpRequest) -> Box:
    """Return a box with page, ground and reason as they are chosen; its sides are to be set."""
    chosen = request.POST.get("ground", "")
    if chosen not in dict(ground_choices()):
        chosen = ground_choices()[0][0]
    ground, _, kind = chosen.partition(".")
    reason = request.POST.get("reason", "").strip()[:200]
    return Box(_shown_page(request), 0, 0, 0, 0, ground, kind, reason)


def _shown_page(request: HttpRequest) -> int:
    return max(1, int(_number(request.POST.get("go") or request.POST.get("page") or "1")))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -1.0


def _found(boxes: list[Box], found: tuple[Box, ...]) -> tuple[list[Box], dict[str, Any]]:
    fresh = [box for box in found if astuple(box)[:5] not in {astuple(each)[:5] for each in boxes}]
    if not fresh:
        return boxes, {"errors": [("words", "没有找到新的遮盖处。扫描件没有文字，请在图上点选")]}
    pages = "、".join(str(page) for page in sorted({box.page for box in fresh}))
    return [*boxes, *fresh][:MOST_BOXES], {"said": f"找到 {len(fresh)} 处，在第 {pages} 页。"}


def _clicked(
    request: HttpRequest, content: bytes, boxes: list[Box], like: Box
) -> tuple[list[Box], dict[str, Any]]:
    """Take a click on the picture: the first is one corner, the second makes the box."""
    height = _height(content, like.page)
    x, y = (_number(request.POST[name]) for name in ("corner.x", "corner.y"))
    here = (min(1.0, max(0.0, x / WIDTH)), min(1.0, max(0.0, y / height)))
    first = [_number(each) for each in request.POST.get("first", "").split(",")]
    if len(first) != 2 or request.POST.get("first_page") != str(like.page):
        return boxes, {"first": f"{here[0]:.4f},{here[1]:.4f}"}
    left, right = sorted((first[0], here[0]))
    top, bottom = sorted((first[1], here[1]))
    return [*boxes, replace(like, left=left, top=top, right=right, bottom=bottom)], {}


def _height(content: bytes, page: int) -> float:
    png = render_page(content, page, width=WIDTH)
    return float(int.from_bytes(png[20:24]))


def _make(request: HttpRequest, paper: Paper, boxes: list[Box], *, pages: int) -> HttpResponse:
    try:
        made = actions.redact_paper(
            paper=paper,
            boxes=boxes,
            name=request.POST.get("name", "").strip()[:120],
            leftovers_seen=request.POST.get("leftovers_seen") == "on",
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        leftovers = any(reason.code == "casework.leftovers" for reason in refusal.reasons)
        errors = errors_of(refusal)
        return _page(request, paper, boxes, pages=pages, errors=errors, leftovers=leftovers)
    for sentence in screening.told(made, on=day_of(timezone.now()))[:MOST_TOLD]:
        messages.warning(request, f"公开件{sentence}")
    messages.success(request, f"已生成“{made.name}”，原件保留不动。请打开核对后再提供给申请人。")
    return redirect("office:case", pk=paper.case_id)


def _page(
    request: HttpRequest, paper: Paper, boxes: list[Box], *, pages: int, **more: Any
) -> HttpResponse:
    page = min(_shown_page(request), max(1, pages))
    shown = [_plain(box) for box in boxes if box.page == page]
    query = urlencode([("box", json.dumps(each[:7])) for each in shown])
    values = {
        "title": "遮盖处理",
        "paper": paper,
        "case": paper.case,
        "page": page,
        "pages": range(1, pages + 1),
        "boxes": list(enumerate(boxes, 1)),
        "written": json.dumps([_plain(box) for box in boxes]),
        "picture": f"/office/cases/{paper.case_id}/papers/{paper.pk}/redact/{page}.png?{query}",
        "width": WIDTH,
        "choices": ground_choices(),
        "chosen": request.POST.get("ground", ""),
        "reason": request.POST.get("reason", ""),
        "words": request.POST.get("words", ""),
        "name": request.POST.get("name", ""),
        "first": "",
        "said": "",
        "errors": [],
        "leftovers": False,
        **more,
    }
    status = 422 if values["errors"] else 200
    answer = render(request, "office/casework/redact.html", values, using="jinja2", status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _plain(box: Box) -> list[Any]:
    place = [round(each, 4) for each in (box.left, box.top, box.right, box.bottom)]
    return [box.page, *place, box.ground, box.kind, box.reason]
