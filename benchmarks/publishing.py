"""The publishing action at 1×, 10× and 100× documents: time and statements of one release.

``python -m benchmarks publishing [COUNT …]`` (default 1000 10000 100000). Each size gets a database
of its own with that many published documents; then thirty announcements are led through the whole
review and each step is timed. ``DATABASE_URL`` runs it on PostgreSQL, in a database that is emptied.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

SIZES = (1_000, 10_000, 100_000)
SAMPLES = 30
LIMIT_MS, LIMIT_QUERIES, LIMIT_RATIO = 15.0, 30, 1.3
STEPS = ("create", "submit", "approve ×4", "publish")
LISTS = ("first page", "work list", "overdue", "column")


Times = tuple[float, float]


@dataclass(frozen=True)
class Cell:
    """Median milliseconds of processor and of the clock, and the number of statements."""

    busy: float
    clock: float
    statements: int

    def __str__(self) -> str:
        return f"{self.busy:.1f} ms cpu {self.clock:.1f} {self.statements:>3} st"


def cell(times: list[Times], statements: int) -> Cell:
    """Return the medians of ``times`` (seconds of processor and of the clock)."""
    busy, clock = (statistics.median(one) * 1000 for one in zip(*times, strict=True))
    return Cell(busy, clock, statements)


def fill(county: Any, count: int) -> None:
    """Put ``count`` published documents into the database, as an import of old ones would."""
    from gongkai.apps.organizations.models import SiteColumn
    from gongkai.apps.publishing.models import Document, Edition
    from tests.apps.factories import AT, complete_values

    columns = list(SiteColumn.objects.filter(children=None))
    values = complete_values("announcement")
    values.pop("column")
    by = county["drafter"]
    have = Document.objects.count()
    for start in range(have, count, 5_000):
        numbers = range(start, min(start + 5_000, count))
        documents = Document.objects.bulk_create(
            [
                Document(
                    body=county.office,
                    kind="announcement",
                    index_number=f"999999999/2020-{number:07d}",
                    created_by=by,
                    created_at=AT,
                )
                for number in numbers
            ]
        )
        editions = Edition.objects.bulk_create(
            [
                Edition(
                    document=document,
                    body=county.office,
                    kind="announcement",
                    state="published",
                    origin="imported",
                    column=columns[document.pk % len(columns)],
                    created_by=by,
                    created_at=AT,
                    changed_by=by,
                    changed_at=AT - timedelta(minutes=document.pk),
                    published_at=AT - timedelta(minutes=document.pk),
                    **values | {"title": f"第{document.pk}号公告"},
                )
                for document in documents
            ]
        )
        for document, edition in zip(documents, editions, strict=True):
            document.live = edition
        Document.objects.bulk_update(documents, ("live",), batch_size=1_000)


def measure(county: Any) -> dict[str, Cell]:
    """Lead documents through their life; return the median milliseconds and statements a step."""
    from gongkai.apps.publishing import actions
    from tests.apps.factories import AT, SECRECY

    times: dict[str, list[Times]] = {step: [] for step in STEPS}
    queries: dict[str, int] = {}

    def timed(step: str, work: Callable[[], Any]) -> Any:
        seconds, count, result = run(work)
        times[step].append(seconds)
        queries[step] = max(count, queries.get(step, 0))
        return result

    for _ in range(SAMPLES):
        edition = timed("create", county.draft)
        by = county["drafter"]
        edition = timed(
            "submit",
            lambda e=edition, by=by: actions.submit(edition=e, seen=e.version, by=by, at=AT),
        )
        edition = timed("approve ×4", lambda e=edition: approve_all(county, e, SECRECY, AT))
        timed(
            "publish",
            lambda e=edition: actions.publish(
                edition=e, seen=e.version, by=county["final_reviewer"], at=AT
            ),
        )
    return {step: cell(times[step], queries[step]) for step in STEPS}


def measure_lists(county: Any) -> dict[str, Cell]:
    """Read the first page of the lists that people live in; median milliseconds and statements."""
    from gongkai.apps.organizations.models import SiteColumn
    from gongkai.apps.publishing import queries
    from tests.apps.factories import AT

    column = SiteColumn.objects.get(code="notices")
    lists: dict[str, Callable[[], Any]] = {
        "first page": lambda: list(queries.editions(county["ogi_office"], at=AT)[:20]),
        "work list": lambda: list(queries.worklist(county["final_reviewer"], at=AT)[:20]),
        "overdue": lambda: list(queries.overdue(county["ogi_office"], at=AT)[:20]),
        "column": lambda: list(queries.live_documents(column=column)[:20]),
    }
    found = {}
    for name, work in lists.items():
        runs = [run(work) for _ in range(10)]
        found[name] = cell([times for times, *_ in runs], runs[0][1])
    return found


def approve_all(county: Any, edition: Any, secrecy: dict[str, bool], at: Any) -> Any:
    """Approve the four steps one after another."""
    from gongkai.apps.publishing import actions

    while edition.state != "approved":
        answers = secrecy if edition.state == "secrecy_review" else None
        edition = actions.approve(
            edition=edition,
            seen=edition.version,
            secrecy_answers=answers,
            by=county[f"{edition.state}er"],
            at=at,
        )
    return edition


def run(work: Callable[[], Any]) -> tuple[Times, int, Any]:
    """Return seconds (processor, clock), statements and result of ``work``."""
    from django.db import connection

    count = 0

    def counted(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal count
        count += not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        start, busy = time.perf_counter(), time.process_time()
        result = work()
        seconds = time.process_time() - busy, time.perf_counter() - start
        return seconds, count, result


def main(arguments: list[str]) -> int:
    """Print one line a size and step; exit 1 when the limits of the issue are not kept."""
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GONGKAI_TEST_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from tests.apps.factories import County

        call_command("migrate", verbosity=0)
        county = County()
        print(
            f"publishing on {connection.vendor}: median of {SAMPLES}, milliseconds and statements"
        )
        for names in (STEPS, LISTS):
            print("documents " + "".join(f"{name:>30}" for name in names))
        print(f"one plain read by key, for comparison: {plain_read(county)}")
        measure(county)  # the first round warms caches, it is not counted
        found = []
        for size in sizes:
            fill(county, size)
            found.append(measure(county))
            print(line(size, found[-1]))
            print(line(size, measure_lists(county)))
        return judge(found)


def plain_read(county: Any) -> Cell:
    """Return the time of the plainest statement, to tell a slow machine from slow code."""
    from gongkai.apps.accounts.models import User

    key = county["drafter"].pk
    return cell([run(lambda: User.objects.get(pk=key))[0] for _ in range(200)], 1)


def line(size: int, cells: dict[str, Cell]) -> str:
    """Return one printed line."""
    return f"{size:>9} " + "".join(f"{cell!s:>30}" for cell in cells.values())


def judge(found: list[dict[str, Cell]]) -> int:
    """Print how the publishing step stands against its limits."""
    steps = [one["publish"] for one in found]
    slowest, statements = max(step.busy for step in steps), max(step.statements for step in steps)
    ratio = steps[-1].busy / steps[0].busy
    print(
        f"publish: at most {slowest:.1f} ms of processor (limit {LIMIT_MS}), {statements} statements "
        f"(limit {LIMIT_QUERIES}), last to first {ratio:.2f} (limit {LIMIT_RATIO})"
    )
    kept = slowest <= LIMIT_MS and statements <= LIMIT_QUERIES and ratio <= LIMIT_RATIO
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
