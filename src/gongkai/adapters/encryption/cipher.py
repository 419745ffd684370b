"""Sealing and opening (加密、解密): AES-256-GCM, the key's id in the open, the place bound in.

A sealed text is ``gk1:<key id>:<base64>``. ``context`` says where the value belongs (model, field,
row): ciphertext moved to another place does not open there.
"""

from __future__ import annotations

import base64
import binascii
import functools
import os
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongkai.adapters.encryption.keyring import Keyring

PREFIX = "gk1"
FILE_MAGIC = b"gkf1:"
NONCE_BYTES = 12
_TOKEN = re.compile(r"gk1:([a-z]\d{1,6}):([A-Za-z0-9_=-]+)")


class UnreadableError(Exception):
    """Sealed data cannot be opened; ``key`` is the id of the key it was sealed with, if known."""

    def __init__(self, sentence: str, *, key: str = "") -> None:
        self.key = key
        super().__init__(sentence)


class KeyMissingError(UnreadableError):
    """The key that sealed this is not in the keyring."""


def seal(plain: str, *, context: str, keyring: Keyring) -> str:
    """Return ``plain`` sealed for its place ``context`` with the current key."""
    key = keyring.encryption.current
    sealed = _sealed(plain.encode(), key, context, keyring)
    return f"{PREFIX}:{key}:{base64.urlsafe_b64encode(sealed).decode()}"


def unseal(token: str, *, context: str, keyring: Keyring) -> str:
    """Return what was sealed for ``context``.

    Raises:
        KeyMissingError: The keyring does not hold its key.
        UnreadableError: It is not sealed at all, was altered, or belongs to another place.
    """
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise UnreadableError(
            "数据库里的个人信息没有加密或者已损坏，不予显示。请从备份恢复该条记录"
        )
    key, body = match.groups()
    try:
        sealed = base64.urlsafe_b64decode(body)
    except (binascii.Error, ValueError) as error:
        raise _altered(key) from error
    return _opened(sealed, key, context, keyring).decode()


def key_of(token: str) -> str | None:
    """Return the id of the key a text was sealed with, none for a text that is not sealed."""
    match = _TOKEN.fullmatch(token)
    return match.group(1) if match else None


def seal_bytes(content: bytes, *, context: str, keyring: Keyring) -> bytes:
    """Return the content of a file sealed for its place ``context``."""
    key = keyring.encryption.current
    return FILE_MAGIC + key.encode() + b":" + _sealed(content, key, context, keyring)


def open_bytes(sealed: bytes, *, context: str, keyring: Keyring) -> bytes:
    """Return the content of a sealed file.

    Raises:
        KeyMissingError: The keyring does not hold its key.
        UnreadableError: It is not sealed at all, was altered, or belongs to another place.
    """
    key = key_of_bytes(sealed)
    if key is None:
        raise UnreadableError("文件没有加密或者已损坏，不予打开。请从备份恢复该文件")
    return _opened(sealed[len(FILE_MAGIC) + len(key) + 1 :], key, context, keyring)


def key_of_bytes(sealed: bytes) -> str | None:
    """Return the id of the key a file was sealed with, none for a file that is not sealed."""
    match = re.match(FILE_MAGIC + rb"([a-z]\d{1,6}):", sealed[:20])
    return match.group(1).decode() if match else None


def _sealed(content: bytes, key: str, context: str, keyring: Keyring) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    cipher = _cipher(keyring.encryption.keys[key])
    return nonce + cipher.encrypt(nonce, content, _bound(key, context))


def _opened(sealed: bytes, key: str, context: str, keyring: Keyring) -> bytes:
    secret = keyring.encryption.keys.get(key)
    if secret is None:
        raise KeyMissingError(
            f"个人信息是用密钥 {key} 加密的，现有密钥文件里没有它。请恢复当时的密钥文件，"
            "没有它任何人都读不出这些信息",
            key=key,
        )
    nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return _cipher(secret).decrypt(nonce, body, _bound(key, context))
    except (InvalidTag, ValueError) as error:
        raise _altered(key) from error


def _altered(key: str) -> UnreadableError:
    return UnreadableError(
        f"个人信息（密钥 {key}）打不开：密钥不对，或者内容被改动、挪到了别处。"
        "请核对密钥文件；密钥无误的，从备份恢复该条记录",
        key=key,
    )


def _bound(key: str, context: str) -> bytes:
    return f"gongkai\x1f{PREFIX}\x1f{key}\x1f{context}".encode()


@functools.lru_cache(maxsize=64)
def _cipher(secret: bytes) -> AESGCM:
    return AESGCM(secret)
