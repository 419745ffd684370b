"""A spool (暂存): records laid down on disk one after another, so that memory stays flat."""

from __future__ import annotations

import pickle
import struct
import tempfile
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

_LENGTH = struct.Struct("<Q")


def pack(record: Any) -> bytes:
    """Return ``record`` as bytes; a worker process does this, so that the parent need not."""
    return zlib.compress(pickle.dumps(record, pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes) -> Any:
    """Return the record that ``pack`` packed."""
    return pickle.loads(zlib.decompress(packed))  # noqa: S301 - packed by our own workers


class Spool:
    """Packed records in an unnamed temporary file that disappears with the program."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()

    def append(self, packed: bytes) -> None:
        """Lay down one packed record.

        Raises:
            OSError: The disk for temporary files is full.
        """
        self._file.seek(0, 2)
        self._file.write(_LENGTH.pack(len(packed)))
        self._file.write(packed)

    def __iter__(self) -> Iterator[Any]:
        """Yield every record in the order laid down; may be asked for again."""
        self._file.seek(0)
        while head := self._file.read(_LENGTH.size):
            (length,) = _LENGTH.unpack(head)
            packed = self._file.read(length)
            here = self._file.tell()
            yield unpack(packed)
            self._file.seek(here)

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()

    def __enter__(self) -> Self:
        """Return the spool itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the spool."""
        self.close()
