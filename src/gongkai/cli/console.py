"""One line to the person at the keyboard (提示): always on standard error, never among the output."""

from __future__ import annotations

import sys

CLEAR_LINE = "\r\x1b[K"


def complain(message: str) -> None:
    """Print one line on standard error; a progress bar that stands there gives way to it."""
    clear = CLEAR_LINE if sys.stderr.isatty() else ""
    sys.stderr.write(f"{clear}{' '.join(message.splitlines())}\n")
    sys.stderr.flush()
