"""The manifest (清单): what files the public tree holds, as a signed chain of changes.

One line a publication, so that its cost does not grow with the site. The state is the fold of the
lines; a checkpoint line restates it whole. The chain's head is also kept outside the manifest
(``anchor``), so that an older manifest put back in its place is noticed.

Laid out beside the tree: ``site-manifest/log.jsonl`` and ``site-manifest/public-key``; the anchor
is ``site-anchor.json`` one folder up.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.adapters.site.signing import Signer, is_signed

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: SHA-256 of its bytes in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


Changes = Mapping[str, Entry | None]  # path in the tree -> what stands there now; None: removed


class ManifestError(Exception):
    """The manifest itself is not whole; the message says where and what."""


@dataclass(slots=True)
class Head:
    """The end of the chain: number and digest of its last line."""

    sequence: int = 0
    digest: str = START


@dataclass(slots=True)
class State:
    """What the tree must hold, and where the chain stands."""

    files: dict[str, Entry] = field(default_factory=dict)
    head: Head = field(default_factory=Head)


def folder(tree: Path) -> Path:
    """Return the folder of the manifest of the public tree ``tree``."""
    return tree.parent / f"{tree.name}-manifest"


def anchor(tree: Path) -> Path:
    """Return the file outside the manifest that keeps the chain's head."""
    return tree.parent / f"{tree.name}-anchor.json"


def entry(content: bytes) -> Entry:
    """Return what the manifest says of a file with these bytes."""
    return Entry(hashlib.sha256(content).hexdigest(), len(content))


def append(
    tree: Path, changes: Changes, *, signer: Signer, head: Head, whole: bool = False
) -> Head:
    """Add one line to the chain and move the anchor; return the new head.

    ``whole`` says that ``changes`` restates the tree and everything else is gone.
    """
    payload = {
        "sequence": head.sequence + 1,
        "previous": head.digest,
        "whole": whole,
        "files": {
            path: [found.sha256, found.size] if found else None
            for path, found in sorted(changes.items())
        },
    }
    body = _canonical(payload)
    line = _canonical({"body": payload, "signature": signer.sign(body)})
    place = folder(tree)
    place.mkdir(parents=True, exist_ok=True)
    with (place / "log.jsonl").open("ab") as log:
        log.write(line + b"\n")
        log.flush()
        os.fsync(log.fileno())
    after = Head(head.sequence + 1, hashlib.sha256(body).hexdigest())
    _write_small(place / "public-key", signer.public_key())
    _write_small(anchor(tree), json.dumps({"sequence": after.sequence, "digest": after.digest}))
    return after


def load(tree: Path, *, public_key: str | None = None) -> State:
    """Fold the chain into the state of the tree.

    Raises:
        ManifestError: A line is damaged, out of order, not signed by the key, or the whole chain is
            older than the anchor says.
    """
    place = folder(tree)
    state = State()
    key = public_key or _read_small(place / "public-key")
    for number, body, signature in _lines(place / "log.jsonl"):
        signed = _canonical(body)
        if body["sequence"] != state.head.sequence + 1 or body["previous"] != state.head.digest:
            raise ManifestError(f"清单第 {number} 行与前一行不相接：清单被删改或调换过顺序。")
        if not is_signed(signed, signature, key):
            raise ManifestError(f"清单第 {number} 行的签名不符：清单被改动过，或不是本站签发。")
        _apply(state, body)
        state.head = Head(body["sequence"], hashlib.sha256(signed).hexdigest())
    _check_anchor(tree, state.head)
    return state


def _apply(state: State, body: Mapping[str, Any]) -> None:
    if body["whole"]:
        state.files.clear()
    for path, found in body["files"].items():
        if found is None:
            state.files.pop(path, None)
        else:
            state.files[path] = Entry(found[0], found[1])


def _check_anchor(tree: Path, head: Head) -> None:
    place = anchor(tree)
    if not place.exists():
        if head.sequence:
            raise ManifestError(f"缺少 {place.name}：无法确认清单是不是最新的。")
        return
    kept = json.loads(place.read_text("utf-8"))
    if head.sequence < kept["sequence"]:
        raise ManifestError(
            f"清单只到第 {head.sequence} 号，应到第 {kept['sequence']} 号：放回了旧清单，或末尾被截去。"
        )
    if head.sequence == kept["sequence"] and head.digest != kept["digest"]:
        raise ManifestError(f"第 {head.sequence} 号的内容与留存的记录不符：清单被替换过。")


def _lines(log: Path) -> Iterator[tuple[int, dict[str, Any], str]]:
    if not log.exists():
        return
    with log.open("rb") as file:
        for number, line in enumerate(file, 1):
            # The last line may be half written when the machine went down: it was never in force.
            if not line.endswith(b"\n"):
                return
            try:
                read = json.loads(line)
                yield number, read["body"], read["signature"]
            except (ValueError, KeyError, TypeError) as error:
                raise ManifestError(f"清单第 {number} 行无法读出：清单已损坏。") from error


def drop_half_line(tree: Path) -> None:
    """Cut a half-written last line off the log, so that the next line starts at its beginning."""
    log = folder(tree) / "log.jsonl"
    if not log.exists():
        return
    with log.open("r+b") as file:
        content_end = file.seek(0, os.SEEK_END)
        at = content_end
        while at > 0:
            step = min(65536, at)
            file.seek(at - step)
            found = file.read(step).rfind(b"\n")
            if found >= 0:
                at = at - step + found + 1
                break
            at -= step
        if at != content_end:
            file.truncate(at)


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _read_small(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def _write_small(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
