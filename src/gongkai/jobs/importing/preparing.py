"""Preparing one record (准备): its page read and cleaned, its files examined, its text screened.

Runs in processes of its own, without a database.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from gongkai.adapters.importing.enclosures import Enclosure, enclose, local_links, with_images
from gongkai.adapters.importing.pages import PageError, inside, plain, text_of
from gongkai.adapters.importing.prepared import Prepared, digest_of
from gongkai.adapters.release_copies.errors import AttachmentError
from gongkai.apps.publishing.cleaning import clean
from gongkai.core.publishing.differences import paragraphs
from gongkai.core.publishing.importing.records import Fault, Record
from gongkai.core.screening.gate import screen


@dataclass(frozen=True, slots=True)
class Alarmed:
    """What screening says of a record: rule, where, sentence, the words."""

    row: int
    key: str
    rule: str
    where: str
    message: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record: ready, or not with why; and what screening says of it."""

    record: Record
    prepared: Prepared | None
    faults: tuple[Fault, ...]
    alarms: tuple[Alarmed, ...] = ()


@dataclass(frozen=True, slots=True)
class Preparation:
    """What all records are prepared with; ``on`` is the day of screening, none to leave it out."""

    folder: Path
    select: tuple[str, ...]
    on: date | None

    def __call__(self, record: Record) -> Outcome:
        """Prepare one record."""
        faults: list[Fault] = []
        try:
            source = self._source(record)
        except PageError as error:
            return Outcome(
                record, None, (_fault(record, "正文文件", record.text_file, str(error)),)
            )
        files, stored = self._files(record, source, faults)
        if any(not one.is_note for one in faults):
            return Outcome(record, None, tuple(faults))
        text = clean(with_images(source, stored))
        digest = digest_of(record, source, files)
        return Outcome(
            record, Prepared(record, text, files, digest), tuple(faults), self._alarms(record, text)
        )

    def _source(self, record: Record) -> str:
        if record.text_file:
            return text_of(inside(self.folder, record.text_file), select=self.select)
        return record.text if "<" in record.text else plain(record.text)

    def _files(
        self, record: Record, source: str, faults: list[Fault]
    ) -> tuple[tuple[Enclosure, ...], dict[str, str]]:
        """Return every file of the record, and where the pictures of its text will lie."""
        found: dict[str, Enclosure] = {}
        stored: dict[str, str] = {}
        beside = str(PurePath(record.text_file.replace("\\", "/")).parent)
        for path in record.attachments:
            self._take(record, path, path, "file", found, faults, is_note=False)
        for tag, path in local_links(source):
            place = path if path.startswith("/") or beside == "." else f"{beside}/{path}"
            role = "image" if tag == "img" else "file"
            taken = self._take(record, path, place, role, found, faults, is_note=True)
            if taken is not None and role == "image":
                stored[path] = f"files/{taken.released_digest}.{taken.extension}"
        return tuple(dict.fromkeys(found.values())), stored

    def _take(  # noqa: PLR0913 - one step of the loop above
        self,
        record: Record,
        path: str,
        place: str,
        role: str,
        found: dict[str, Enclosure],
        faults: list[Fault],
        *,
        is_note: bool,
    ) -> Enclosure | None:
        name = PurePath(path.replace("\\", "/")).name
        if path in found:
            return found[path]
        try:
            content = inside(self.folder, place).read_bytes()
            taken = enclose(name, content, role=role)
        except (PageError, AttachmentError, OSError) as error:
            # A page's own link may lead anywhere; a file that the table names must be there.
            where = "正文中的链接" if is_note else "附件"
            faults.append(_fault(record, where, path, str(error), is_note=is_note))
            return None
        if taken.note:
            faults.append(_fault(record, "附件", path, taken.note, is_note=True))
        # The table and the page may name the same file in two ways.
        same = next((one for one in found.values() if one.digest == taken.digest), taken)
        found[path] = same
        return same

    def _alarms(self, record: Record, text: str) -> tuple[Alarmed, ...]:
        if self.on is None:
            return ()
        visible = html.unescape("\n".join(paragraphs(text)))
        parts = (("名称", record.title), ("内容概述", record.summary), ("正文", visible))
        return tuple(
            Alarmed(record.row, record.key, one.rule, where, one.message, one.excerpt)
            for where, content in parts
            if content
            for one in screen(content, on=self.on, where=where)
        )


def lost(record: Record, code: str, message: str) -> Outcome:
    """Return the outcome of a record at which a process died or ran out of time."""
    return Outcome(record, None, (_fault(record, "", code, message),))


def _fault(record: Record, column: str, met: str, allowed: str, *, is_note: bool = False) -> Fault:
    return Fault(record.row, record.key, column, met, allowed, is_note=is_note)
