"""``make serve`` (一键启动): one command from a clone to a running county.

``PORT`` (default 8000) and ``DATA`` (default var/demo) say where. Migrates, loads the demo county
into an empty ``DATA``, starts worker and server, prints ``ready http://127.0.0.1:PORT/``, and ends
everything on SIGINT or SIGTERM. Exit: 0 stopped as asked, 1 a process failed, 2 it cannot start.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from pathlib import Path
from types import FrameType

from gongkai.project import settings
from gongkai.project.processes import Processes

FIRST_ANSWER = 90.0  # seconds
STEP = 0.1


class CannotStartError(Exception):
    """It cannot be started as asked; the message is one Chinese line."""


def main() -> int:
    """Run the instance until it is told to stop."""
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signal's signature
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    processes = Processes()
    try:
        port = _port()
        os.environ["PORT"] = str(port)
        prepared = _prepare(processes, stop)
        return _run(processes, port, stop) if prepared == 0 else int(prepared is not None)
    except CannotStartError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    finally:
        processes.stop()


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise CannotStartError(f"PORT={given} 不是端口号。请用 1 到 65535 之间的数字，如 PORT=8010")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("GONGKAI_BIND") or "127.0.0.1", int(given)))
        except OSError as error:
            reason = error.strerror or str(error)
            raise CannotStartError(
                f"端口 {given} 不能使用（{reason}）。请先停下占用它的程序，或换一个端口：make serve PORT=8010"
            ) from error
    return int(given)


def _prepare(processes: Processes, stop: threading.Event) -> int | None:
    """Wait for the preparation; return its exit code, none when it was asked to stop meanwhile."""
    _say(f"数据目录 {settings.DATA}")
    processes.start("prepare")
    while not stop.wait(STEP):
        ended = processes.ended()
        if ended:
            processes.stop()
            return ended[0][1]
    return None


def _run(processes: Processes, port: int, stop: threading.Event) -> int:
    processes.start("server")
    processes.start("worker")
    address = f"http://127.0.0.1:{port}/"
    patient_until = time.monotonic() + FIRST_ANSWER
    announced = False
    while not stop.wait(STEP):
        ended = processes.ended()
        if ended:
            name, code = ended[0]
            sys.stderr.write(
                f"{PROCESS_NAMES[name]}意外结束（{code}），全部停止。原因见上面的输出\n"
            )
            return 1
        if announced:
            continue
        announced = _answers(port)
        if announced:
            _announce(address)
        elif time.monotonic() > patient_until:
            sys.stderr.write(f"{FIRST_ANSWER:.0f} 秒内首页没有响应，全部停止\n")
            return 1
    _say("正在停止……")
    return 0


PROCESS_NAMES = {"server": "网页服务", "worker": "后台任务"}


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        for path in ("/healthz", "/"):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.HTTPStatus.OK:
                return False
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _announce(address: str) -> None:
    users = Path(settings.DATA) / "demo-users.json"
    if users.exists():
        _say(f"演示用户（仅用于演示，另见 {users}）：")
        for one in json.loads(users.read_text("utf-8")):
            _say(f"  {one['role_label']}　{one['username']}　{one['password']}　{one['body']}")
        _say(f"后台 {address}office/")
    _say(f"ready {address}")
    if not os.environ.get("CI"):
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
