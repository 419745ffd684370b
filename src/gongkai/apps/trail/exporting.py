"""Signed export of the trail (签名导出): one JSON row a line, the last line signed with Ed25519."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gongkai.apps.trail import chain
from gongkai.apps.trail.models import Entry
from gongkai.apps.trail.queries import head

KEY_FILE = "trail-ed25519.pem"
SEAL = {"rows", "head", "sha256", "public_key", "signature"}


class ExportError(Exception):
    """An export cannot be trusted: the message says which part does not hold."""


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """Return the instance's signing key under ``folder``, made on first use, readable by nobody else."""
    path = folder / KEY_FILE
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        pem = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ExportError(f"{path.name}: not an Ed25519 key; restore the instance's own key")
    return key


def public_text(key: Ed25519PublicKey) -> str:
    """Return a public key as 64 hexadecimal digits."""
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return raw.hex()


def export(path: Path, *, key: Ed25519PrivateKey, at: datetime) -> tuple[int, str]:
    """Write the whole trail to ``path`` and sign it; return number and digest of the last row."""
    number, digest = head()
    sum_of_lines = hashlib.sha256()
    draft = path.with_name(path.name + ".part")
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        for line in _lines(number):
            file.write(line + "\n")
            sum_of_lines.update(line.encode() + b"\n")
        seal = {
            "format": "gongkai.trail/1",
            "exported_at": at.isoformat(),
            "rows": number,
            "head": digest,
            "sha256": sum_of_lines.hexdigest(),
            "public_key": public_text(key.public_key()),
        }
        signature = key.sign(chain.canonical(seal).encode()).hex()
        file.write(chain.canonical({**seal, "signature": signature}) + "\n")
    draft.replace(path)
    return number, digest


def _lines(until: int) -> Iterator[str]:
    rows = Entry.objects.filter(number__lte=until).order_by("number")
    for row in rows.iterator(chunk_size=2000):
        yield chain.canonical({**row.link().content(), "digest": row.digest})


def verify_export(path: Path, *, public_key: str | None = None) -> tuple[int, str]:
    """Check an export's signature, its sum and its chain; return its number and digest of the head.

    ``public_key`` is the key one trusts; without it, only the file's own consistency is shown.

    Raises:
        ExportError: With the first part that does not hold.
    """
    lines = path.read_text("utf-8").splitlines()
    if not lines:
        raise ExportError(f"{path.name}: empty; export the trail again")
    seal = _seal(path, lines[-1])
    _check_signature(path, seal, public_key)
    body = "".join(line + "\n" for line in lines[:-1])
    if hashlib.sha256(body.encode()).hexdigest() != seal["sha256"]:
        raise ExportError(f"{path.name}: rows were changed after signing")
    links = (_link(json.loads(line)) for line in lines[:-1])
    for one in chain.breaks(links, head=(seal["rows"], seal["head"])):
        raise ExportError(f"{path.name}: {one.sentence}")
    return seal["rows"], seal["head"]


def _seal(path: Path, line: str) -> dict[str, Any]:
    try:
        seal = json.loads(line)
    except json.JSONDecodeError:
        seal = None
    if not isinstance(seal, dict) or not seal.keys() >= SEAL:
        raise ExportError(
            f"{path.name}: no seal in the last line; it is no export, or was cut short"
        )
    return seal


def _check_signature(path: Path, seal: dict[str, Any], public_key: str | None) -> None:
    if public_key is not None and seal.get("public_key") != public_key:
        raise ExportError(f"{path.name}: signed with another key, {seal.get('public_key')}")
    signed = {name: value for name, value in seal.items() if name != "signature"}
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal["public_key"]))
    try:
        key.verify(bytes.fromhex(seal["signature"]), chain.canonical(signed).encode())
    except InvalidSignature as error:
        raise ExportError(f"{path.name}: the signature does not fit the file") from error


def _link(row: dict[str, str]) -> chain.Link:
    return chain.Link(**{**row, "at": datetime.fromisoformat(row["at"])})  # type: ignore[arg-type]


def extends(rows: int, digest: str) -> bool:
    """Return whether the trail still holds the row that an earlier export ended with."""
    if rows == 0:
        return True
    return Entry.objects.filter(number=rows, digest=digest).exists()
