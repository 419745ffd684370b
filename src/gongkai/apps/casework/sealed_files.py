"""Papers of cases on disk (办件材料文件): named by the digest of their content, sealed inside."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from gongkai.adapters.encryption import cipher
from gongkai.adapters.encryption.cipher import KeyMissingError
from gongkai.apps.casework.encrypted import current_keyring

DIGEST = re.compile(r"[0-9a-f]{64}")


def keep(content: bytes) -> str:
    """Keep a file sealed and return its SHA-256; the same content is kept once."""
    digest = hashlib.sha256(content).hexdigest()
    path = place_of(digest)
    if not path.exists():
        _write(path, cipher.seal_bytes(content, context=digest, keyring=current_keyring()))
    return digest


def read(digest: str) -> bytes:
    """Return the content kept under a digest.

    Raises:
        FileNotFoundError: Nothing is kept under it.
        UnreadableError: Its key is missing, or it was altered.
    """
    sealed = place_of(digest).read_bytes()
    try:
        return cipher.open_bytes(sealed, context=digest, keyring=current_keyring())
    except KeyMissingError:
        current_keyring.cache_clear()
        return cipher.open_bytes(sealed, context=digest, keyring=current_keyring())


def destroy(digest: str) -> None:
    """Delete the file kept under a digest; none there is no fault, for it is gone either way."""
    place_of(digest).unlink(missing_ok=True)


def place_of(digest: str) -> Path:
    """Return where a digest lies.

    Raises:
        ValueError: It is no SHA-256 in lower case.
    """
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"{digest[:80]!r} is not a SHA-256")
    return Path(settings.CASE_FILES_ROOT) / digest[:2] / digest


def kept() -> Iterator[str]:
    """Yield the digest of every file kept."""
    for path in sorted(Path(settings.CASE_FILES_ROOT).glob("??/*")):
        if DIGEST.fullmatch(path.name):
            yield path.name


def key_of(digest: str) -> str | None:
    """Return the id of the key a file is sealed with, none for a file that is not sealed."""
    with place_of(digest).open("rb") as file:
        return cipher.key_of_bytes(file.read(20))


def seal_again(digest: str) -> None:
    """Seal a file with the current key."""
    content = read(digest)
    _write(place_of(digest), cipher.seal_bytes(content, context=digest, keyring=current_keyring()))


def _write(path: Path, sealed: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, partial = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    Path(partial).replace(path)
