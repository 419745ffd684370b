"""The lists of the back office at 1,000, 10,000 and 100,000 editions: processor time and statements a page.

``python -m benchmarks office [COUNT …]``. Each list is asked for through Django's test client, signed
in as somebody who reads every body, so that session, navigation and template count as well. A list
must keep to 100 ms and 10 statements at every size.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import timedelta
from typing import Any

from benchmarks.publishing import Cell, cell, fill, run

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 5
LIMIT_MS, LIMIT_STATEMENTS = 100.0, 10
BODIES = 65
IN_WORK = 60  # drafts and editions under review, as a county has at any moment
LISTS = (
    "", "documents/", "documents/?page=50", "documents/?state=published", "documents/?kind=announcement",
    "documents/?q=第777号", "documents/?q=没有这样的标题", "documents/?sort=due_at",
    "documents/?sort=-published_at", "documents/?sort=changed_at", "documents/?tab=waiting",
    "documents/?tab=overdue", "documents/?tab=scheduled", "documents/?validity=in_force",
    "documents/?since=2026-11-01", "releases/", "releases/?act=publish", "on-time/", "validity/",
    "validity/?sort=expires_on", "expiring/", "stale/", "columns/", "bodies/", "people/", "trail/",
    "trail/?action=publishing.",
)  # fmt: skip


def settle(county: Any) -> None:
    """Give the county as many bodies as a real one has, and some work in hand."""
    from tests.apps.factories import a_body

    county.bodies = [county.office, county.other]
    while len(county.bodies) < BODIES:
        county.bodies.append(a_body(100 + len(county.bodies), parent=county.government))
    for _ in range(IN_WORK):
        county.submitted()


def spread(county: Any, count: int) -> None:
    """Fill the county up to ``count`` documents, an even share for every body."""
    from gongkai.apps.publishing.models import Document

    have, home = Document.objects.count(), county.office
    for number, body in enumerate(county.bodies, 1):
        county.office = body
        fill(county, have + (count - have) * number // len(county.bodies))
    county.office = home


def register(county: Any) -> None:
    """Write a row of the release register for every published edition."""
    from gongkai.apps.publishing.models import Edition, Release
    from tests.apps.factories import AT

    known = Release.objects.values("edition")
    rows = Edition.objects.filter(state="published").exclude(pk__in=known)
    made = [
        Release(
            edition=one,
            document_id=one.document_id,
            body_id=one.body_id,
            act=Release.Act.PUBLISH,
            title=one.title,
            digest="0" * 64,
            at=AT - timedelta(minutes=one.pk),
            by=county["final_reviewer"],
            reviewers=[],
            in_time=True,
        )
        for one in rows.only("pk", "document_id", "body_id", "title")
    ]
    Release.objects.bulk_create(made, batch_size=2_000)


def measure(person: Any) -> dict[str, Cell]:
    """Ask for every list as ``person``; return the median times and the statements of each."""
    from django.test import Client

    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/office/me/")
    found = {}
    for address in LISTS:
        times, statements = [], 0
        for _ in range(ROUNDS):
            seconds, statements, answer = run(lambda a=address: client.get(f"/office/{a}"))
            if answer.status_code != 200:
                raise RuntimeError(f"/office/{address} answered {answer.status_code}")
            times.append(seconds)
        found[address] = cell(times, statements)
    return found


def main(arguments: list[str]) -> int:
    """Print a line for each list; exit 1 when one is too slow or asks too much."""
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GONGKAI_TEST_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from tests.apps.factories import County, a_user

        settings.ALLOWED_HOSTS = ["testserver"]
        call_command("migrate", verbosity=0)
        county = County()
        top = a_user(
            "top", county.government, "administrator", "supervisor", "ogi_office", "final_reviewer"
        )
        settle(county)
        found = {}
        for size in sizes:
            spread(county, size)
            register(county)
            found[size] = measure(top)
        print(
            f"lists of the back office on {connection.vendor}: median of {ROUNDS}, {BODIES} bodies"
        )
        print(f"{'list':<36}" + "".join(f"{size:>32}" for size in sizes))
        for address in LISTS:
            name = f"/office/{address}"
            print(f"{name:<36}" + "".join(f"{found[size][address]!s:>32}" for size in sizes))
        return judge(found)


def judge(found: dict[int, dict[str, Cell]]) -> int:
    """Print how the lists stand against their limits."""
    cells = [
        (size, address, one) for size, lists in found.items() for address, one in lists.items()
    ]
    slow = max(cells, key=lambda one: one[2].busy)
    many = max(cells, key=lambda one: one[2].statements)
    print(
        f"slowest /office/{slow[1]} at {slow[0]}: {slow[2].busy:.1f} ms of processor (limit {LIMIT_MS:.0f}); "
        f"most statements /office/{many[1]}: {many[2].statements} (limit {LIMIT_STATEMENTS}, home page aside)"
    )
    kept = all(
        one.busy <= LIMIT_MS and (one.statements <= LIMIT_STATEMENTS or not address)
        for _, address, one in cells
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
