"""A small instance in a folder of its own, driven by commands in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BUILD = """
import sys, django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from gongkai.apps.publishing import actions
from tests.apps.factories import AT, County, later
from tests.web.portal.test_tree import correct, withdraw
county = County()
first = county.published(title="关于夏季供水安排的公告")
correct(county, first, "关于夏秋供水安排的公告")
withdraw(county, county.published(title="关于道路施工的公告"))
draft = county.draft()
actions.attach(edition=draft, seen=draft.version, name="安排.txt", content="城关片区".encode(), by=county["drafter"], at=AT)
from django.utils import timezone
from gongkai.jobs import catching_up
catching_up.rebuild(at=timezone.now())
"""
SUM = """
import hashlib, json
from gongkai.jobs.copies import rows
for model in rows.every_model():
    told = [json.dumps(one, sort_keys=True) for one in rows.read_rows(model)]
    print(rows.name_of(model), len(told), hashlib.sha256("\\n".join(told).encode()).hexdigest())
"""


class Instance:
    """One instance: its folder, and its commands."""

    def __init__(self, data: Path, address: str = "") -> None:
        self.data = data
        self.sums = ""
        self.environment = {
            **os.environ,
            "DATA": str(data),
            "GONGKAI_TEST_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": address,
        }

    def python(self, text: str) -> str:
        """Run a piece of Python inside the instance and return what it prints."""
        return self._run("-c", text).stdout

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def site(self) -> dict[str, bytes]:
        """Return the files of the public tree."""
        tree = self.data / "site"
        return {
            path.relative_to(tree).as_posix(): path.read_bytes()
            for path in tree.rglob("*")
            if path.is_file()
        }
