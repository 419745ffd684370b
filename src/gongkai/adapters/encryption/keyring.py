"""The keys of an instance (密钥环): some seal and open, one of them is current; others hash for search."""

from __future__ import annotations

import base64
import binascii
import json
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

FORMAT = "gongkai.keys/1"
KEY_BYTES = 32
KEY_ID = re.compile(r"[a-z]\d{1,6}")


class KeyringError(Exception):
    """The keys cannot be used; the message says in Chinese what was met and what helps."""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Keys of one purpose by their id; ``current`` is the one that new values are made with."""

    current: str
    keys: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"<Keys {', '.join(sorted(self.keys))}, current {self.current}>"

    def with_new(self) -> Keys:
        """Return these keys and a fresh one that is now the current one."""
        number = max(int(name[1:]) for name in self.keys) + 1
        name = f"{self.current[0]}{number}"
        return Keys(name, {**self.keys, name: secrets.token_bytes(KEY_BYTES)})

    def only_current(self) -> Keys:
        """Return the current key alone."""
        return Keys(self.current, {self.current: self.keys[self.current]})


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys for sealing (``encryption``) and for exact search (``search``)."""

    encryption: Keys
    search: Keys

    def renewed(self) -> Keyring:
        """Return a keyring with fresh current keys; the old ones still open what they sealed."""
        return Keyring(self.encryption.with_new(), self.search.with_new())

    def retired(self) -> Keyring:
        """Return a keyring with the current keys alone."""
        return replace(
            self, encryption=self.encryption.only_current(), search=self.search.only_current()
        )


def fresh() -> Keyring:
    """Return a new keyring with one key for each purpose."""
    return Keyring(
        Keys("k1", {"k1": secrets.token_bytes(KEY_BYTES)}),
        Keys("s1", {"s1": secrets.token_bytes(KEY_BYTES)}),
    )


def parse(text: str, *, source: str) -> Keyring:
    """Read a keyring.

    Raises:
        KeyringError: The text is not a keyring; the message names ``source``, never a key.
    """
    try:
        read = json.loads(text)
        if read["format"] != FORMAT:
            raise KeyringError(f"{source}：密钥格式 {read['format']!r} 不能识别，应为 {FORMAT!r}")
        return Keyring(_keys(read["encryption"]), _keys(read["search"]))
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise KeyringError(
            f"{source}：个人信息密钥不完整或者已损坏。请从离线保管的备份恢复密钥文件"
        ) from error


def _keys(read: Any) -> Keys:
    keys = {name: base64.b64decode(key, validate=True) for name, key in read["keys"].items()}
    sound = all(KEY_ID.fullmatch(name) and len(key) == KEY_BYTES for name, key in keys.items())
    if not sound or read["current"] not in keys:
        raise ValueError("keys of 32 bytes, the current one among them")
    return Keys(read["current"], keys)


def text_of(keyring: Keyring) -> str:
    """Return the keyring as it stands in its file; whoever reads it can read all personal data."""
    shown = {
        name: {
            "current": keys.current,
            "keys": {key: base64.b64encode(value).decode() for key, value in keys.keys.items()},
        }
        for name, keys in (("encryption", keyring.encryption), ("search", keyring.search))
    }
    return json.dumps({"format": FORMAT, **shown}, indent=1) + "\n"


def read_file(path: Path) -> Keyring:
    """Read the keyring kept at ``path``.

    Raises:
        KeyringError: There is no such file, or it is damaged.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise KeyringError(
            f"读不到个人信息密钥文件 {path}（{error.strerror}）。请恢复该文件，"
            "或者用 GONGKAI_DATA_KEY_FILE 指明它在哪里"
        ) from error
    return parse(text, source=str(path))


def make_file(path: Path) -> Keyring:
    """Return the keyring kept at ``path``; make it first when there is none (safe among processes)."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        partial = _written(path, fresh())
        try:
            os.link(partial, path)  # fails when another process was first: its keys then stand
        except FileExistsError:
            return read_file(path)
        finally:
            partial.unlink()
    return read_file(path)


def replace_file(path: Path, keyring: Keyring) -> None:
    """Put ``keyring`` in place of the one kept at ``path``, whole or not at all."""
    _written(path, keyring).replace(path)


def _written(path: Path, keyring: Keyring) -> Path:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".keys-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text_of(keyring))
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
