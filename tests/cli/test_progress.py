import io
import sys

import pytest

from gongkai.cli.console import complain
from gongkai.cli.progress import with_progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Stand a terminal in for standard error; pytest takes it back when a fixture does so."""
    found = Screen()
    monkeypatch.setattr(sys, "stderr", found)
    return found


def test_a_terminal_sees_how_far_it_is_and_is_left_clean(monkeypatch):
    screen = watched(monkeypatch)
    assert list(with_progress(["甲", "乙"], 2)) == ["甲", "乙"]
    assert "2/2" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_one_file_needs_no_bar(monkeypatch):
    screen = watched(monkeypatch)
    assert list(with_progress(["甲"], 1)) == ["甲"]
    assert screen.getvalue() == ""


def test_a_file_or_a_pipe_sees_nothing(monkeypatch):
    plain = io.StringIO()
    monkeypatch.setattr(sys, "stderr", plain)
    assert list(with_progress(["甲", "乙"], 2)) == ["甲", "乙"]
    assert plain.getvalue() == ""


def test_a_complaint_takes_the_place_of_the_bar(monkeypatch):
    screen = watched(monkeypatch)
    complain("第一行\n第二行")
    assert screen.getvalue() == "\r\x1b[K第一行 第二行\n"


def test_a_complaint_in_a_pipe_is_one_plain_line(capsys):
    complain("甲：不能读取。")
    assert capsys.readouterr().err == "甲：不能读取。\n"
