"""Serving the public tree (公开文件): files as they lie on disk, before Django is asked at all.

A new or changed file is seen at the next request: each request looks once at the file's date, size
and inode, and small files that have not changed are answered from memory. A file that is replaced
while it is read is never mixed: what is sent and what the headers say come from one open file.
docs/adr/0008-serving-files.md says why not WhiteNoise, Starlette or granian's own mount.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from gongkai.web.public import conditional

Headers = list[tuple[str, str]]
Environ = dict[str, Any]
StartResponse = Callable[[str, Headers], Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

SMALL = 512 * 1024  # bytes of a file that is kept in memory
MEMORY = 64 * 1024 * 1024  # bytes kept in memory altogether
CHUNK = 256 * 1024
WORTH_PACKING = 1024
OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
    ".pptx": f"{OFFICE}presentationml.presentation",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
}
BY_CONTENT = "/files/"  # the names of these files are their digests: they never change


@dataclass(frozen=True, slots=True)
class Kept:
    """A small file in memory: what it was like on disk, its headers, its bytes, packed too."""

    sign: tuple[int, int, int]
    etag: str
    headers: tuple[tuple[str, str], ...]
    content: bytes
    packed: bytes | None


class TreeFiles:
    """A WSGI application that answers from the tree and passes everything else on."""

    def __init__(
        self, application: Application, root: Path, *, headers: Mapping[str, str] | None = None
    ) -> None:
        """Serve ``root``; ``headers`` go with every file."""
        self._application = application
        self._root = str(root)
        self._always = tuple((headers or {}).items())
        self._kept: dict[str, Kept] = {}
        self._size = 0
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer GET and HEAD of a file in the tree."""
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            answer = self._answer(environ, start_response)
            if answer is not None:
                return answer
        return self._application(environ, start_response)

    def _answer(self, environ: Environ, start: StartResponse) -> Iterable[bytes] | None:
        address = _address(environ)
        if address is None:
            return None
        path = address + "index.html" if address.endswith("/") else address
        place = self._root + path
        try:
            found = os.stat(place)
        except (OSError, ValueError):
            return None
        if stat.S_ISDIR(found.st_mode):
            return self._to_folder(address, place, start)
        if address.endswith("/index.html"):
            return _moved(address.removesuffix("index.html"), start)
        if found.st_size > SMALL:
            return self._large(path, place, environ, start)
        kept = self._kept.get(path)
        if kept is None or kept.sign != _sign(found):
            try:
                kept = self._read(path, place)
            except OSError:
                return None
        return _small(kept, environ, start)

    def _to_folder(self, address: str, place: str, start: StartResponse) -> list[bytes] | None:
        there = os.path.isfile(f"{place}/index.html")
        return _moved(f"{address}/", start) if there else None

    def _read(self, path: str, place: str) -> Kept:
        with open(place, "rb") as file:
            found = os.fstat(file.fileno())
            content = file.read()
        etag = hashlib.blake2b(content, digest_size=12).hexdigest()
        kind = _type(path)
        packed = None
        if len(content) >= WORTH_PACKING and "charset" in kind:
            packed = gzip.compress(content, 6, mtime=0)
        headers = self._headers(path, kind, found.st_mtime)
        kept = Kept(_sign(found), etag, headers, content, packed)
        self._keep(path, kept)
        return kept

    def _keep(self, path: str, kept: Kept) -> None:
        with self._lock:
            self._forget(path)
            self._kept[path] = kept
            self._size += _weight(kept)
            while self._size > MEMORY:
                self._forget(next(iter(self._kept)))

    def _forget(self, path: str) -> None:
        gone = self._kept.pop(path, None)
        if gone is not None:
            self._size -= _weight(gone)

    def _headers(self, path: str, kind: str, changed: float) -> tuple[tuple[str, str], ...]:
        lasting = path.startswith(BY_CONTENT)
        return (
            ("Content-Type", kind),
            ("Last-Modified", formatdate(changed, usegmt=True)),
            ("Cache-Control", "public, max-age=31536000, immutable" if lasting else "no-cache"),
            ("Accept-Ranges", "bytes"),
            *self._always,
        )

    def _large(
        self, path: str, place: str, environ: Environ, start: StartResponse
    ) -> Iterable[bytes]:
        file = open(place, "rb")  # noqa: SIM115 - closed by the iterator that sends it
        found = os.fstat(file.fileno())
        etag = f'"{found.st_mtime_ns:x}-{found.st_size:x}"'
        headers = [("ETag", etag), *self._headers(path, _type(path), found.st_mtime)]
        if conditional.not_modified(environ, etag, dict(headers)["Last-Modified"]):
            file.close()
            start("304 Not Modified", headers)
            return []
        part = conditional.part_asked_for(environ, found.st_size, etag)
        if part is conditional.UNSATISFIABLE:
            file.close()
            return _unsatisfiable(found.st_size, headers, start)
        first, last = part or (0, found.st_size - 1)
        _begin(part, found.st_size, headers, start)
        if environ["REQUEST_METHOD"] == "HEAD":
            file.close()
            return []
        file.seek(first)
        return _sent(file, last - first + 1)


def _address(environ: Environ) -> str | None:
    """Return the path asked for, none when no file of the tree can be meant."""
    path = environ.get("PATH_INFO", "")
    if not path.isascii():
        try:
            path = path.encode("latin-1").decode()
        except UnicodeError:
            return None
    hidden = "/." in path or "//" in path or "\\" in path or "\0" in path
    return None if hidden or not path.startswith("/") else path


def _sign(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_mtime_ns, found.st_size, found.st_ino


def _type(path: str) -> str:
    return TYPES.get(os.path.splitext(path)[1].lower(), "application/octet-stream")


def _weight(kept: Kept) -> int:
    return len(kept.content) + len(kept.packed or b"")


def _moved(address: str, start: StartResponse) -> list[bytes]:
    start("301 Moved Permanently", [("Location", quote(address)), ("Content-Length", "0")])
    return []


def _small(kept: Kept, environ: Environ, start: StartResponse) -> list[bytes]:
    part = conditional.part_asked_for(environ, len(kept.content), f'"{kept.etag}"')
    packs = kept.packed is not None and part is None and conditional.takes_gzip(environ)
    etag = f'"{kept.etag}-gz"' if packs else f'"{kept.etag}"'
    headers = [("ETag", etag), *kept.headers]
    if kept.packed is not None:
        headers.append(("Vary", "Accept-Encoding"))
    if conditional.not_modified(environ, etag, kept.headers[1][1]):
        start("304 Not Modified", headers)
        return []
    if part is conditional.UNSATISFIABLE:
        return _unsatisfiable(len(kept.content), headers, start)
    content = kept.content
    if packs and kept.packed is not None:
        content = kept.packed
        headers.append(("Content-Encoding", "gzip"))
    _begin(part, len(content), headers, start)
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    return [content[part[0] : part[1] + 1] if part else content]


def _begin(part: tuple[int, int] | None, size: int, headers: Headers, start: StartResponse) -> None:
    if part is None:
        start("200 OK", [*headers, ("Content-Length", str(size))])
        return
    first, last = part
    span = [
        ("Content-Range", f"bytes {first}-{last}/{size}"),
        ("Content-Length", str(last - first + 1)),
    ]
    start("206 Partial Content", [*headers, *span])


def _unsatisfiable(size: int, headers: Headers, start: StartResponse) -> list[bytes]:
    span = [("Content-Range", f"bytes */{size}"), ("Content-Length", "0")]
    start("416 Range Not Satisfiable", [*headers, *span])
    return []


def _sent(file: BinaryIO, left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
