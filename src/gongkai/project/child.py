"""A process of the running instance (子进程): never without its parent.

``python -m gongkai.project.child prepare|worker|server``. The parent holds the other end of the pipe whose
number is in ``GONGKAI_LIFELINE``; when the parent is gone, even by ``kill -9``, the pipe ends and
this process takes its leave.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable

LIFELINE = "GONGKAI_LIFELINE"


def main(arguments: list[str]) -> int:
    """Run the process that is asked for until it is told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    run = PROCESSES[arguments[0]]
    lifeline = os.environ.pop(LIFELINE, None)
    if lifeline is not None:
        threading.Thread(target=_watch, args=(int(lifeline),), daemon=True).start()
    run()
    return 0


def _watch(pipe: int) -> None:
    os.set_inheritable(pipe, False)  # noqa: FBT003 - the system's signature
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def prepare() -> None:
    """Bring database, demo county and public tree to where they should be."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("demo", if_empty=True)
    call_command("site", "prepare")
    call_command("search", "prepare")


def worker() -> None:
    """Drain the outbox and keep the timetable."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", "worker", "--tick"])


def server() -> None:
    """Answer requests."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "gongkai.project.wsgi:application",
        address=os.environ.get("GONGKAI_BIND") or "127.0.0.1",
        port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("GONGKAI_SERVERS") or 1),
        blocking_threads=4,
        websockets=False,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()


PROCESSES: dict[str, Callable[[], None]] = {
    "prepare": prepare,
    "worker": worker,
    "server": server,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
