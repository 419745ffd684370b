"""One of two processes that race for the same editions; run by test_races.py, not collected.

``racing.py prepare`` makes the database and prints the plan; ``racing.py run PLAN FOLDER NAME``
does its half of the plan, step by step at the same moment as the other process.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import django

ROUNDS = 4
PAIRS = {
    "submit": ("drafting", "submit", "drafter", "submit", "drafter"),
    "save": ("drafting", "save", "drafter", "save", "drafter"),
    "approve": ("first_review", "approve", "first_reviewer", "approve", "first_reviewer"),
    "approve_or_recall": ("second_review", "approve", "second_reviewer", "recall", "drafter"),
    "publish": ("approved", "publish", "final_reviewer", "publish", "ogi_office"),
    "publish_or_send_back": ("approved", "publish", "final_reviewer", "send_back", "ogi_office"),
    "withdraw": ("published", "withdraw", "final_reviewer", "withdraw", "ogi_office"),
}
SIDE_BY_SIDE = 10
TOGETHER = "publish_partners"
PATIENCE = 60


def prepare() -> None:
    """Make tables, county and editions; print the plan of both processes as JSON."""
    from django.core.management import call_command

    from tests.apps.factories import County, a_user
    from tests.apps.publishing.test_release import an_interpretation

    call_command("migrate", verbosity=0)
    county = County()
    rivals = {role: a_user(f"rival_{role}", county.office, role) for role in county.people}
    plans: list[list[list[object]]] = [[], []]
    for name, (state, act, role, other_act, other_role) in PAIRS.items():
        for _ in range(ROUNDS):
            edition = county.in_state(state)
            plans[0].append([name, act, edition.pk, county[role].pk, edition.version])
            plans[1].append([name, other_act, edition.pk, rivals[other_role].pk, edition.version])
    for _ in range(ROUNDS):
        document = county.reviewed("approved", "policy_document")
        other = an_interpretation(county, document.document)
        for plan, edition in zip(plans, (document, other), strict=True):
            by = county["final_reviewer"].pk
            plan.append([TOGETHER, "publish", edition.pk, by, edition.version])
    for _ in range(SIDE_BY_SIDE):
        for plan in plans:
            edition = county.in_state("approved")
            by = county["final_reviewer"].pk
            plan.append(["side_by_side", "publish", edition.pk, by, edition.version])
    json.dump(plans, sys.stdout)


def run(plan: list[list[object]], folder: Path, name: str) -> None:
    """Do every step when the other process is ready for it too; print the outcomes as JSON."""
    from gongkai.apps.accounts.models import User
    from gongkai.apps.publishing.models import Edition
    from gongkai.core.kernel.refusals import Refused
    from tests.apps.publishing.acts import ACTS

    outcomes = []
    for number, (title, act, key, by, seen) in enumerate(plan):
        edition = Edition.objects.get(pk=key)
        edition.version = seen
        person = User.objects.get(pk=by)
        meet(folder, number, name)
        try:
            ACTS[str(act)](edition, person)
            outcomes.append([title, "done", ""])
        except Refused as refusal:
            codes = [reason.code for reason in refusal.reasons]
            outcomes.append([title, codes[0], refusal.reasons[0].sentence])
    json.dump(outcomes, sys.stdout)


def meet(folder: Path, number: int, name: str) -> None:
    """Wait until both processes have come to step ``number``."""
    (folder / f"{number}-{name}").touch()
    give_up = time.monotonic() + PATIENCE
    while len(list(folder.glob(f"{number}-*"))) < 2:
        if time.monotonic() > give_up:
            raise SystemExit(f"the other process did not come to step {number}")
        time.sleep(0.001)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    if sys.argv[1] == "prepare":
        prepare()
    else:
        run(json.loads(Path(sys.argv[2]).read_text("utf-8")), Path(sys.argv[3]), sys.argv[4])
