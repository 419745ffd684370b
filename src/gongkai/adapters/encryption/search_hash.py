"""Exact search over sealed values (加密检索): a keyed hash of the normalised value.

The hash says whether two values are equal and nothing more; without the key it cannot be tried out
against lists of names or numbers.
"""

from __future__ import annotations

import hashlib
import hmac

from gongkai.adapters.encryption.keyring import Keyring
from gongkai.core.text.identifiers import Identifier, normalized


def keyed_hash(kind: Identifier, value: str, *, keyring: Keyring, key: str | None = None) -> str:
    """Return ``<key id>:<hex>``, or ``""`` when nothing of ``value`` is left after normalising.

    ``kind`` keeps apart equal values of different kinds; without ``key`` the current one is used.
    """
    plain = normalized(kind, value)
    if not plain:
        return ""
    name = key or keyring.search.current
    message = f"gongkai-search\x1f{kind}\x1f{plain}".encode()
    return f"{name}:{hmac.new(keyring.search.keys[name], message, hashlib.sha256).hexdigest()}"


def every_hash(kind: Identifier, value: str, *, keyring: Keyring) -> tuple[str, ...]:
    """Return the hash under each key of the keyring: rows not yet rotated are found as well."""
    hashes = (keyed_hash(kind, value, keyring=keyring, key=key) for key in keyring.search.keys)
    return tuple(each for each in hashes if each)
