"""Reading files (读取): bytes, kind, printed lines and grids, reports; one file never stops a batch."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import importlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from gongkai.adapters.readers.detect import FileKind, recognise
from gongkai.adapters.readers.encoding import Decoded
from gongkai.adapters.readers.pictures import note_pictures
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from gongkai.core.reporting.printed import Grid, PrintedDocument
from gongkai.core.reporting.report import Problem, SourceDocument, SourceKind

T = TypeVar("T")

SIZE_LIMIT = 256 * 1024 * 1024
# Below this, starting other processes takes longer than reading.
ALONE_UP_TO_FILES = 8
KINDS = {
    FileKind.TEXT: SourceKind.TEXT,
    FileKind.HTML: SourceKind.HTML,
    FileKind.MHTML: SourceKind.HTML,
    FileKind.DOCX: SourceKind.DOCX,
    FileKind.LEGACY: SourceKind.DOCX,
    FileKind.PDF: SourceKind.PDF,
    FileKind.XLSX: SourceKind.XLSX,
    FileKind.JSON: SourceKind.JSON,
}


def read_file(path: str | Path) -> SourceDocument:
    """Read one file; whatever is wrong with it stands in the document's ``problems``."""
    name, digest = str(path), ""
    try:
        data = _bytes(name)
        digest = hashlib.sha256(data).hexdigest()
        with _no_collection():
            return _read(data, name, digest)
    except UnreadableError as error:
        return refused(name, error.code, error.message, digest)


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Have no garbage looked for while a file is read.

    Reading makes thousands of objects, a table of 100,000 rows a million, and drops next to none
    before its end, so that the collector looks in vain: half the time of such a table.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def refused(path: str, code: str, message: str, sha256: str = "") -> SourceDocument:
    """Return the document of a file that could not be read, with the one reason."""
    return SourceDocument(path, sha256, kind=None, problems=(Problem(code, message),))


def read_paths(paths: Sequence[str | Path], *, jobs: int | None = None) -> Iterator[SourceDocument]:
    """Read files and whole folders, in order; ``jobs`` processes, by default one a core.

    A folder is walked in sorted order; hidden files are left out.
    """
    return map_files(find_files(paths), read_file_safely, refused, jobs=jobs)


def map_files(
    files: Sequence[str],
    work: Callable[[str], T],
    failed: Callable[[str, str, str], T],
    *,
    jobs: int | None = None,
) -> Iterator[T]:
    """Return what ``work`` makes of each file, in order; few files are not worth other processes.

    ``failed(path, code, message)`` answers for a file whose process died or took too long.
    """
    workers = jobs or os.cpu_count() or 1
    if workers == 1 or len(files) <= ALONE_UP_TO_FILES:
        return map(work, files)
    from gongkai.adapters.readers.pool import map_ordered

    return map_ordered(files, work, failed, jobs=workers)


def read_file_safely(path: str) -> SourceDocument:
    """Read one file of a batch: even a fault in this program costs only the one file."""
    try:
        return read_file(path)
    except Exception as error:  # noqa: BLE001 - named in the output, the batch goes on
        met = f"{type(error).__name__}: {error}"[:200]
        return refused(path, Refusal.UNFORESEEN.code, Refusal.UNFORESEEN.sentence(met))


def find_files(paths: Sequence[str | Path]) -> list[str]:
    """Return the files to read: those given, and for a folder all below it, in sorted order.

    A folder that holds no file, or cannot be opened, stands for itself, so that it gets named.
    """
    found: list[str] = []
    for path in paths:
        name = str(path)
        found.extend(_inside(name) or [name] if os.path.isdir(name) else [name])
    return found


def _inside(folder: str) -> list[str]:
    found: list[str] = []
    unopened: list[str] = []
    walk = os.walk(folder, onerror=lambda error: unopened.append(str(error.filename)))
    for here, folders, files in walk:
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(os.path.join(here, name) for name in files if not name.startswith("."))
    found.extend(unopened)
    return sorted(found, key=lambda name: name.split(os.sep))


def _bytes(name: str) -> bytes:
    try:
        status = os.stat(name)
        if stat.S_ISDIR(status.st_mode):
            _check_folder(name)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(Refusal.NOT_A_FILE, "管道、设备或套接字")
        if status.st_size > SIZE_LIMIT:
            raise UnreadableError(Refusal.TOO_LARGE, f"{status.st_size // 1024 // 1024} MB")
        return Path(name).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableError(Refusal.MISSING) from error
    except PermissionError as error:
        raise UnreadableError(Refusal.NO_PERMISSION) from error
    except (OSError, ValueError) as error:
        raise UnreadableError(Refusal.SYSTEM, str(error)) from error


def _check_folder(name: str) -> None:
    """Tell the folder without files from the one that may not be opened."""
    os.listdir(name)
    raise UnreadableError(Refusal.NO_FILES)


def _read(data: bytes, path: str, digest: str) -> SourceDocument:
    kind, decoded = recognise(data)
    if kind is FileKind.JSON:
        from gongkai.adapters.readers import report_json

        return SourceDocument(path, digest, SourceKind.JSON, report_json.read(data))
    printed = _printed(kind, data, decoded, path)
    if not any(isinstance(block, Grid) or block.text.strip() for block in printed.blocks):
        raise UnreadableError(Refusal.NO_TEXT, KINDS[kind].value)
    from gongkai.core.reporting.reading import read_reports

    reports, problems = read_reports(printed)
    reports = note_pictures(reports, kind, data)
    return SourceDocument(path, digest, KINDS[kind], reports, (*printed.problems, *problems))


def _printed(kind: FileKind, data: bytes, decoded: Decoded | None, path: str) -> PrintedDocument:
    """Let the reader of this kind work; readers are imported only when a file needs them."""
    if kind is FileKind.LEGACY:
        from gongkai.adapters.readers.office import to_docx

        kind, data = FileKind.DOCX, to_docx(data)
    module = importlib.import_module(f"gongkai.adapters.readers.{kind.value}")
    printed: PrintedDocument
    if decoded is not None and kind in (FileKind.TEXT, FileKind.HTML):
        printed = module.read_decoded(decoded, path)
    else:
        printed = module.read(data, path)
    return printed
