"""Office files whose bytes depend on nothing but their content: no clock in the archive (压缩包)."""

from __future__ import annotations

import datetime
import io
import zipfile

EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""The moment written wherever a format asks for one."""


def without_clock(archive: bytes) -> bytes:
    """Return the zip archive with every entry dated :data:`EPOCH`.

    Raises:
        zipfile.BadZipFile: ``archive`` is not a zip archive.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, EPOCH.timetuple()[:6])
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(entry))
    return stream.getvalue()
