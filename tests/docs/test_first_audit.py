"""The tutorial and the how-to on auditing say what the program does."""

import re
import shlex
from pathlib import Path

import pytest

from gongkai.cli import audit, main, read, rules

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs/tutorials/audit-your-first-report.md").read_text("utf-8")
HOW_TO = (ROOT / "docs/how-to/accept-a-finding.md").read_text("utf-8")
COMMANDS = (ROOT / "docs/reference/commands.md").read_text("utf-8")


def commands_of(page):
    lines = re.findall(r"^\$ (.*)$", page, re.MULTILINE)
    return [shlex.split(line)[1:] for line in lines if "gongkai" in line.split()[0]]


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run a documented command in the repository, with its outputs in a temporary folder."""
    monkeypatch.chdir(ROOT)

    def run(arguments, fingerprint=None):
        written = {"audit.html", "accepted.yaml"}
        placed = [str(tmp_path / a) if a in written else a for a in arguments]
        placed = [fingerprint if a == "FINGERPRINT" else a for a in placed]
        code = main.main(placed)
        return code, capsys.readouterr().out

    return run


def without_spaces(text):
    return "".join(text.split())


def test_the_tutorial_runs_and_shows_what_it_prints(run, tmp_path):
    first, rule, page, accept, again = commands_of(TUTORIAL)
    code, shown = run(first)
    assert code == 1
    quoted = re.search(r"```text\n(.*?)```", TUTORIAL, re.DOTALL).group(1)
    for line in quoted.splitlines():
        printed = without_spaces(line.split("…")[0])
        assert printed in without_spaces(shown)
    assert "由此引起" in shown
    assert run(rule)[0] == 0
    assert run(page)[0] == 1
    assert (tmp_path / "audit.html").exists()
    found = re.search(r"A-07 .*?编号 ([0-9a-f]{16})", shown, re.DOTALL).group(1)
    assert run(accept, found)[0] == 0
    _, after = run(again)
    assert found not in after
    assert "已接受 1" in after


def test_the_yaml_of_the_how_to_is_such_a_file(tmp_path):
    from gongkai.adapters.writers.accepted_file import read_accepted

    path = tmp_path / "accepted.yaml"
    path.write_text(re.search(r"```yaml\n(.*?)```", HOW_TO, re.DOTALL).group(1), "utf-8")
    (entry,) = read_accepted(path)
    assert entry.by == "张三"


def test_the_sound_samples_are_quiet(run):
    for name in ("2023.txt", "township-2024.html"):
        code, shown = run(["audit", f"tests/corpus/first-audit/{name}"])
        assert code == 0
        assert "错误 0，警告 0" in shown


@pytest.mark.parametrize(("name", "module"), [("read", read), ("audit", audit), ("rules", rules)])
def test_every_option_is_in_the_reference(name, module):
    import argparse

    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    section = COMMANDS.split(f"## gongkai {name}")[1]
    options = [o for action in parser._actions for o in action.option_strings if o[:2] == "--"]
    missing = [o for o in options if o != "--help" and f"`{o}" not in section]
    assert missing == []
