"""Published documents described plainly (公开信息目录), for tables that leave the system."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.apps.publishing.models import Edition
from gongkai.core.publishing import vocabularies
from gongkai.core.publishing.kinds import kind

HEADINGS = {
    "index_number": "索引号",
    "title": "名称",
    "kind": "种类",
    "issuer": "发布机构",
    "body_code": "公开主体代码",
    "column": "栏目",
    "document_number": "文号",
    "written_on": "成文日期",
    "published_at": "发布时间",
    "effective_on": "施行日期",
    "expires_on": "有效期截止日期",
    "validity": "有效性",
    "theme": "主题分类",
    "keywords": "关键词",
    "summary": "内容概述",
    "edition": "版次",
    "origin": "来源方式",
    "attachments": "附件",
}
CHUNK = 500


def published_documents() -> Iterator[Edition]:
    """Yield the live edition of every document, in the order of the documents."""
    yield from (
        Edition.objects.filter(state="published", live_of__isnull=False)
        .select_related("document", "body", "column")
        .prefetch_related("attachments__file")
        .order_by("document")
        .iterator(chunk_size=CHUNK)
    )


def described(edition: Edition) -> dict[str, Any]:
    """Return one document as plain values; ``files`` names the attachments with their digests."""
    document = edition.document
    return {
        "index_number": document.index_number,
        "title": edition.title,
        "kind": kind(edition.kind).label,
        "issuer": edition.issuer_name or edition.body.name,
        "body_code": edition.body.code,
        "column": edition.column.label if edition.column else "",
        "document_number": edition.document_number,
        "written_on": _iso(edition.written_on),
        "published_at": _iso(edition.published_at),
        "effective_on": _iso(edition.effective_on),
        "expires_on": _iso(edition.expires_on),
        "validity": vocabularies.vocabulary("validity").get(document.validity, ""),
        "theme": vocabularies.themes().get(edition.theme, ""),
        "keywords": list(edition.keywords),
        "summary": edition.summary,
        "edition": edition.number,
        "origin": edition.get_origin_display(),
        "attachments": [one.name for one in edition.attachments.all()],
        "text": edition.text,
        "own": edition.own,
        "files": [
            {"name": one.name, "sha256": one.file.released_digest, "size": one.file.released_size}
            for one in edition.attachments.all()
        ],
    }


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None
