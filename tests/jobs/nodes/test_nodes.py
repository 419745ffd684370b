"""Two nodes over one database, each with a tree of its own; one is killed and comes back."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.adapters.site.verify import verify
from tests.jobs.copies.instance import ROOT, Instance

PATIENCE = 300
BEGIN = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.apps.factories import County
County().published(title="第一号公告的名称")
"""
GO_ON = """
import django; django.setup()
from tests.apps.factories import County
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.accounts.models import User
from tests.web.portal.test_tree import correct, withdraw
county = object.__new__(County)
county.office = PublicBody.objects.get(slug="body-2")
county.people = {one.username: one for one in User.objects.filter(body=county.office)}
for number in range(6):
    edition = county.published(title=f"{label}第{number}号公告的名称")
    if number % 3 == 1:
        correct(county, edition, f"{label}第{number}号公告更正后的名称")
    if number % 3 == 2:
        withdraw(county, edition)
from gongkai.apps.outbox.models import Message
print(Message.objects.order_by("-id").first().pk)
"""


@contextlib.contextmanager
def database(folder: Path) -> Iterator[str]:
    """Yield the address of an empty database of the kind the tests run on."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder / 'shared.sqlite3'}"
        return
    import psycopg

    name = f"nodes_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Node(Instance):
    """A node: an instance whose worker runs."""

    def __init__(self, data: Path, address: str) -> None:
        super().__init__(data, address)
        self.environment |= {
            "GONGKAI_ADDRESS": "https://www.qinghe.example",
            "GONGKAI_NODE": data.name,
        }

    def start(self) -> None:
        command = [sys.executable, "manage.py", "worker", "--tick"]
        self.worker = subprocess.Popen(command, cwd=ROOT, env=self.environment)

    def kill(self) -> None:
        self.worker.send_signal(signal.SIGKILL)
        self.worker.wait()

    def stop(self) -> None:
        self.worker.terminate()
        assert self.worker.wait(timeout=PATIENCE) == 0

    def until(self, number: int) -> None:
        """Wait until the tree has followed the outbox to a message."""
        place = self.data / "site-position.json"
        patient_until = time.monotonic() + PATIENCE
        while not (place.exists() and json.loads(place.read_text("utf-8"))["last"] >= number):
            assert time.monotonic() < patient_until, "the node does not follow"
            time.sleep(0.1)


@pytest.mark.slow
def test_each_node_has_the_same_tree_though_one_was_killed(tmp_path):
    with database(tmp_path) as address:
        first, second = Node(tmp_path / "first", address), Node(tmp_path / "second", address)
        first.python(BEGIN)
        first.start()
        second.start()
        try:
            second.until(1)
            first.python(f'label = "甲"{GO_ON}')
            second.kill()
            last = int(first.python(f'label = "乙"{GO_ON}').split()[-1])
            second.start()
            for node in (first, second):
                node.until(last)
        finally:
            first.stop()
            second.stop()
        assert first.site() == second.site()
        assert sum("号公告" in one.decode(errors="replace") for one in first.site().values()) > 12
        for node in (first, second):
            assert verify(node.data / "site") == []
