"""The trail on the screen (留痕): who did what when, and whether the chain is whole."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.apps.accounts.queries import holds
from gongkai.apps.publishing.situations import local
from gongkai.apps.trail import exporting, queries
from gongkai.web.office.tables import Filter, ListColumn, Listing, shown
from gongkai.web.office.wording import act_words

READERS = ("administrator", "supervisor")
NAMED = 20  # how many breaks are named on the screen; the command names all


def _require_reader(request: HttpRequest) -> None:
    today = local(timezone.now()).date()
    if not any(holds(request.user, role, on=today) for role in READERS):
        raise PermissionDenied


@login_required
def trail(request: HttpRequest) -> HttpResponse:
    """Show the trail, newest first."""
    _require_reader(request)
    rows = queries.entries(
        action=request.GET.get("action", ""), actor=request.GET.get("actor", "").strip()
    )
    columns = (
        ListColumn("序号", lambda row: row.number),
        ListColumn("时间", lambda row: row.at),
        ListColumn("事项", lambda row: act_words(row.action)),
        ListColumn("办理人", lambda row: row.actor),
        ListColumn("对象", lambda row: row.subject_label or row.subject),
        ListColumn("摘要", lambda row: row.digest[:16]),
    )
    kinds = (
        ("publishing.", "公开信息"),
        ("accounts.", "人员和角色"),
        ("organizations.", "单位和栏目"),
    )
    filters = (Filter("action", "范围", kinds), Filter("actor", "办理人", words=True))
    number, digest = queries.head()
    lead = f"共 {number} 条，前后相接，链尾 {digest[:16]}。任何一条被改动、删除、调换都能查出。"
    acts = (("核验留痕", "/office/trail/check/"),)
    listing = Listing(
        "留痕",
        columns,
        rows,
        screen="trail",
        lead=lead,
        filters=filters,
        acts=acts,
        signed_export="/office/trail/export/",
    )
    return shown(request, listing)


@login_required
def check(request: HttpRequest) -> HttpResponse:
    """Verify the whole chain and say what was found."""
    _require_reader(request)
    found = [one.sentence for _, one in zip(range(NAMED), queries.breaks(), strict=False)]
    number, _ = queries.head()
    if found:
        messages.error(
            request, f"留痕不完整，查出：{'；'.join(found)}。请立即报告，并用命令核验全部。"
        )
    else:
        messages.success(request, f"已核验 {number} 条，全部完整，前后相接。")
    for name in queries.missing_guards():
        messages.error(request, f"数据库防改触发器 {name} 不在。请运行迁移命令恢复。")
    return redirect("office:trail")


@login_required
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Give the whole trail as a signed file."""
    _require_reader(request)
    at = timezone.now()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trail.jsonl"
        exporting.export(path, key=exporting.signing_key(Path(settings.KEYS_ROOT)), at=at)
        answer = HttpResponse(path.read_bytes(), content_type="application/jsonl")
    answer["Content-Disposition"] = f"attachment; filename=trail-{local(at):%Y%m%d-%H%M}.jsonl"
    return answer
