"""How far a node's public tree has followed the outbox (跟进位置): a small file beside the tree."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


class Progress:
    """The position of one tree, as plain values; written whole or not at all."""

    def __init__(self, tree: Path) -> None:
        self._place = tree.parent / f"{tree.name}-position.json"

    def read(self) -> dict[str, Any] | None:
        """Return what was kept; none when nothing was, or the file is damaged."""
        try:
            kept = json.loads(self._place.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, dict) else None

    def write(self, values: dict[str, Any]) -> None:
        """Keep a position; it is on the disk when this returns."""
        beside = self._place.with_name(f".{self._place.name}.new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(values, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._place)
