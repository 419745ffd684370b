"""Lists of casework at 1×, 10× and 100× cases: time and statements of a first page; parallel filing.

``python -m benchmarks.casework [COUNT …]`` (default 1000 10000 100000), then 1,000 applications from
50 clients at once. ``DATABASE_URL`` runs it on PostgreSQL, in a database that is emptied.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SIZES = (1_000, 10_000, 100_000)
PAGE, SAMPLES = 50, 15
LIMIT_MS, LIMIT_QUERIES = 100.0, 8
CLIENTS, EACH = 50, 20
STATES = ("concluded",) * 17 + ("handling", "supplementing", "reviewing")


def fill(county: Any, count: int) -> None:
    """Put ``count`` cases into the ledger of one office, most of them concluded over ten years."""
    from gongkai.apps.casework.models import Case
    from tests.apps.factories import AT

    first = date(2016, 11, 20)
    have = Case.objects.count()
    for start in range(have, count, 5_000):
        made = []
        for number in range(start, min(start + 5_000, count)):
            state = STATES[number % len(STATES)]
            received = first + timedelta(days=number * 3650 // count)
            done = state == "concluded"
            open_due = AT.date() + timedelta(days=number % 60 - 10)
            made.append(
                Case(
                    body=county.office,
                    year=received.year,
                    serial=number + 1,
                    reference=f"bench-{number:07d}",
                    channel="internet",
                    title=f"第{number}号申请的内容",
                    applicant_kind="natural_person",
                    registered_at=AT,
                    state=state,
                    received_on=received,
                    due_on=None if done else open_due,
                    concluded_on=received + timedelta(days=15) if done else None,
                    in_time=True if done else None,
                    outcome="granted.given" if done else "",
                )
            )
        Case.objects.bulk_create(made)


def lists(county: Any) -> dict[str, Callable[[], object]]:
    """Return every list as a person opens it."""
    from gongkai.apps.casework import queries
    from gongkai.apps.casework.queries import CaseFilter
    from tests.apps.factories import AT

    clerk = county["ogi_office"]

    def page(rows: Any) -> list[Any]:
        return [(one.reference, str(one.body), str(one.officer)) for one in rows[:PAGE]]

    return {
        "work list": lambda: page(queries.worklist(clerk, at=AT)),
        "all cases": lambda: page(queries.cases(clerk, at=AT)),
        "by words": lambda: page(queries.cases(clerk, at=AT, narrow=CaseFilter(words="第77号"))),
        "overdue": lambda: page(queries.overdue(clerk, at=AT)),
        "due soon": lambda: page(queries.due_soon(clerk, at=AT)),
        "waiting": lambda: page(queries.waiting(clerk, at=AT)),
        "mine": lambda: page(queries.mine(county["case_officer"], at=AT)),
        "counts": lambda: queries.counts(clerk, at=AT),
        "supervisor": lambda: queries.overseen(county["supervisor"], at=AT),
        "table 3": lambda: queries.table3([county.office], 2025),
    }


def measure(call: Callable[[], object]) -> tuple[float, int]:
    """Return the median milliseconds of processor and the number of statements."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        call()
    times = []
    for _ in range(SAMPLES):
        begun = time.process_time()
        call()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times), len(captured)


def parallel() -> tuple[float, int]:
    """File from fifty clients at once into a fresh database; return seconds and what is stored."""
    script = Path(__file__).resolve().parents[1] / "tests/apps/casework/filing_race.py"
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "PYTHONPATH": str(script.parents[3]),
            "GONGKAI_TEST_DATA": folder,
            "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite://{folder}/race.sqlite3",
        }
        command = [sys.executable, str(script)]
        subprocess.run([*command, "prepare"], env=environment, check=True)
        begun = time.monotonic()
        done = subprocess.run(
            [*command, "file", str(CLIENTS), str(EACH)],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        numbers = sorted(set(done.stdout.split()))
        gapless = [int(one[-5:]) for one in numbers] == list(range(1, len(numbers) + 1))
        return time.monotonic() - begun, len(numbers) if gapless else -1


def main(arguments: list[str]) -> int:
    """Print the tables; 1 when a list is slower or asks more than it may."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from gongkai.apps.trail import guards
    from tests.apps.factories import County

    call_command("migrate", verbosity=0)
    county = County()
    guards.remove()
    sizes = [int(one) for one in arguments] or list(SIZES)
    worst = 0
    for size in sizes:
        fill(county, size)
        for name, call in lists(county).items():
            busy, asked = measure(call)
            slow = name != "table 3" and (busy > LIMIT_MS or asked > LIMIT_QUERIES)
            worst = max(worst, int(slow))
            print(f"{size:>7} cases  {name:<11} {busy:8.1f} ms  {asked} st{'  OVER' * slow}")
    seconds, stored = parallel()
    rate = CLIENTS * EACH / seconds
    print(
        f"{CLIENTS * EACH} applications from {CLIENTS} clients: {stored} stored without gap, {seconds:.1f} s, {rate:.0f}/s"
    )
    return max(worst, int(stored != CLIENTS * EACH))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
