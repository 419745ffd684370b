"""How a batch of old records becomes documents (批量迁入): few statements however many records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from gongkai.adapters.importing.prepared import Prepared
from gongkai.apps.accounts.models import User
from gongkai.apps.organizations.models import PublicBody, SiteColumn
from gongkai.apps.publishing import files
from gongkai.apps.publishing.index_blocks import next_index_numbers
from gongkai.apps.publishing.models import (
    Attachment,
    Document,
    Edition,
    ImportedRecord,
    ImportRun,
    Relation,
    StoredFile,
    ValidityChange,
)
from gongkai.apps.publishing.placing import place_all
from gongkai.apps.publishing.situations import local
from gongkai.core.publishing.digests import digest

CARRIED = (
    "title",
    "summary",
    "document_number",
    "written_on",
    "effective_on",
    "expires_on",
    "theme",
    "item",
    "source",
)
REASON = "历史数据迁移：原站点的标注"


@dataclass(slots=True)
class _Taken:
    """One record on its way: what was prepared, and what has been made of it so far."""

    prepared: Prepared
    document: Document
    edition: Edition
    attachments: list[Attachment]
    relations: list[Relation]


def take_over(
    run: ImportRun, batch: Sequence[Prepared], *, by: User, at: datetime
) -> list[tuple[ImportedRecord, Edition]]:
    """Write the batch inside the caller's transaction; return what was recorded, with the editions."""
    stored = _store(batch, by=by, at=at)
    documents = _documents(batch, by=by, at=at)
    known = _known_targets(run.source, batch)
    known |= {one.record.key: made.pk for one, made in zip(batch, documents, strict=True)}
    columns = SiteColumn.objects.in_bulk({one.record.column for one in batch}, field_name="code")
    taken = [
        _taken(one, document, columns, stored, known, by=by, at=at)
        for one, document in zip(batch, documents, strict=True)
    ]
    Edition.objects.bulk_create([one.edition for one in taken])
    _attach(taken)
    _go_live(taken, by=by, at=at)
    records = ImportedRecord.objects.bulk_create(
        ImportedRecord(
            run=run,
            source=run.source,
            key=one.prepared.record.key,
            digest=one.prepared.digest,
            address=one.prepared.record.address[:500],
            document=one.document,
        )
        for one in taken
    )
    return list(zip(records, (one.edition for one in taken), strict=True))


def _store(batch: Sequence[Prepared], *, by: User, at: datetime) -> dict[str, StoredFile]:
    """Keep every file of the batch; return the stored ones by the digest of the original."""
    wanted = {file.digest: file for one in batch for file in one.enclosures}
    files.keep_all(content for file in wanted.values() for content in (file.content, file.released))
    there = set(StoredFile.objects.filter(digest__in=wanted).values_list("digest", flat=True))
    StoredFile.objects.bulk_create(
        StoredFile(
            digest=key,
            released_digest=file.released_digest,
            media_type=file.media_type,
            extension=file.extension,
            size=len(file.content),
            released_size=len(file.released),
            removed=list(file.removed),
            received_by=by,
            received_at=at,
        )
        for key, file in wanted.items()
        if key not in there
    )
    return {one.digest: one for one in StoredFile.objects.filter(digest__in=wanted)}


def _documents(batch: Sequence[Prepared], *, by: User, at: datetime) -> list[Document]:
    bodies = PublicBody.objects.in_bulk({one.record.body for one in batch}, field_name="code")
    lacking = [
        (bodies[one.record.body], local(one.record.published_at).date())
        for one in batch
        if not one.record.index_number
    ]
    given = iter(next_index_numbers(lacking))
    return Document.objects.bulk_create(
        Document(
            body=bodies[one.record.body],
            kind=one.record.kind,
            index_number=one.record.index_number or next(given),
            validity=one.record.validity,
            created_by=by,
            created_at=at,
        )
        for one in batch
    )


def _known_targets(source: str, batch: Sequence[Prepared]) -> dict[str, int]:
    named = {key for one in batch for _, key in one.record.relations}
    rows = ImportedRecord.objects.filter(source=source, key__in=named)
    return dict(rows.values_list("key", "document_id"))


def _taken(  # noqa: PLR0913 - what a batch has at hand
    one: Prepared,
    document: Document,
    columns: dict[str, SiteColumn],
    stored: dict[str, StoredFile],
    known: dict[str, int],
    *,
    by: User,
    at: datetime,
) -> _Taken:
    record = one.record
    edition = Edition(
        document=document,
        body=document.body,
        kind=record.kind,
        state="published",
        origin="imported",
        text=one.text,
        keywords=list(record.keywords),
        column=columns[record.column],
        disclosure="proactive",
        channels=["website"],
        joint_issuers=list(record.joint_issuers),
        own=dict(record.own),
        issuer_name=record.issuer or document.body.name,
        created_by=by,
        created_at=at,
        changed_by=by,
        changed_at=at,
        published_at=record.published_at,
        **{name: getattr(record, name) for name in CARRIED},
    )
    attachments = [
        Attachment(
            edition=edition,
            file=stored[file.digest],
            role=file.role,
            name=file.name[:200],
            position=position,
        )
        for position, file in enumerate(one.enclosures, start=1)
    ]
    relations = [
        Relation(edition=edition, kind=kind, target_id=known[key])
        for kind, key in dict.fromkeys(record.relations)
        if key in known and known[key] != document.pk
    ]
    edition.digest = _digest(edition, attachments, relations)
    return _Taken(one, document, edition, attachments, relations)


def _digest(
    edition: Edition, attachments: Iterable[Attachment], relations: Iterable[Relation]
) -> str:
    """Return what ``desk.digest_of`` will find once everything is in the database."""
    files_told = [
        [one.role, one.name, "", one.position, one.file.digest, one.file.released_digest]
        for one in attachments
    ]
    return digest(
        {
            "kind": edition.kind,
            "body": edition.body.code,
            "content": edition.content(),
            "attachments": files_told,
            "relations": [[one.kind, one.target_id, "", ""] for one in relations],
        }
    )


def _attach(taken: Sequence[_Taken]) -> None:
    Attachment.objects.bulk_create(file for one in taken for file in one.attachments)
    Relation.objects.bulk_create(relation for one in taken for relation in one.relations)


def _go_live(taken: Sequence[_Taken], *, by: User, at: datetime) -> None:
    edition = Edition.objects.filter(document=OuterRef("pk")).values("pk")[:1]
    Document.objects.filter(pk__in=[one.document.pk for one in taken]).update(
        live=Subquery(edition)
    )
    place_all((one.document, one.edition.column) for one in taken if one.edition.column)
    ValidityChange.objects.bulk_create(
        ValidityChange(
            document=one.document,
            validity=one.document.validity,
            since=local(one.prepared.record.published_at).date(),
            reason=REASON,
            by=by,
            at=at,
        )
        for one in taken
        if one.document.validity not in ("", "in_force")
    )
