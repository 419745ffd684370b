"""Attachments, relations and answers to findings of a draft (附件、关联、说明)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.apps.publishing import actions, queries
from gongkai.apps.publishing.files import released_path
from gongkai.apps.publishing.models import Edition
from gongkai.core.kernel.refusals import Refused
from gongkai.web.office.editions.finding import edition_of, seen_in


def _act(request: HttpRequest, pk: int, place: str, work: Callable[[Edition], str]) -> HttpResponse:
    """Do one small act on a draft and come back to its place on the page."""
    edition = edition_of(request, pk)
    try:
        messages.success(request, work(edition))
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason.sentence)
    return redirect(f"/office/editions/{pk}/edit/#{place}")


@dataclass(frozen=True, slots=True)
class Taken:
    """One chosen file: its name, what was said of it, whether it was taken."""

    name: str
    words: str
    good: bool


@login_required
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the chosen files, each by itself; one that cannot be taken is named with all reasons.

    A script that sends them one after the other asks for JSON and learns the new version.
    """
    edition = edition_of(request, pk)
    seen, told = seen_in(request), []
    for file in request.FILES.getlist("file"):
        told.append(_take(request, edition, seen, file))
        if told[-1].good:
            edition = edition_of(request, pk)
            seen = edition.version
    if "application/json" in request.headers.get("Accept", ""):
        files = [{"name": one.name, "words": one.words, "good": one.good} for one in told]
        return JsonResponse({"files": files, "seen": seen})
    for one in told:
        say = messages.success if one.good else messages.error
        say(request, f"“{one.name}”：{one.words}")
    if not told:
        messages.error(request, "没有选择文件。")
    return redirect(f"/office/editions/{pk}/edit/#attachments")


def _take(request: HttpRequest, edition: Edition, seen: int, file: UploadedFile) -> Taken:
    name = file.name or "附件"
    try:
        added = actions.attach(
            edition=edition,
            seen=seen,
            name=name,
            content=file.read(),
            role=request.POST.get("role", "file"),
            alternative_text=request.POST.get("alternative_text", ""),
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return Taken(name, "；".join(one.sentence for one in refusal.reasons), good=False)
    removed = f"，已清除：{'、'.join(added.file.removed)}" if added.file.removed else ""
    return Taken(name, f"已添加{removed}", good=True)


@login_required
@require_POST
def change_attachment(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """Rename, describe or take out one attachment."""

    def work(edition: Edition) -> str:
        row = get_object_or_404(edition.attachments, pk=attachment)
        at = timezone.now()
        if "remove" in request.POST:
            actions.detach(attachment=row, seen=seen_in(request), by=request.user, at=at)
            return f"已移除“{row.name}”。"
        actions.describe_attachment(
            attachment=row,
            seen=seen_in(request),
            name=request.POST.get("name", "").strip() or row.name,
            alternative_text=request.POST.get("alternative_text", "").strip(),
            by=request.user,
            at=at,
        )
        return "已保存附件说明。"

    return _act(request, pk, "attachments", work)


@login_required
@require_POST
def relate(request: HttpRequest, pk: int) -> HttpResponse:
    """Relate the draft to a document by its index number, or to an outside address."""

    def work(edition: Edition) -> str:
        number = request.POST.get("index_number", "").strip()
        address = request.POST.get("address", "").strip()
        target = _target(request, number)
        actions.relate(
            edition=edition,
            seen=seen_in(request),
            kind=request.POST.get("kind", ""),
            target=target,
            address="" if target else address,
            label=request.POST.get("label", "").strip(),
            by=request.user,
            at=timezone.now(),
        )
        return "已建立关联。"

    return _act(request, pk, "relations", work)


def _target(request: HttpRequest, number: str):
    """Find the document by its index number, or by ``稿件 12`` for one not yet published."""
    if not number:
        return None
    if number.removeprefix("稿件").strip().isdigit():
        return edition_of(request, int(number.removeprefix("稿件"))).document
    return queries.document_by_index_number(number)


@login_required
@require_POST
def unrelate(request: HttpRequest, pk: int, relation: int) -> HttpResponse:
    """Take a relation out of the draft."""

    def work(edition: Edition) -> str:
        row = get_object_or_404(edition.relations, pk=relation)
        actions.unrelate(relation=row, seen=seen_in(request), by=request.user, at=timezone.now())
        return "已解除关联。"

    return _act(request, pk, "relations", work)


@login_required
@require_POST
def answer_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a screening finding with a reason."""

    def work(edition: Edition) -> str:
        actions.answer_finding(
            edition=edition,
            seen=seen_in(request),
            fingerprint=request.POST.get("fingerprint", ""),
            rule=request.POST.get("rule", ""),
            quote=request.POST.get("quote", ""),
            answer=request.POST.get("answer", ""),
            by=request.user,
            at=timezone.now(),
        )
        return "已记录说明。"

    return _act(request, pk, "findings", work)


@login_required
def file(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """Give staff the released copy of a file that belongs to the edition."""
    edition = edition_of(request, pk)
    digest = name.partition(".")[0]
    row = edition.attachments.select_related("file").filter(file__released_digest=digest).first()
    if row is None:
        raise Http404
    return FileResponse(
        released_path(row.file).open("rb"), filename=row.name, content_type=row.file.media_type
    )
