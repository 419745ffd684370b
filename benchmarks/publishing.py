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
from datetime import timedelta
from typing import Any

SIZES = (1_000, 10_000, 100_000)
SAMPLES = 30
LIMIT_MS, LIMIT_QUERIES, LIMIT_RATIO = 15.0, 30, 1.3
STEPS = ("create", "submit", "approve ×4", "publish")


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
                    changed_at=AT,
                    published_at=AT - timedelta(minutes=document.pk),
                    **values | {"title": f"第{document.pk}号公告"},
                )
                for document in documents
            ]
        )
        for document, edition in zip(documents, editions, strict=True):
            document.live = edition
        Document.objects.bulk_update(documents, ("live",), batch_size=1_000)


def measure(county: Any) -> dict[str, tuple[float, int]]:
    """Lead documents through their life; return the median milliseconds and statements a step."""
    from gongkai.apps.publishing import actions
    from tests.apps.factories import AT, SECRECY

    times: dict[str, list[float]] = {step: [] for step in STEPS}
    queries: dict[str, int] = {}

    def timed(step: str, work: Callable[[], Any]) -> Any:
        seconds, count, result = run(work)
        times[step].append(seconds * 1000)
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
    return {step: (statistics.median(times[step]), queries[step]) for step in STEPS}


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


def run(work: Callable[[], Any]) -> tuple[float, int, Any]:
    """Return seconds, statements and result of ``work``; statements are counted, not kept."""
    from django.db import connection

    count = 0

    def counted(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal count
        count += not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        start = time.perf_counter()
        result = work()
        return time.perf_counter() - start, count, result


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
        print("documents " + "".join(f"{step:>22}" for step in STEPS))
        print(f"one plain read by key, for comparison: {plain_read(county):.2f} ms")
        measure(county)  # the first round warms caches, it is not counted
        found = []
        for size in sizes:
            fill(county, size)
            found.append(measure(county))
            cells = (f"{ms:>12.1f} ms {count:>4} st" for ms, count in found[-1].values())
            print(f"{size:>9} " + " ".join(cells))
        return judge(found)


def plain_read(county: Any) -> float:
    """Return the milliseconds of the plainest statement, to tell a slow machine from slow code."""
    from gongkai.apps.accounts.models import User

    key = county["drafter"].pk
    seconds = [run(lambda: User.objects.get(pk=key))[0] for _ in range(200)]
    return statistics.median(seconds) * 1000


def judge(found: list[dict[str, tuple[float, int]]]) -> int:
    """Print how the publishing step stands against its limits."""
    times = [one["publish"][0] for one in found]
    statements = max(one["publish"][1] for one in found)
    ratio = times[-1] / times[0]
    print(
        f"publish: at most {max(times):.1f} ms (limit {LIMIT_MS}), {statements} statements "
        f"(limit {LIMIT_QUERIES}), last to first {ratio:.2f} (limit {LIMIT_RATIO})"
    )
    kept = max(times) <= LIMIT_MS and statements <= LIMIT_QUERIES and ratio <= LIMIT_RATIO
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
