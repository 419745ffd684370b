import os
import stat
import sys
import time

import pytest

from gongkai.adapters.readers.office import to_docx
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """Put a stand-in for LibreOffice on PATH, made of the given lines of Python."""

    def install(*lines: str) -> None:
        program = tmp_path / "soffice"
        program.write_text("\n".join([f"#!{sys.executable}", *lines]), "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(tmp_path))

    return install


COPY = (
    "import pathlib, sys",
    "source = pathlib.Path(sys.argv[-1])",
    "folder = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])",
    "(folder / (source.stem + '.docx')).write_bytes(source.suffix.encode())",
)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [(OLD_WORD, b".doc"), (b"{\\rtf1}", b".rtf"), (b"PK", b".odt"), (b"<w:wordDocument", b".xml")],
    ids=["doc", "rtf", "odt", "xml"],
)
def test_the_converted_file_is_returned(office, data, suffix):
    office(*COPY)
    assert to_docx(data) == suffix


def test_every_run_has_a_profile_of_its_own(office):
    office(*COPY[:3], "(folder / 'document.docx').write_text(' '.join(sys.argv))")
    first, second = to_docx(OLD_WORD), to_docx(OLD_WORD)
    assert b"-env:UserInstallation=file://" in first
    assert first != second


def test_without_libreoffice_the_refusal_says_what_would_help(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableError) as refused:
        to_docx(OLD_WORD)
    assert refused.value.refusal is Refusal.NEEDS_OFFICE
    assert "安装 LibreOffice" in refused.value.message


def test_a_file_that_libreoffice_cannot_open(office):
    office("raise SystemExit(1)")
    with pytest.raises(UnreadableError) as refused:
        to_docx(b"{\\rtf1}")
    assert refused.value.refusal is Refusal.OFFICE_FAILED


def test_a_conversion_that_hangs_is_stopped_with_its_children(tmp_path, monkeypatch):
    pids = tmp_path / "pids"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n/bin/sleep 60 &\necho $! $$ > {pids}\nwait\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableError) as refused:
        to_docx(OLD_WORD, time_limit=5)
    assert refused.value.refusal is Refusal.TIME_LIMIT
    running = [int(pid) for pid in pids.read_text().split()]
    assert len(running) == 2
    # The grandchild is nobody's to wait for: it ends when the system gets round to it.
    for _ in range(200):
        if not any(_runs(pid) for pid in running):
            break
        time.sleep(0.05)
    assert not any(_runs(pid) for pid in running)


def _runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as status:
            return status.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
    except ProcessLookupError:
        return os.path.exists(f"/proc/{pid}")
