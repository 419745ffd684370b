"""Keeping secrets of accounts unreadable in the database (加密存放), with a key of the instance."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac

PURPOSE = "gongkai.accounts.second_factor"


class SealBrokenError(ValueError):
    """A sealed secret does not open: the instance's key was changed, or the row was altered."""


def _box() -> Fernet:
    key = hashlib.sha256(f"{PURPOSE}:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(secret: str) -> str:
    """Return ``secret`` encrypted."""
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Return what was sealed.

    Raises:
        SealBrokenError: It was sealed with another key, or altered.
    """
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealBrokenError(
            "双因素密钥无法解密，实例密钥可能已更换。请由管理员重置双因素"
        ) from error


def digest_of_code(code: str) -> str:
    """Return the keyed digest of a recovery code, however it was typed."""
    plain = code.replace("-", "").replace(" ", "").upper()
    return salted_hmac(PURPOSE, plain, algorithm="sha256").hexdigest()
