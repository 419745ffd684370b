"""An instance with any number of documents, for the benchmarks: made in bulk, like an import."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.importing import SENTENCE, WORDS

BATCH = 1000


@contextmanager
def instance() -> Iterator[tuple[Any, Path]]:
    """Yield the small county of the tests in an instance of its own, and its folder."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ |= {
            "GONGKAI_TEST_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "GONGKAI_ADDRESS": "https://www.qinghe.example",
        }
        import django

        django.setup()
        from django.core.management import call_command

        from tests.apps.factories import County

        call_command("migrate", verbosity=0)
        yield County(), folder


def grow(county: Any, count: int, *, column: str = "notices") -> list[int]:
    """Add published announcements to a column until the county has ``count``; return their documents."""
    from gongkai.adapters.importing.prepared import Prepared
    from gongkai.apps.publishing import taking_over
    from gongkai.apps.publishing.models import Document, ImportRun
    from gongkai.core.publishing.importing.records import Record
    from tests.apps.factories import AT

    by = county["ogi_office"]
    run = ImportRun.objects.create(
        source="bench", table="", table_digest="", started_by=by, started_at=AT
    )
    have = Document.objects.count()
    made: list[int] = []
    for start in range(have, count, BATCH):
        batch = [
            Prepared(
                Record(
                    row=number,
                    key=str(number),
                    title=f"关于{WORDS[number % 20]}{WORDS[number * 7 % 20]}情况的公告（第{number}号）",
                    published_at=moment(number),
                    body=county.office.code,
                    kind="announcement",
                    column=column,
                    summary="说明有关情况和安排",
                    keywords=(WORDS[number % 20],),
                    item="A20-15",
                    theme="02-01",
                ),
                "".join(f"<p>{SENTENCE.format(WORDS[(number + n) % 20])}</p>" for n in range(12)),
                (),
                "",
            )
            for number in range(start, min(start + BATCH, count))
        ]
        made += _taken(taking_over, run, batch, by, AT)
    return made


def _taken(taking_over: Any, run: Any, batch: Any, by: Any, at: datetime) -> list[int]:
    from django.db import transaction

    with transaction.atomic():
        return [one.document_id for one, _ in taking_over.take_over(run, batch, by=by, at=at)]


def moment(number: int) -> datetime:
    """Return when the n-th document was published: one an hour from 2008 on."""
    from tests.apps.factories import CHINA

    return datetime(2008, 5, 1, 9, tzinfo=CHINA) + timedelta(hours=number)
