"""Two people act on the same edition at once: one wins, the other is told why (two real processes)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.apps.publishing.racing import PAIRS, ROUNDS, SIDE_BY_SIDE, TOGETHER

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = Path(__file__).with_name("racing.py")


@pytest.fixture(scope="module")
def race(tmp_path_factory):
    """Run the whole race once; return the outcomes of both processes and the environment."""
    folder = tmp_path_factory.mktemp("race")
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "GONGKAI_TEST_DATA": str(folder),
        "DATABASE_URL": database(folder),
    }
    plans = json.loads(call(environment, "prepare"))
    running = []
    for number, plan in enumerate(plans):
        path = folder / f"plan-{number}.json"
        path.write_text(json.dumps(plan), "utf-8")
        meeting = folder / "meeting"
        meeting.mkdir(exist_ok=True)
        command = [sys.executable, SCRIPT, "run", path, meeting, f"process{number}"]
        running.append(
            subprocess.Popen(
                command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        )
    ended = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0], b"".join(
        e for _, e in ended
    ).decode()
    return [json.loads(out) for out, _ in ended], environment


def call(environment, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, SCRIPT, *arguments], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def database(folder: Path) -> str:
    """Return the address of an empty database of the kind that the tests run on."""
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        return f"sqlite://{folder}/race.sqlite3"
    import psycopg

    name = f"race_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


@pytest.mark.parametrize("pair", sorted([*PAIRS, TOGETHER]))
def test_one_wins_and_the_other_is_told_why(race, pair):
    (first, second), _ = race
    rounds = [(one, other) for one, other in zip(first, second, strict=True) if one[0] == pair]
    assert len(rounds) == ROUNDS
    for one, other in rounds:
        winner, loser = (one, other) if one[1] == "done" else (other, one)
        assert winner[1] == "done"
        assert loser[1] == "publishing.changed_meanwhile", (one, other)
        assert "办理过本信息" in loser[2]


def test_documents_published_side_by_side_get_numbers_without_gap_or_double(race):
    (first, second), environment = race
    assert sum(step[:2] == ["side_by_side", "done"] for step in first + second) == 2 * SIDE_BY_SIDE
    code = (
        "import django; django.setup();"
        "from gongkai.apps.publishing.models import Document as D, IndexSeries as S;"
        "n = sorted(D.objects.exclude(index_number=None).values_list('index_number', flat=True));"
        "print([int(x[-5:]) for x in n] == list(range(1, S.objects.get().last + 1)), len(n))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("True")


def test_the_trail_holds_after_the_race(race):
    _, environment = race
    done = subprocess.run(
        [sys.executable, "manage.py", "trail", "verify"],
        cwd=ROOT,
        env=environment | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("留痕完整")
