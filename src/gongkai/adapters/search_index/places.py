"""Where an index lies (索引位置): generations beside each other, and a pointer to the one in use.

A new generation is built beside the old one and takes its place by replacing the pointer, so that
searching never stops.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path
from typing import BinaryIO

from gongkai.adapters.search_index.fields import VERSION

POINTER = "current"


def current(root: Path) -> Path | None:
    """Return the folder of the generation in use; none when there is none of this version."""
    try:
        name = (root / POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    folder = root / name
    return folder if name.startswith(f"v{VERSION}-") and folder.is_dir() else None


def hold(root: Path) -> BinaryIO:
    """Take the right to make generations, until the file is closed or the process ends.

    Raises:
        BlockingIOError: Another process has it.
    """
    root.mkdir(parents=True, exist_ok=True)
    file = (root / "building.lock").open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise
    return file


def fresh(root: Path) -> Path:
    """Make an empty folder for the next generation; one that was never finished goes."""
    used = current(root)
    for other in _generations(root):
        if other != used:
            shutil.rmtree(other, ignore_errors=True)
    numbers = [int(one.name.rpartition("-")[2]) for one in _generations(root)]
    folder = root / f"v{VERSION}-{max(numbers, default=0) + 1}"
    folder.mkdir()
    return folder


def use(root: Path, folder: Path) -> None:
    """Put a generation in use; the ones before it go."""
    draft = root / f"{POINTER}.new"
    draft.write_text(folder.name, "utf-8")
    os.replace(draft, root / POINTER)
    for other in _generations(root):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


def _generations(root: Path) -> list[Path]:
    return [one for one in root.glob("v*-*") if one.name.rpartition("-")[2].isdigit()]
