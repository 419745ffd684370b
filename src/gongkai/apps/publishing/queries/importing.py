"""What was taken over from old sites (迁移情况)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.db.models import QuerySet

from gongkai.apps.organizations.models import PublicBody, SiteColumn
from gongkai.apps.publishing import desk, files
from gongkai.apps.publishing.models import Document, Edition, ImportedRecord, ImportRun
from gongkai.core.publishing.importing.records import Known

CHUNK = 500


def import_runs() -> QuerySet[ImportRun]:
    """Return every run of the import, newest first."""
    return ImportRun.objects.select_related("started_by").order_by("-id")


def imported_digests(source: str) -> dict[str, str]:
    """Return the digest of every record that was taken over from ``source``, by its key."""
    return dict(ImportedRecord.objects.filter(source=source).values_list("key", "digest"))


def index_numbers_of_others(source: str, numbers: Iterable[str]) -> set[str]:
    """Return those index numbers that belong to documents not taken over from ``source``."""
    wanted = set(numbers) - {""}
    rows = Document.objects.exclude(index_number=None).exclude(imported__source=source)
    return wanted & set(rows.values_list("index_number", flat=True))


def known_to_imports() -> Known:
    """Return what an old table may name: bodies by code, address name and every name they bore."""
    bodies: dict[str, str] = {}
    for one in PublicBody.objects.prefetch_related("names"):
        for former in one.names.all():
            bodies.setdefault(former.name, one.code)
            if former.short_name:
                bodies.setdefault(former.short_name, one.code)
        for name in (one.short_name, one.slug, one.code, one.name):
            if name:
                bodies[name] = one.code
    columns: dict[str, str] = {}
    kinds: dict[str, tuple[str, ...]] = {}
    for column in SiteColumn.objects.filter(retired_on=None):
        columns.setdefault(column.label, column.code)
        columns[column.code] = column.code
        kinds[column.code] = tuple(column.kinds)
    return Known(bodies, columns, kinds)


def altered_imports(source: str) -> Iterator[tuple[ImportedRecord, str]]:
    """Yield every record of ``source`` whose content or files are no longer what was taken over."""
    records = ImportedRecord.objects.filter(source=source).select_related("document").order_by("id")
    for record in records.iterator(chunk_size=CHUNK):
        edition = (
            Edition.objects.select_related("body", "column")
            .filter(document=record.document_id, origin="imported")
            .first()
        )
        if edition is None:
            yield record, "没有迁入的版本"
            continue
        if desk.digest_of(edition) != edition.digest:
            yield record, "内容与迁入时的摘要值不符"
        for attachment in edition.attachments.select_related("file"):
            stored = attachment.file
            if not (files.is_whole(stored.digest) and files.is_whole(stored.released_digest)):
                yield record, f"附件“{attachment.name}”缺失或被改动"


def checksums(keys: Iterable[int], *, page: Callable[[int], str]) -> list[tuple[str, ...]]:
    """Return for records taken over: key, index number, page, old address, digests of both sides."""
    wanted = list(keys)
    told: list[tuple[str, ...]] = []
    for start in range(0, len(wanted), CHUNK):
        rows = ImportedRecord.objects.filter(pk__in=wanted[start : start + CHUNK])
        for one in rows.select_related("document__live").order_by("id"):
            document = one.document
            edition = document.live
            told.append(
                (
                    one.key,
                    document.index_number or "",
                    page(document.pk),
                    one.address,
                    one.digest,
                    edition.digest if edition else "",
                )
            )
    return told
