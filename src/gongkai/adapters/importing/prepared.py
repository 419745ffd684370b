"""A record ready to be taken over (待迁入记录): its text made clean, its files at hand."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.adapters.importing.enclosures import Enclosure
from gongkai.core.publishing.importing.records import Record


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record with its cleaned text and its files; ``digest`` is that of all it was made from."""

    record: Record
    text: str
    enclosures: tuple[Enclosure, ...]
    digest: str


def digest_of(record: Record, source_text: str, enclosures: Sequence[Enclosure]) -> str:
    """Return the SHA-256 of a record as the old site had it: every field, its text, its files.

    The number of the row is left out, so that a table that was sorted anew is the same table.
    """
    fields = dataclasses.asdict(record)
    del fields["row"]
    whole = [fields, source_text, [[one.name, one.digest] for one in enclosures]]
    told = json.dumps(whole, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
