"""A progress bar (进度条) on standard error, and only when that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
WIDTH = 30
EVERY_SECONDS = 0.1


def with_progress(items: Iterable[T], total: int) -> Iterator[T]:
    """Return the items unchanged while showing how many of ``total`` have gone by."""
    if not sys.stderr.isatty() or total < 2:
        yield from items
        return
    shown = 0.0
    try:
        for count, item in enumerate(items, start=1):
            yield item
            now = time.monotonic()
            if now - shown >= EVERY_SECONDS or count == total:
                shown = now
                _show(count, total)
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _show(count: int, total: int) -> None:
    filled = WIDTH * count // total
    bar = "█" * filled + "·" * (WIDTH - filled)
    sys.stderr.write(f"\r{bar} {count}/{total}")
    sys.stderr.flush()
