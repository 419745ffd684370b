"""The table of permissions: role × state × body, carried out on cases in every state."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import yaml

from gongkai.apps.casework import actions, queries
from gongkai.apps.casework.people import Citizen
from gongkai.apps.trail.actions import TIMETABLE
from gongkai.core.casework.lifecycle import lifecycle
from gongkai.core.kernel.refusals import Refused
from gongkai.core.publishing.roles import roles
from tests.apps.casework.desk import IN_STATE, START
from tests.apps.factories import a_user

EXAMPLES = Path(__file__).parents[2] / "examples/casework"
TABLE = yaml.safe_load((EXAMPLES / "permissions.yaml").read_text("utf-8"))["states"]


def test_the_table_and_the_life_cycle_say_the_same():
    acts = lifecycle().acts.items()
    for state in lifecycle().states:
        known = {name: list(act.who) for name, act in acts if state in act.states}
        assert TABLE[state] == known, state


@pytest.mark.parametrize("state", sorted(IN_STATE))
def test_each_role_is_offered_exactly_what_the_table_permits(desk, state):
    case = desk.in_state(state)
    for role in roles():
        person = a_user(f"new_{role}", desk.body, role)
        wanted = {act for act, who in TABLE[state].items() if role in who}
        offered = {name for name, _ in queries.permitted_acts(case, by=person, at=START)}
        assert offered == wanted, role
    own = {name for name, _ in queries.permitted_acts(case, by=Citizen(case.pk), at=START)}
    assert own == {act for act, who in TABLE[state].items() if "applicant" in who}


@pytest.mark.parametrize("state", sorted(IN_STATE))
def test_nobody_from_elsewhere_is_offered_anything(desk, state):
    case = desk.in_state(state)
    above = a_user("above", desk.county.government, *roles())
    strangers = (desk.county.outsider, above, Citizen(), Citizen(case.pk + 1), TIMETABLE)
    for person in strangers:
        assert queries.permitted_acts(case, by=person, at=START) == [], person


def test_a_role_that_has_ended_gives_no_right(desk):
    from datetime import date

    from gongkai.apps.accounts.actions import SETUP, end_grant

    case = desk.handed_in()
    grant = desk["ogi_head"].grants.get()
    grant.since = date(2026, 1, 1)
    grant.save(update_fields=("since",))
    end_grant(grant=grant, last_day=date(2026, 11, 19), reason="调离", by=SETUP, at=START)
    with pytest.raises(Refused) as refusal:
        actions.extend_deadline(
            case=case, seen=case.version, days=5, remark="查档", by=desk["ogi_head"], at=START
        )
    assert [reason.code for reason in refusal.value.reasons] == ["casework.role"]


def test_every_act_of_the_table_is_asked_for_by_an_action():
    """What no action asks for would be a promise; what asks for no act would be a back door."""
    asked = set()
    for path in sorted(Path(actions.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "desk.take":
                asked.add(ast.literal_eval(node.args[1]))
    assert asked == set(lifecycle().acts)


OTHER_WAYS = {
    # Acts that are asked for otherwise than by the table, and what refuses whoever may not.
    "file_application": "anybody may apply",
    "register_application": "casework.register",
    "answer_task": "casework.answer_task",
    "chase_task": "roles at the handling body",
    "recall_task": "roles at the handling body",
    "fetch_paper": "own case only",
    "enter_calendar_year": "casework.enter_calendar",
    "record_disclosure_draft": "the worker, for a proposal that was asked for",
    "note_failure": "writes down a refused query",
}


def test_no_action_lacks_a_question_for_permission():
    without = set()
    for path in sorted(Path(actions.__file__).parent.glob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            given = {one.arg for one in node.args.kwonlyargs}
            calls = {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
            if "at" in given and given & {"by", "case"} and "desk.take" not in calls:
                without.add(node.name)
    assert without == set(OTHER_WAYS)
