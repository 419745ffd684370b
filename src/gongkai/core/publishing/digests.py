"""The digest of an edition (内容摘要值): what an approval holds, so that it approves this text only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and no blanks: the same content always gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of ``content`` (plain JSON values), as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
