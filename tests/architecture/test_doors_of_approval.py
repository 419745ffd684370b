"""Nobody approves by a back door: which modules call the acts that approve or release."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gongkai"
SCREENS = {"web/office/editions/acting.py"}
# The demo county plays its people's parts through the same actions, with the same checks.
DEMO = "jobs/demo/"
ACTS = {"approve", "send_back", "publish", "schedule", "withdraw", "keep"}


def callers(act: str) -> set[str]:
    """Return the modules of the doors that call an act of publishing by name."""
    found = set()
    for path in (path for door in ("web", "jobs", "cli") for path in (SOURCE / door).rglob("*.py")):
        text = path.read_text("utf-8")
        if "apps.publishing" not in text or "casework" in path.parts:
            continue
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Attribute) or node.attr != act:
                continue
            if ast.unparse(node.value) in ("actions", "publishing", "publishing.actions"):
                found.add(str(path.relative_to(SOURCE)))
    return found


@pytest.mark.parametrize("act", sorted(ACTS))
def test_only_the_screens_of_an_edition_and_the_demo_call_it(act: str) -> None:
    assert {one for one in callers(act) if not one.startswith(DEMO)} <= SCREENS


def test_the_screens_do_call_them() -> None:
    assert all(callers(act) >= SCREENS for act in ACTS)
