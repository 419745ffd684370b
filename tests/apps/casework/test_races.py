"""Many file at once, and one process is killed: no number is lost, given twice or left half done."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.apps.publishing.test_races import database

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = Path(__file__).with_name("filing_race.py")
CLIENTS, EACH, PROCESSES = 8, 4, 2

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Make a database with a county; return the environment of the processes."""
    folder = tmp_path_factory.mktemp("filing")
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "GONGKAI_TEST_DATA": str(folder),
        "DATABASE_URL": database(folder),
    }
    done = start(environment, "prepare")
    _, error = done.communicate()
    assert done.returncode == 0, error.decode()
    return environment


def start(environment, *arguments) -> subprocess.Popen:
    command = [sys.executable, SCRIPT, *map(str, arguments)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def rows(environment, statement: str) -> list[tuple]:
    """Ask the database directly: what stands there is what counts."""
    address = environment["DATABASE_URL"]
    if address.startswith("sqlite"):
        connection = sqlite3.connect(urlsplit(address).path)
        found = connection.execute(statement).fetchall()
        connection.close()
        return found
    import psycopg

    with psycopg.connect(address) as connection:
        return connection.execute(statement).fetchall()


SERIALS = "SELECT serial FROM casework_case ORDER BY serial"
HALF = (
    "SELECT c.reference FROM casework_case c WHERE "
    "(SELECT count(*) FROM casework_event e WHERE e.case_id = c.id) <> 2 OR "
    "(SELECT count(*) FROM casework_applicant a WHERE a.case_id = c.id) <> 1 OR "
    "(SELECT count(*) FROM casework_matter m WHERE m.case_id = c.id) <> 1 OR "
    "NOT EXISTS (SELECT 1 FROM trail_entry t WHERE t.action = 'casework.case.filed' "
    "AND t.subject_label = c.reference)"
)
LAST = "SELECT max(last) FROM casework_registerseries"


def test_parallel_filings_lose_none_and_leave_no_gap(place):
    before = len(rows(place, SERIALS))  # the tests share a database, in any order
    running = [start(place, "file", CLIENTS, EACH) for _ in range(PROCESSES)]
    ended = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0] * PROCESSES, ended
    told = b"".join(out for out, _ in ended).decode().split()
    assert len(told) == len(set(told)) == CLIENTS * EACH * PROCESSES
    serials = [serial for (serial,) in rows(place, SERIALS)]
    assert serials == list(range(1, before + len(told) + 1))
    assert sorted(told) == [f"body-2-2026-{serial:05d}" for serial in serials[before:]]
    assert rows(place, HALF) == []


def test_a_killed_process_leaves_each_filing_done_or_not_done(place):
    for _ in range(2):
        process = start(place, "forever")
        told = [process.stdout.readline().decode().strip() for _ in range(2)]
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        told += rest.decode().split()
        stored = {reference for (reference,) in rows(place, "SELECT reference FROM casework_case")}
        assert set(told) <= stored  # what was told done is there
    serials = [serial for (serial,) in rows(place, SERIALS)]
    assert serials == list(range(1, len(serials) + 1))
    assert rows(place, LAST) == [(len(serials),)]
    assert rows(place, HALF) == []
