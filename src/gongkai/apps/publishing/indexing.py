"""What the search finds of a live edition (检索内容): its fields and text, and its attachments' text."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from gongkai.adapters.attachments.contents import UnreadableError
from gongkai.adapters.attachments.parts import parts
from gongkai.apps.publishing.files import released_path
from gongkai.apps.publishing.models import Attachment, Edition, StoredFile
from gongkai.apps.publishing.screening import UNSCREENED, visible_text
from gongkai.apps.publishing.situations import local
from gongkai.core.publishing.search.records import Record

log = logging.getLogger(__name__)
LONGEST_ATTACHMENT = 200_000  # characters of one file
LARGEST_ATTACHMENT = 30 * 1024 * 1024  # bytes; a larger file is found by its name alone
_HAN = re.compile(r"[一-鿿]")
SHOWN = ("document", "body", "column__parent__parent__parent")


def record_of(document: int) -> Record | None:
    """Return what is found of a document; nothing when it is not public."""
    live = Edition.objects.select_related(*SHOWN).prefetch_related("attachments__file")
    edition = live.filter(state="published", document=document).first()
    return record(edition) if edition else None


def records_after(document: int, *, count: int) -> list[Record]:
    """Return what is found of the next ``count`` public documents behind the number ``document``."""
    rows = Edition.objects.select_related(*SHOWN).prefetch_related("attachments__file")
    live = rows.filter(state="published", document__gt=document).order_by("document_id")
    return list(map(record, live[:count]))


def record(edition: Edition) -> Record:
    """Return what is found of a live edition.

    Raises:
        ValueError: The edition was never published.
    """
    if edition.published_at is None:
        raise ValueError(f"edition {edition.pk}: expected a published one")
    document = edition.document
    numbers = (edition.document_number, document.index_number or "")
    return Record(
        document=document.pk,
        title=edition.title,
        text="\n".join(filter(None, (*fields(edition), *_attached(edition)))),
        kind=edition.kind,
        body=edition.body.slug,
        columns=tuple(_columns(edition)),
        published_at=int(edition.published_at.timestamp()),
        published_on=local(edition.published_at).date(),
        numbers=tuple(filter(None, numbers)),
        written_on=edition.written_on,
        validity=document.validity,
    )


def attached_text(file: StoredFile) -> str:
    """Return the visible text of a file as it was released; read once, then kept by its digest."""
    kept = Path(settings.INDEX_ROOT) / "attachments" / f"{file.released_digest}.txt"
    if kept.exists():
        return kept.read_text("utf-8")
    text = _read(file)
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    draft.write_text(text, "utf-8")
    os.replace(draft, kept)
    return text


def _read(file: StoredFile) -> str:
    if file.extension in UNSCREENED or file.released_size > LARGEST_ATTACHMENT:
        return ""
    try:
        shown = [one.text for one in parts(released_path(file).read_bytes()) if not one.hidden]
    except (UnreadableError, FileNotFoundError) as error:
        log.warning("attachment %s cannot be searched: %s", file, error)
        return ""
    return "\n".join(shown)[:LONGEST_ATTACHMENT]


def fields(edition: Edition) -> Iterator[str]:
    """Yield what is found of an edition beside its title and attachments, some of it empty."""
    yield edition.document_number
    yield edition.document.index_number or ""
    yield edition.summary
    yield visible_text(edition)
    yield from edition.keywords
    yield from {edition.issuer_name, edition.body.name}
    yield from edition.joint_issuers
    yield edition.source
    yield from _said(edition.own)


def _said(value: Any) -> Iterator[str]:
    """Yield what a kind's own fields say in Chinese; keys of closed lists are not words."""
    if isinstance(value, str):
        if _HAN.search(value):
            yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _said(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from _said(one)


def _attached(edition: Edition) -> Iterator[str]:
    for attachment in edition.attachments.all():
        if attachment.role == Attachment.Role.FILE:
            yield attachment.name
            yield attached_text(attachment.file)
        yield attachment.alternative_text


def _columns(edition: Edition) -> Iterator[str]:
    column = edition.column
    while column is not None:
        yield column.code
        column = column.parent
