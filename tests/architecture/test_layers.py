"""What import-linter cannot see: relations between models, writes in doors, acts without a trace."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gongkai"
ORDER = (
    ("trail", "outbox"),
    ("organizations",),
    ("accounts",),
    ("publishing", "casework", "registers", "engagement", "inspection", "audit"),
    ("supervision",),
    ("reporting",),
)
FLOOR = {label: floor for floor, labels in enumerate(ORDER) for label in labels}
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "delete"}


def modules(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((SOURCE / folder).rglob("*.py"))]


def named(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def test_relations_between_models_follow_the_order_of_the_apps():
    wrong = []
    for model in apps.get_models():
        label = model._meta.app_label
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if label not in FLOOR or not field.concrete or target is None:
                continue
            other = target._meta.app_label
            same_floor = FLOOR.get(other) == FLOOR[label] and other != label
            if FLOOR.get(other, -1) > FLOOR[label] or same_floor:
                wrong.append(f"{model.__name__}.{field.name} -> {target.__name__}")
    assert wrong == []


def test_every_app_has_its_floor():
    ours = {one.label for one in apps.get_app_configs() if one.name.startswith("gongkai.apps.")}
    assert ours <= set(FLOOR)


def is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    on = ast.unparse(call.func.value)
    if call.func.attr == "save":
        return not call.args
    if call.func.attr == "update":
        return ".objects" in on
    return call.func.attr in WRITES and (".objects" in on or not call.args) and on != "os"


def test_doors_write_nothing_themselves():
    wrong = [
        f"{named(path)}:{node.lineno} {ast.unparse(node)[:80]}"
        for path in modules("web", "jobs", "cli")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and is_write(node)
    ]
    assert wrong == []


TRACES = ("desk.trace", "trail.write", "change_validity", "apply_relations", "_touch", "_close")


def actions_of(path: Path) -> list[tuple[ast.FunctionDef, set[str]]]:
    tree = ast.parse(path.read_text("utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}

    def calls(name: str, seen: set[str]) -> set[str]:
        found: set[str] = set()
        for node in ast.walk(functions[name]):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                found.add(called)
                if called in functions and called not in seen:
                    found |= calls(called, seen | {called})
        return found

    acting = [
        node
        for node in functions.values()
        if not node.name.startswith("_")
        and {"by", "at"} <= {one.arg for one in node.args.kwonlyargs}
    ]
    return [(node, calls(node.name, {node.name})) for node in acting]


def action_modules() -> list[Path]:
    found = [*SOURCE.glob("apps/*/actions.py"), *SOURCE.glob("apps/*/actions/*.py")]
    found.append(SOURCE / "apps/accounts/upkeep.py")
    return [path for path in sorted(found) if path.parts[-2] not in ("trail", "outbox")]


@pytest.mark.parametrize("path", action_modules(), ids=named)
def test_every_action_leaves_a_trace(path):
    for node, called in actions_of(path):
        if node.name == "contribute":
            continue
        traced = any(one in called for one in TRACES)
        assert traced, f"{named(path)}: {node.name} writes no trail"


@pytest.mark.parametrize("path", action_modules(), ids=named)
def test_every_action_is_documented_with_its_refusals(path):
    for node, _ in actions_of(path):
        page = ast.get_docstring(node) or ""
        assert page, f"{named(path)}: {node.name}"
        if node.name not in ("contribute", "lapse_due", "release_due"):
            assert "Raises:" in page, f"{named(path)}: {node.name} does not say when it refuses"


def test_the_core_the_adapters_and_the_commands_run_without_django():
    code = (
        "import sys, pkgutil, importlib, gongkai.core, gongkai.adapters, gongkai.cli\n"
        "for package in (gongkai.core, gongkai.adapters, gongkai.cli):\n"
        "    for one in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(one.name)\n"
        "print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "False", done.stderr


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", "--check", "--dry-run")


def test_no_year_is_written_into_the_code_of_the_core():
    wrong = [
        f"{named(path)}:{node.lineno} {node.value}"
        for path in modules("core")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Compare)
        for node in [*node.comparators, node.left]
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int)
        and 2007 < node.value < 2050
    ]
    assert wrong == []


FORBIDDEN = {"utils", "helpers", "common", "misc", "base", "manager", "handler", "tools"}


def test_no_module_is_a_drawer():
    assert [named(path) for path in modules("") if path.stem in FORBIDDEN] == []
