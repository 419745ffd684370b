"""A process in which many applicants file at once; run by test_races.py and the benchmark, not collected.

``prepare`` makes tables and a county; ``file CLIENTS EACH`` files from so many threads and prints
the numbers it was given; ``forever`` files until it is killed, one line for each that was told done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import django


def prepare() -> None:
    from django.core.management import call_command

    from tests.apps.factories import County

    call_command("migrate", verbosity=0)
    County()


def filings(client: int) -> Iterator[str]:
    """File one application after another and yield the number of each."""
    from gongkai.apps.casework import actions
    from gongkai.apps.casework.people import Citizen
    from gongkai.apps.organizations.models import PublicBody
    from tests.apps.casework.desk import START, an_application

    body = PublicBody.objects.get(slug="body-2")
    while True:
        filed = actions.file_application(
            body=body, application=an_application(f"第{client}人的申请"), by=Citizen(), at=START
        )
        yield filed.case.reference


def tell(numbers: list[str]) -> None:
    """Tell the parent process at once: it may kill this one next."""
    sys.stdout.write("".join(f"{number}\n" for number in numbers))
    sys.stdout.flush()


def file(clients: int, each: int) -> None:
    from django.db import connections

    def one(client: int) -> list[str]:
        found = list(islice(filings(client), each))
        connections.close_all()
        return found

    with ThreadPoolExecutor(clients) as pool:
        for numbers in pool.map(one, range(clients)):
            tell(numbers)


def forever() -> None:
    for number in filings(0):
        tell([number])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    task, *numbers = sys.argv[1:]
    {"prepare": prepare, "file": file, "forever": forever}[task](*map(int, numbers))
