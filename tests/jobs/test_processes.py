"""The processes of an instance end together, and end when their parent is gone."""

import os
import subprocess
import sys
import time

import pytest

from gongkai.project import processes, serve
from gongkai.project.child import LIFELINE

SLEEPER = """
import os, sys, time
from gongkai.project import child
child.PROCESSES["sleeper"] = lambda: time.sleep(600)
child.main(["sleeper"])
"""


def _sleeper():
    theirs, ours = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", SLEEPER],
        env={**os.environ, LIFELINE: str(theirs)},
        pass_fds=(theirs,),
    )
    os.close(theirs)
    return process, ours


def test_a_child_takes_its_leave_when_its_parent_is_gone():
    process, ours = _sleeper()
    assert process.poll() is None
    os.close(ours)
    assert process.wait(timeout=120) != 0


def test_stopping_ends_every_process_even_one_that_does_not_listen(monkeypatch):
    monkeypatch.setattr(processes, "PATIENCE", 0.2)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(); time.sleep(600)"
    running = processes.Processes()
    for name, text in (("deaf", deaf), ("usual", "print(); import time; time.sleep(600)")):
        process = subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE)
        process.stdout.readline()
        process.stdout.close()
        running.running[name] = process
    started = list(running.running.values())
    assert running.ended() == []
    running.stop()
    assert all(process.poll() is not None for process in started)


def test_a_process_that_ended_by_itself_is_told():
    running = processes.Processes()
    running.running["short"] = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    while not running.ended():
        time.sleep(0.05)
    assert running.ended() == [("short", 3)]


@pytest.mark.parametrize("given", ["0", "65536", "http", "-1", "80.5"])
def test_a_port_that_is_none_is_said_in_one_line(given):
    environment = {**os.environ, "PORT": given, "CI": "1"}
    command = [sys.executable, "-m", "gongkai.project.serve"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stderr == f"PORT={given} 不是端口号。请用 1 到 65535 之间的数字，如 PORT=8010\n"


def test_nobody_answers_on_a_closed_port():
    assert serve._answers(1) is False
