"""Where a command's output goes (输出): standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from typing import BinaryIO


class OutputError(Exception):
    """The output cannot be written; ``str()`` is one Chinese line that names the file."""


@contextlib.contextmanager
def open_output(path: str | None) -> Iterator[BinaryIO]:
    """Give a binary stream for the output of a command.

    With a ``path`` the bytes go to a temporary file in the same folder, which takes the path's
    place only when everything was written: a full disk or an interruption leaves nothing behind.

    Raises:
        OutputError: The file cannot be written.
        BrokenPipeError: Whoever reads standard output went away.
    """
    if path is None:
        with _standard_output() as stream:
            yield stream
        return
    target = os.path.realpath(path)
    if os.path.isdir(target):
        raise OutputError(f"{path}：是文件夹，不能作为输出文件。请给出文件名。")
    if os.path.exists(target) and not os.path.isfile(target):
        with _named(path), open(target, "wb") as stream:
            yield stream
        return
    with _named(path), _replacing(target) as stream:
        yield stream


@contextlib.contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_standard_output()
        raise OutputError(f"标准输出写入失败（{error.strerror}）。请检查磁盘空间。") from error


def discard_standard_output() -> None:
    """Send what standard output still holds nowhere, so that leaving does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def _replacing(target: str) -> Iterator[BinaryIO]:
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".gongkai-")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _mode(target: str) -> int:
    """Return the rights of the file that is replaced, or those of any new file."""
    try:
        return os.stat(target).st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


@contextlib.contextmanager
def _named(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{path}：写入失败（{reason}），没有留下不完整的文件。请检查磁盘空间和权限。"
        ) from error
