"""Papers of a case (材料): taking in, handing to the applicant, printing, binding the file."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.apps.casework import actions, sealed_files
from gongkai.apps.casework.models import Case, Paper
from gongkai.apps.casework.papers import PaperIn
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.web.office.casework.finding import case_of
from gongkai.web.office.casework.page import shown
from gongkai.web.office.editions.finding import errors_of

BOUND = {"volume": ("application/pdf", "pdf"), "package": ("application/zip", "zip")}


def _do(request: HttpRequest, case: Case, act: Callable[[], object], told: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        return shown(request, case, errors=errors_of(refusal))
    messages.success(request, told)
    return redirect("office:case", case.pk)


@login_required
@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take papers into a case (收入材料)."""
    case = case_of(request, pk)
    handed_in = [PaperIn(one.name or "", one.read()) for one in request.FILES.getlist("files")]
    kind = request.POST.get("kind", "")

    def act() -> None:
        if not handed_in:
            raise Refused([Reason("casework.no_file", "没有选择文件。请选择")])
        for one in handed_in:
            actions.attach_paper(
                case=case, kind=kind, paper=one, by=request.user, at=timezone.now()
            )

    return _do(request, case, act, f"已收入 {len(handed_in)} 份材料。")


@login_required
@require_POST
def release(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Let the applicant fetch a paper with number and code (提供给申请人)."""
    case = case_of(request, pk)
    paper = _paper(case, key)

    def act() -> None:
        actions.release_paper(paper=paper, by=request.user, at=timezone.now())

    return _do(request, case, act, "已提供给申请人，凭编号和查询码可以下载。")


@login_required
@require_POST
def print_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the signed reply a PDF among the papers (生成答复书)."""
    case = case_of(request, pk)

    def act() -> None:
        actions.print_reply(case=case, by=request.user, at=timezone.now())

    return _do(request, case, act, "答复书已生成，列在材料中。")


@login_required
@require_POST
def bind(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Hand out the case file as one PDF, or the package for the archive (装订卷宗、移交包)."""
    case = case_of(request, pk)
    if form not in BOUND:
        raise Http404
    remark = request.POST.get("remark", "").strip()[:300]
    try:
        content = actions.bind_file(
            case=case, form=form, remark=remark, by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return shown(request, case, errors=errors_of(refusal))
    media_type, extension = BOUND[form]
    return handed_out(content, media_type, f"{case.reference}.{extension}")


@login_required
def paper(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Hand a paper of a case to somebody who handles it."""
    found = _paper(case_of(request, pk), key)
    return handed_out(sealed_files.read(found.digest), found.media_type, found.name)


def _paper(case: Case, key: int) -> Paper:
    found = case.papers.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def handed_out(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Return a file to keep; nothing on the way keeps it."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
