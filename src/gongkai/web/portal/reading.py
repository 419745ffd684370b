"""From the database to what pages show (取数): editions and bodies into the plain values of model.py."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from gongkai.apps.organizations import queries as organizations
from gongkai.apps.organizations.models import PublicBody, SiteColumn
from gongkai.apps.publishing.models import Attachment, Edition
from gongkai.apps.publishing.queries import site
from gongkai.core.publishing import vocabularies
from gongkai.core.publishing.kinds import Field, kind
from gongkai.core.publishing.kinds.values import Column as Cells
from gongkai.core.publishing.kinds.values import choices
from gongkai.web.portal import addresses
from gongkai.web.portal.model import (
    Body,
    Column,
    Entry,
    File,
    Item,
    Link,
    Rows,
    Validity,
    Withdrawn,
)

_IMAGE = re.compile(r'(<img\b[^>]*\bsrc=")files/([0-9a-f]{64})\.(\w+)(")')
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
    parent = row.parent
    while parent is not None:
        above.insert(0, Link(parent.label, addresses.column(address_of(parent))))
        parent = parent.parent
    return Column(
        code=row.code,
        label=row.label,
        address=address_of(row),
        type=row.type,
        description=row.description,
        keywords=row.keywords,
        basis=row.basis,
        above=tuple(above),
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


def item(edition: Edition) -> Item:
    """Return everything the page of a live or earlier edition shows.

    Raises:
        ValueError: The edition was never published, or stands in no column.
    """
    if edition.published_at is None or edition.column is None:
        raise ValueError(f"edition {edition.pk}: expected a published one in a column")
    return _item(edition, published_at=edition.published_at, stands_in=column(edition.column))


def draft(edition: Edition, *, at: datetime) -> Item:
    """Return what the page of an edition would show if it were published ``at``."""
    stands_in = column(edition.column) if edition.column else UNPLACED
    return _item(edition, published_at=edition.published_at or at, stands_in=stands_in)


def _item(edition: Edition, *, published_at: datetime, stands_in: Column) -> Item:
    document = edition.document
    rules = kind(edition.kind)
    links = _links(edition)
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
        validity=_validity(edition),
        facts=tuple(_facts(edition)),
        tables=tuple(_tables(edition)),
        files=tuple(file(one) for one in edition.attachments.all() if one.role == "file"),
        editions=tuple(_earlier(edition)),
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


def body(row: PublicBody) -> Body:
    """Return a public body with its profile and newest documents."""
    profile = getattr(row, "profile", None)
    facts: list[tuple[str, str]] = []
    if profile is not None:
        facts = [
            ("负责人", " ".join(filter(None, (profile.leader, profile.leader_title)))),
            ("办公地址", profile.address),
            ("办公时间", profile.hours),
            ("联系电话", profile.telephone),
            ("传真", profile.fax),
            ("电子邮箱", profile.email),
            ("邮政编码", profile.postcode),
            ("公开工作机构", profile.disclosure_office),
            ("公开工作机构电话", profile.disclosure_telephone),
        ]
    former = [one.name for one in organizations.names_of(row) if one.until is not None]
    return Body(
        slug=row.slug,
        name=row.name,
        level=row.get_level_display(),
        facts=tuple(facts),
        duties=profile.duties if profile else "",
        structure=profile.structure if profile else "",
        former_names=tuple(former),
        newest=tuple(entry(one) for one in site.newest(body=row, count=10)),
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


def _links(edition: Edition) -> dict[str, Any]:
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
    for back in site.relations_to(edition.document_id):
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


def _earlier(edition: Edition) -> Iterable[Link]:
    if edition.number == 1:
        return
    for one in site.earlier_editions(edition.document_id):
        if one.number < edition.number:
            path = addresses.edition(one.document_id, one.number)
            yield Link(f"第 {one.number} 版", path, one.published_at)


def _plain_validity(edition: Edition) -> Validity | None:
    key = edition.document.validity
    return Validity(key, _validity_label(key)) if key else None


def _validity(edition: Edition) -> Validity | None:
    key = edition.document.validity
    if not key:
        return None
    change = site.last_validity_change(edition.document_id) if key != "in_force" else None
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


def _facts(edition: Edition) -> Iterable[tuple[str, str]]:
    for one in kind(edition.kind).fields:
        value = edition.own.get(one.name)
        if value in (None, "", []) or one.type == "rows" or one.name == "genre":
            continue
        yield one.label, _shown(one, value)


def _shown(one: Field | Cells, value: Any) -> str:
    if one.type == "yes_no":
        return "是" if value else "否"
    if one.type in ("choice", "choices"):
        labels = choices(one)
        keys = value if isinstance(value, list) else [value]
        return "、".join(labels.get(key, str(key)) for key in keys)
    unit = one.unit if isinstance(one, Field) else ""
    return f"{value}{unit}"


def _tables(edition: Edition) -> Iterable[Rows]:
    for one in kind(edition.kind).fields:
        rows = edition.own.get(one.name)
        if one.type != "rows" or not rows:
            continue
        header = tuple(part.label for part in one.columns)
        body = tuple(
            tuple(
                _shown(part, row[part.name]) if row.get(part.name) not in (None, "") else ""
                for part in one.columns
            )
            for row in rows
        )
        yield Rows(one.label, header, body)
