import subprocess
import sys

import pytest

from gongkai.cli import main as command


def gongkai(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "gongkai.cli.main", *arguments], capture_output=True, text=True
    )


def test_help_lists_every_command(capsys):
    with pytest.raises(SystemExit) as left:
        command.main(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    for name, (_, summary) in command.COMMANDS.items():
        assert name in shown
        assert summary in shown


def test_no_command_is_wrong_usage(capsys):
    assert command.main([]) == 2
    assert "命令" in capsys.readouterr().out


def test_an_unknown_command_is_wrong_usage():
    with pytest.raises(SystemExit) as left:
        command.main(["fly"])
    assert left.value.code == 2


def test_the_version(capsys):
    assert command.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("gongkai ")


@pytest.mark.parametrize("name", command.COMMANDS)
def test_every_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as left:
        command.main([name, "--help"])
    assert left.value.code == 0
    assert f"gongkai {name}" in capsys.readouterr().out


def test_starting_imports_nothing_heavy():
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from gongkai.cli.main import main\n"
            "try: main(['--help'])\n"
            "except SystemExit: print(*sorted(sys.modules), file=sys.stderr)",
        ],
        capture_output=True,
        text=True,
    )
    heavy = {"yaml", "lxml", "selectolax", "pypdfium2", "pyarrow", "importlib.metadata", "django"}
    assert not heavy & set(found.stderr.split())


def test_an_interruption_is_one_line_and_130(monkeypatch, capsys):
    def interrupt(_argv):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_dispatch", interrupt)
    assert command.main(["read"]) == 130
    assert capsys.readouterr().err == "已中断。\n"


def test_a_fault_of_the_program_does_not_look_like_an_answer(monkeypatch, capsys):
    def fail(_argv):
        raise ZeroDivisionError("除以零")

    monkeypatch.setattr(command, "_dispatch", fail)
    assert command.main(["read"]) == 70
    assert capsys.readouterr().err.startswith(
        "程序遇到没有预料到的情况（ZeroDivisionError：除以零）。"
    )
    monkeypatch.setenv("GONGKAI_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        command.main(["read"])


def test_as_a_program():
    done = gongkai("--version")
    assert (done.returncode, done.stderr) == (0, "")
