"""From the database to what pages show (取数): editions and bodies into the plain values of model.py."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from gongkai.apps.organizations.models import SiteColumn
from gongkai.apps.publishing.models import Attachment, Edition
from gongkai.apps.publishing.queries import site
from gongkai.apps.publishing.queries.site import Shown
from gongkai.core.publishing import vocabularies
from gongkai.core.publishing.kinds import kind
from gongkai.web.portal import addresses, own_fields
from gongkai.web.portal.model import (
    Column,
    Contents,
    Entry,
    File,
    Item,
    Link,
    Validity,
    Withdrawn,
)

_IMAGE = re.compile(r'(<img\b[^>]*\bsrc=")files/([0-9a-f]{64})\.(\w+)(")')
PLATFORM = ("guide", "rules", "statutory", "reports", "apply")  # the prescribed blocks, in order
UNPLACED = Column("", "未选栏目", "unplaced")
KINDS_OF_FILES = {
    "pdf": "PDF",
    "docx": "Word 文档",
    "xlsx": "Excel 表格",
    "pptx": "演示文稿",
    "ofd": "OFD",
    "zip": "压缩包",
    "png": "图片",
    "jpg": "图片",
    "jpeg": "图片",
    "gif": "图片",
    "txt": "文本",
    "csv": "CSV 数据",
}


def column(row: SiteColumn) -> Column:
    """Return a column with the columns above it."""
    above: list[Link] = []
    top = row
    while top.parent is not None:
        top = top.parent
        above.insert(0, Link(top.label, addresses.column(address_of(top))))
    return Column(
        code=row.code,
        label=row.label,
        address=address_of(row),
        type=row.type,
        description=row.description,
        keywords=row.keywords,
        basis=row.basis,
        above=tuple(above),
        platform=top.code in PLATFORM,
    )


def address_of(row: SiteColumn) -> str:
    """Return the part of the address that names the column."""
    return row.address.strip("/")


def entry(edition: Edition) -> Entry:
    """Return one line of a list.

    Raises:
        ValueError: The edition was never published.
    """
    if edition.published_at is None:
        raise ValueError(f"edition {edition.pk}: expected a published one")
    return Entry(
        title=edition.title,
        path=addresses.item(edition.document_id),
        published_at=edition.published_at,
        body_name=edition.issuer_name or edition.body.name,
        document_number=edition.document_number,
        validity=_plain_validity(edition),
        kind_label=kind(edition.kind).label,
    )


def entries(editions: Iterable[Edition]) -> tuple[Entry, ...]:
    """Return the lines of a list."""
    return tuple(entry(one) for one in editions)


def item(edition: Edition, around: Shown) -> Item:
    """Return everything the page of a live or earlier edition shows; ``around`` is its document.

    Raises:
        ValueError: The edition was never published, or stands in no column.
    """
    if edition.published_at is None or edition.column is None:
        raise ValueError(f"edition {edition.pk}: expected a published one in a column")
    stands_in = column(edition.column)
    return _item(edition, around, published_at=edition.published_at, stands_in=stands_in)


def draft(edition: Edition, *, at: datetime) -> Item:
    """Return what the page of an edition would show if it were published ``at``."""
    stands_in = column(edition.column) if edition.column else UNPLACED
    around = site.shown([edition.document_id])[0]
    return _item(edition, around, published_at=edition.published_at or at, stands_in=stands_in)


def _item(edition: Edition, around: Shown, *, published_at: datetime, stands_in: Column) -> Item:
    document = edition.document
    rules = kind(edition.kind)
    links = _links(edition, around)
    return Item(
        document=document.pk,
        edition=edition.pk,
        number=edition.number,
        kind=edition.kind,
        kind_label=rules.label,
        family=rules.family,
        title=edition.title,
        html=_with_images(edition.text),
        summary=edition.summary,
        keywords=tuple(edition.keywords),
        index_number=document.index_number or "",
        document_number=edition.document_number,
        issuer=edition.issuer_name or edition.body.name,
        joint_issuers=tuple(edition.joint_issuers),
        body_name=edition.body.name,
        body_slug=edition.body.slug,
        theme=_theme(edition.theme),
        genre=_word("genres", str(edition.own.get("genre", ""))),
        item_label=_word("items", edition.item),
        written_on=edition.written_on,
        effective_on=edition.effective_on,
        expires_on=edition.expires_on,
        published_at=published_at,
        source=edition.source,
        column=stands_in,
        validity=_validity(edition, around),
        facts=tuple(own_fields.facts(edition)),
        tables=tuple(own_fields.tables(edition)),
        contents=_contents(edition, published_at),
        files=tuple(file(one) for one in edition.attachments.all() if one.role == "file"),
        editions=tuple(_earlier(edition, around)),
        change_note=edition.change_note if edition.number > 1 else "",
        **links,
    )


def withdrawn(edition: Edition) -> Withdrawn:
    """Return what stands in the place of a document that was taken back.

    Raises:
        ValueError: The edition was not taken back, or stands in no column.
    """
    if edition.closed_at is None or edition.column is None:
        raise ValueError(f"edition {edition.pk}: expected a withdrawn one in a column")
    return Withdrawn(
        document=edition.document_id,
        title=edition.title,
        index_number=edition.document.index_number or "",
        withdrawn_at=edition.closed_at,
        note=edition.public_note,
        column=column(edition.column),
    )


def file(attachment: Attachment) -> File:
    """Return an attachment as a reader gets it: the released copy."""
    stored = attachment.file
    return File(
        name=attachment.name,
        path=addresses.attachment(stored.released_digest, f"x.{stored.extension}"),
        kind=KINDS_OF_FILES.get(stored.extension, stored.extension.upper()),
        size=stored.released_size,
        sha256=stored.released_digest,
    )


def _with_images(html: str) -> str:
    def resolve(match: re.Match[str]) -> str:
        path = addresses.attachment(match.group(2), f"x.{match.group(3)}")
        return f"{match.group(1)}/{path}{match.group(4)}"

    return _IMAGE.sub(resolve, html)


def _links(edition: Edition, around: Shown) -> dict[str, Any]:
    interprets: list[Link] = []
    interpretations: list[Link] = []
    relations: list[tuple[str, Link]] = []
    for one in edition.relations.all():
        target = one.target.live if one.target else None
        if one.target and target is None:
            continue
        link = _link(target) if target else Link(one.label or one.address, one.address)
        if one.kind == "interprets":
            interprets.append(link)
        else:
            relations.append((one.get_kind_display(), link))
    for back in around.named_by:
        if back.kind == "interprets":
            interpretations.append(_link(back.edition))
        elif back.kind in ("amends", "repeals", "replaces"):
            relations.append((f"被{back.get_kind_display()}", _link(back.edition)))
    return {
        "interprets": tuple(interprets),
        "interpretations": tuple(interpretations),
        "relations": tuple(relations),
    }


def _link(edition: Edition) -> Link:
    return Link(edition.title, addresses.item(edition.document_id), edition.published_at)


def _earlier(edition: Edition, around: Shown) -> Iterable[Link]:
    if edition.number == 1:
        return
    for one in around.earlier:
        if one.number < edition.number:
            path = addresses.edition(one.document_id, one.number)
            yield Link(f"第 {one.number} 版", path, one.published_at)


def _contents(edition: Edition, published_at: datetime) -> tuple[Contents, ...]:
    """Return a gazette issue's table of contents; what was public by then is linked.

    Only what was public by then, so that nothing published later changes an issue.
    """
    if edition.kind != "gazette_issue":
        return ()
    rows = edition.own.get("contents") or ()
    numbers = [str(row["index_number"]) for row in rows if row.get("index_number")]
    known = site.documents_by_index(numbers, before=published_at) if numbers else {}
    sections: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        key = known.get(str(row.get("index_number") or ""))
        path = addresses.link(addresses.item(key)) if key else ""
        page = str(row.get("page") or "")
        sections.setdefault(str(row["section"]), []).append((str(row["title"]), page, path))
    return tuple(Contents(name, tuple(titles)) for name, titles in sections.items())


def _plain_validity(edition: Edition) -> Validity | None:
    key = edition.document.validity
    return Validity(key, _validity_label(key)) if key else None


def _validity(edition: Edition, around: Shown) -> Validity | None:
    key = edition.document.validity
    if not key:
        return None
    change = around.validity_change if key != "in_force" else None
    if change is None:
        return Validity(key, _validity_label(key))
    cause = change.caused_by
    by = _link(cause) if cause is not None and cause.document.live_id else None
    return Validity(key, _validity_label(key), change.since, "" if by else change.reason, by)


@cache
def _validity_label(key: str) -> str:
    return _word("validity", key)


def _word(vocabulary: str, key: str) -> str:
    return vocabularies.vocabulary(vocabulary).get(key, key) if key else ""


def _theme(key: str) -> str:
    return vocabularies.themes().get(key, key) if key else ""
