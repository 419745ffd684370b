"""Pages in the site's frame that are not files (站内提示页): not found, too large, too often."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from gongkai.web.portal import addresses, rendering
from gongkai.web.portal.refreshing import identity

MEGABYTE = 1024 * 1024


def refusal(
    *, status: int, heading: str, sentences: Sequence[str], retry_after: int | None = None
) -> HttpResponse:
    """Return a page that says why a request is not answered and what to do; seconds to wait."""
    values = {
        "site": rendering.frame_site(identity()),
        "here": "",
        "title": heading,
        "heading": heading,
        "sentences": sentences,
    }
    answer = HttpResponse(render_to_string("public/refusal.html", values), status=status)
    answer["Cache-Control"] = "no-store"
    if retry_after is not None:
        answer["Retry-After"] = str(retry_after)
    return answer


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer an unknown path with the page that the tree holds for it."""
    page = Path(settings.SITE_ROOT) / addresses.NOT_FOUND
    if page.is_file():
        return HttpResponse(page.read_bytes(), status=404)
    sentences = ("网址可能输错了，或者这条信息已经撤回。请核对网址，或回到首页查找。",)
    return refusal(status=404, heading="没有找到这个页面", sentences=sentences)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a request that cannot be understood, or whose form Django found too large."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    sentences = ("浏览器送来的内容不完整或格式不对。请返回上一页，刷新后重试。",)
    return refusal(status=400, heading="请求无法识别", sentences=sentences)


def too_large(limit: int) -> HttpResponse:
    """Answer a body over the limit, in bytes."""
    sentences = (f"提交的内容超过 {limit // MEGABYTE} MB，没有接收。请压缩附件，或分几次提交。",)
    return refusal(status=413, heading="提交的内容过大", sentences=sentences)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a request that is not permitted."""
    sentences = ("您没有办理这一事项的权限。如需办理，请联系本单位的系统管理员。",)
    return refusal(status=403, heading="没有权限", sentences=sentences)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form whose security mark is missing or out of date."""
    sentences = (
        "表单的安全标记不符：页面可能打开太久，或者浏览器不接受 Cookie。",
        "请返回上一页，刷新后重新提交；填写的内容请先复制保存。",
    )
    return refusal(status=403, heading="表单已经失效", sentences=sentences)


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer when the program itself failed; nothing is asked of the database."""
    page = render_to_string("public/failed.html")
    return HttpResponse(page, status=500)
