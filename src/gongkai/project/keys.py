"""The instance's own secrets (密钥): made once, kept under the data folder, never in the tree."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(*, data: Path) -> str:
    """Return ``GONGKAI_SECRET_KEY``, else the key kept under ``data/keys``, made on first use."""
    from_environment = os.environ.get("GONGKAI_SECRET_KEY")
    if from_environment:
        return from_environment
    path = data / "keys" / "django.key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text("utf-8").strip()
