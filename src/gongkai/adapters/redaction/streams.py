"""The streams inside a PDF (内部数据流): what two files share, and whether words are still in there."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_STREAM = re.compile(rb"<<(?P<head>(?:[^<>]|<[^<]|>(?!>)|<<[^<>]*>>)*)>>\s*stream\r?\n", re.DOTALL)
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_DRAWN = re.compile(rb"/Subtype\s*/(?:Image|Form)\b|/PatternType\b")


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream: a digest of its raw bytes, what it holds once unpacked.

    ``drawn`` is true for pictures, forms and patterns: a page may carry them without showing them.
    """

    digest: bytes
    content: bytes
    drawn: bool


def streams(content: bytes) -> Iterator[Stream]:
    """Yield every stream of a file as this program writes them (no object streams, no encryption)."""
    for match in _STREAM.finditer(content):
        start = match.end()
        end = content.find(b"endstream", start)
        length = _LENGTH.search(match["head"])
        if length is not None:
            end = start + int(length.group(1))
        raw = content[start:end]
        drawn = _DRAWN.search(match["head"]) is not None
        yield Stream(hashlib.sha256(raw).digest(), _unpacked(raw), drawn)


def _unpacked(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw)
    except zlib.error:
        return raw


def holds(content: bytes, words: Iterable[str]) -> tuple[str, ...]:
    """Return the words found in the file's bytes or in any stream, in whatever encoding text has."""
    pieces = [content, *(stream.content for stream in streams(content))]
    return tuple(
        word for word in words if any(code in piece for code in _encoded(word) for piece in pieces)
    )


def _encoded(word: str) -> tuple[bytes, ...]:
    wide = word.encode("utf-16-be")
    codes = [word.encode(), wide, word.encode("utf-16-le"), word.encode("gb18030")]
    return tuple({*codes, wide.hex().encode(), wide.hex().upper().encode()})
