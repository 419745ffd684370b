"""The list of a copy (清单): every file with its SHA-256 and size, so that a copy proves itself."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

NAME = "manifest.json"
CHUNK = 1 << 20


class CopyError(Exception):
    """A copy cannot be made or used; the message says what was met and what to do."""


def empty_folder(folder: Path) -> Path:
    """Return a folder that is empty, made if it was not there.

    Raises:
        CopyError: There is something in it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CopyError(f"{folder} 不是空目录。请给出一个空的或者还没有的目录")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def copy_file(source: Path, target: Path) -> None:
    """Copy one file, making the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    os.chmod(target, 0o640)


def files_of(folder: Path) -> Iterator[str]:
    """Yield the paths of all files under a folder, in order."""
    found = (one for one in folder.rglob("*") if one.is_file())
    yield from sorted(one.relative_to(folder).as_posix() for one in found)


def seal(folder: Path, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Write the list of everything in a copy; a copy without it was cut short."""
    listed = {
        path: [sum_of(folder / path), (folder / path).stat().st_size]
        for path in files_of(folder)
        if path != NAME
    }
    written = {**facts, "files": listed}
    beside = folder / f".{NAME}.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(written, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / NAME)
    return written


def opened(folder: Path, *, expected: str) -> dict[str, Any]:
    """Return what a copy says of itself, after every file was held against its list.

    Raises:
        CopyError: No list, another kind of copy, or files altered, missing or extra; all are named.
    """
    facts = read(folder, expected=expected)
    wrong = [*_differences(folder, facts["files"])]
    if wrong:
        raise CopyError(f"{folder} 不完整：\n" + "\n".join(wrong))
    return facts


def read(folder: Path, *, expected: str) -> dict[str, Any]:
    """Return what a copy says of itself.

    Raises:
        CopyError: No list, or another kind of copy.
    """
    try:
        facts: dict[str, Any] = json.loads((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CopyError(f"{folder} 里没有完好的 {NAME}：不是这样的副本，或者没有做完") from error
    if facts.get("format") != expected:
        raise CopyError(f"{folder} 是 {facts.get('format')}，应为 {expected}")
    return facts


def sum_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            total.update(part)
    return total.hexdigest()


def _differences(folder: Path, listed: Mapping[str, Iterable[Any]]) -> Iterator[str]:
    present = set(files_of(folder)) - {NAME}
    for path in sorted(listed.keys() - present):
        yield f"缺少 {path}"
    for path in sorted(present - listed.keys()):
        yield f"多出 {path}"
    for path, (digest, size) in sorted(listed.items()):
        if path in present and (
            (folder / path).stat().st_size != size or sum_of(folder / path) != digest
        ):
            yield f"{path} 与清单不符"
