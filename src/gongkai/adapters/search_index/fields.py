"""The fields of the index (索引字段) and how a record fills them.

Pairs of neighbouring characters find everything (`*_pairs`); words (`*_words`) only decide the
order. Everything is cut beforehand and joined by spaces, since the library cannot cut Chinese.
"""

from __future__ import annotations

from typing import Any

import tantivy

from gongkai.core.publishing.search.records import FACETS, Record
from gongkai.core.text import sounds
from gongkai.core.text.spelling import BREAK, pairs, plain
from gongkai.core.text.words import Segmenter

# Raise it when a field, the spelling or the cutting changes: an older index is then built anew.
VERSION = 2
MOST_IN_ORDER = 1_000_000  # documents told apart within one second
DOCUMENT, POSITION = "document", "position"


def schema() -> Any:
    """Return the schema of the index."""
    builder = tantivy.SchemaBuilder()
    for name in ("title_pairs", "text_pairs", "title_sounds"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("title_words", "text_words"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("part", "number"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("document", indexed=True, fast=True)
    for name in ("newest", "published_on", "written_on"):
        builder.add_unsigned_field(name, fast=True)
    builder.add_text_field(POSITION, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def filled(record: Record, segmenter: Segmenter) -> Any:
    """Return the record as a document of the index."""
    title, text = plain(record.title), plain(f"{record.title}\n{record.text}")
    words = segmenter.of_text(record.title)
    document = tantivy.Document(
        part=[DOCUMENT],
        title_pairs=[" ".join(pairs(title))],
        text_pairs=[" ".join(pairs(text))],
        title_sounds=[" ".join(sounds.heard(title.replace(BREAK, " ")))],
        title_words=[" ".join(words)],
        text_words=[" ".join((*words, *segmenter.of_text(record.text)))],
        number=[plain(number) for number in record.numbers if number],
        kind=[record.kind],
        body=[record.body],
        column=list(record.columns),
        year=[str(record.published_on.year)],
        validity=[record.validity] if record.validity else [],
    )
    document.add_unsigned("document", record.document)
    document.add_unsigned("newest", _newest(record))
    document.add_unsigned("published_on", record.published_on.toordinal())
    if record.written_on:
        document.add_unsigned("written_on", record.written_on.toordinal())
    return document


def _newest(record: Record) -> int:
    """Return what the newest first is sorted by: the second, and within it the higher number."""
    return max(0, record.published_at) * MOST_IN_ORDER + record.document % MOST_IN_ORDER


def position_note(text: str) -> Any:
    """Return the one document that says how far the index has followed the outbox."""
    return tantivy.Document(part=[POSITION], position=[text])
