"""The samples of deploy/: they parse, and what they name is there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from gongkai.project.child import PROCESSES

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


def named_programs(text: str) -> set[tuple[str, str]]:
    """Return the programs that a text starts with Python: the module and its first word."""
    return set(re.findall(r"python -m (django|gongkai\.project\.child) (\w+)", text))


@pytest.mark.parametrize(
    "path", [*UNITS, DEPLOY / "compose.yaml", DEPLOY / "Containerfile"], ids=lambda one: one.name
)
def test_every_command_is_one_we_have(path):
    text = path.read_text("utf-8").replace('", "', " ").replace(", ", " ")
    for module, word in named_programs(text):
        known = get_commands() if module == "django" else PROCESSES
        assert word in known, word


def test_the_compose_file_starts_every_process_and_holds_no_secret():
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    found = yaml.safe_load(text)
    assert set(found["services"]) == {"database", "prepare", "server", "worker"}
    for name, one in found["services"].items():
        for needed in one.get("depends_on", {}):
            assert needed in found["services"], name
        for volume in one.get("volumes", []):
            assert volume.partition(":")[0] in found["volumes"], name
    assert (DEPLOY / found["services"]["server"]["env_file"][0]).is_file()
    assert (
        DEPLOY / ".." / found["x-node"]["build"]["dockerfile"]
    ).resolve() == ROOT / "deploy/Containerfile"
    assert re.findall(r"PASSWORD: (.*)", text) == ["${POSTGRES_PASSWORD:?set it}"]


def test_the_container_copies_what_is_there():
    for line in (DEPLOY / "Containerfile").read_text("utf-8").splitlines():
        if line.startswith("COPY "):
            for source in shlex.split(line)[1:-1]:
                assert (ROOT / source).exists(), source


def test_every_setting_of_the_environment_file_is_documented():
    page = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    lines = (DEPLOY / "gongkai.env").read_text("utf-8").splitlines()
    names = {line.lstrip("#").partition("=")[0] for line in lines if re.match(r"#?[A-Z_]+=", line)}
    assert {name for name in names if f"`{name}`" not in page} == set()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_nothing_wrong_but_that_it_is_not_installed_here():
    command = ["systemd-analyze", "verify", *map(str, UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    ours = [line for line in told if "gongkai" in line]
    assert ours == []


@pytest.mark.parametrize(
    "path", [one for one in UNITS if one.suffix == ".service"], ids=lambda one: one.name
)
def test_every_service_is_shut_in(path):
    text = path.read_text("utf-8")
    for line in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "User=gongkai",
        "CapabilityBoundingSet=",
    ):
        assert line in text.splitlines()
