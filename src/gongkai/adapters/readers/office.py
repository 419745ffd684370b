"""Old Word, WPS and RTF files (doc、wps、rtf) through LibreOffice, when this computer has it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from gongkai.adapters.readers.unreadable import Refusal, UnreadableError

PROGRAMS = ("soffice", "libreoffice")
TIME_LIMIT_SECONDS = 60.0
NAMES = (
    (b"{\\rtf", "RTF 文件", ".rtf"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 WPS 文件（doc、wps）", ".doc"),
    (b"PK", "开放文档（odt）", ".odt"),
    (b"", " Word 2003 XML 文件", ".xml"),
)


def to_docx(data: bytes, *, time_limit: float = TIME_LIMIT_SECONDS) -> bytes:
    """Return the document as docx, converted by LibreOffice.

    Raises:
        UnreadableError: LibreOffice is not installed, took too long, or could not open the file.
    """
    name, suffix = next((n, s) for start, n, s in NAMES if data.lstrip().startswith(start))
    program = next((found for p in PROGRAMS if (found := shutil.which(p))), None)
    if program is None:
        raise UnreadableError(Refusal.NEEDS_OFFICE, name)
    with tempfile.TemporaryDirectory(prefix="gongkai-office-") as folder:
        source = Path(folder, f"document{suffix}")
        source.write_bytes(data)
        _run(program, source, time_limit)
        converted = source.with_suffix(".docx")
        if not converted.is_file():
            raise UnreadableError(Refusal.OFFICE_FAILED, name)
        return converted.read_bytes()


def _run(program: str, source: Path, time_limit: float) -> None:
    """Run LibreOffice on one file, with a profile of its own: two runs never share one."""
    folder = source.parent
    command = [
        program,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        "docx",
        "--outdir",
        str(folder),
        str(source),
    ]
    process = subprocess.Popen(  # noqa: S603 - a fixed program, and a file name of our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=time_limit)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(Refusal.TIME_LIMIT, f"{time_limit:g}") from error
    finally:
        if process.poll() is None:
            # The launcher starts a second process: both belong to the session just made.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
