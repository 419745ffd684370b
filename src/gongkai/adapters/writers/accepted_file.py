"""The file of accepted findings (已接受的问题): read with every mistake named, added to safely."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from gongkai.core.audit.accepted import Acceptance
from gongkai.core.kernel import data
from gongkai.core.kernel.data import DataError

HEADING = """\
# 已接受的问题：核对后确认不需要更正的问题，逐条写明编号（fingerprint）、理由（reason）、日期（on）和经办人（by）。
# 编号不含数字，数字更正后接受仍然有效；可加 until（最后有效日期）。核查时计入“已接受”，不再列出。
"""


class AlreadyAcceptedError(Exception):
    """The fingerprint stands in the file already; ``entry`` is how it stands there."""

    def __init__(self, entry: Acceptance) -> None:
        self.entry = entry
        super().__init__(f"{entry.fingerprint} 已于 {entry.on} 由 {entry.by} 接受：{entry.reason}")


def read_accepted(path: str | Path) -> tuple[Acceptance, ...]:
    """Return the entries of the file, in order.

    Raises:
        OSError: The file cannot be read.
        DataError: It is not such a file; every mistake is named.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError([f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8"]) from error
    return _parse(text, str(path))


def accept(path: str | Path, entry: Acceptance) -> None:
    """Add ``entry`` at the end of the file, which is made when it is not there.

    What stands in the file, comments included, stays as it is. The file is replaced in one step:
    it holds either the old entries or all of the new ones. Two people adding at once wait for each
    other.

    Raises:
        AlreadyAcceptedError: The file holds this fingerprint already.
        OSError: The file cannot be read or written.
        DataError: What stands there is not such a file.
    """
    target = Path(path)
    with _alone_in(target.parent):
        before = target.read_text("utf-8-sig") if target.exists() else HEADING
        entries = _parse(before, str(path))
        for present in entries:
            if present.fingerprint == entry.fingerprint:
                raise AlreadyAcceptedError(present)
        after = before.rstrip("\n").removesuffix("[]") + "\n" + _written(entry)
        if _parse(after, str(path)) != (*entries, entry):
            raise DataError([f"{path}: entries must form one YAML list, each beginning with “- ”"])
        _replace(target, after)


def _parse(text: str, source: str) -> tuple[Acceptance, ...]:
    loaded = data.parse(text, source=source)
    if isinstance(loaded, list):
        loaded = [_with_plain_keys(entry) for entry in loaded]
    entries = data.structure(loaded or [], tuple[Acceptance, ...], source=source)
    return tuple(entries)


def _with_plain_keys(entry: Any) -> Any:
    """YAML 1.1 reads an unquoted key ``on`` as true: give it back its name."""
    if not isinstance(entry, dict):
        return entry
    return {"on" if key is True else key: value for key, value in entry.items()}


def _written(entry: Acceptance) -> str:
    record = {key: value for key, value in asdict(entry).items() if value is not None}
    return yaml.safe_dump([record], allow_unicode=True, sort_keys=False, width=1000)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder's lock where the system has such locks (not on Windows)."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(target: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            Path(name).chmod(target.stat().st_mode & 0o777)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
