"""Where files lie (文件存放): by the digest of their content, written once, never overwritten."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from gongkai.apps.publishing.models import StoredFile


def place(digest: str) -> Path:
    """Return the path of the file with a digest, under MEDIA_ROOT."""
    return Path(settings.MEDIA_ROOT) / "files" / digest[:2] / digest


def keep(content: bytes) -> str:
    """Write ``content`` under its SHA-256 and return the digest; the same content is written once."""
    return _write(content, durable=True)


def keep_all(contents: Iterable[bytes]) -> None:
    """Write many contents like ``keep``; the disk is asked once, when all are written."""
    written = [_write(content, durable=False) for content in contents]
    if written:
        os.sync()


def _write(content: bytes, *, durable: bool) -> str:
    digest = hashlib.sha256(content).hexdigest()
    path = place(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    os.chmod(draft, 0o640)
    os.replace(draft, path)
    return digest


def released_path(file: StoredFile) -> Path:
    """Return the path of the copy that the public gets."""
    return place(file.released_digest)


def original_path(file: StoredFile) -> Path:
    """Return the path of the file as it was received."""
    return place(file.digest)


def is_whole(digest: str) -> bool:
    """Return whether the stored file still has the content it was stored under."""
    path = place(digest)
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == digest
