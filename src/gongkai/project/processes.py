"""The processes of a running instance (进程组): started together, ended together."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

from gongkai.project.child import LIFELINE

PATIENCE = 8.0  # seconds that a process may take to finish what it has in hand


@dataclass(slots=True)
class Processes:
    """Worker and server of one instance; they end when this process ends."""

    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _lifelines: list[int] = field(default_factory=list)

    def start(self, name: str) -> None:
        """Start a process of ``gongkai.project.child``."""
        theirs, ours = os.pipe()
        self._lifelines.append(ours)
        try:
            self.running[name] = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "gongkai.project.child", name],
                env={**os.environ, LIFELINE: str(theirs)},
                pass_fds=(theirs,),
                stdin=subprocess.DEVNULL,
            )
        finally:
            os.close(theirs)

    def ended(self) -> list[tuple[str, int]]:
        """Return the processes that have ended by themselves, with how."""
        codes = [(name, process.poll()) for name, process in self.running.items()]
        return [(name, code) for name, code in codes if code is not None]

    def stop(self) -> None:
        """Ask every process to end, wait, and end by force what does not."""
        for process in self.running.values():
            process.terminate()
        patient_until = time.monotonic() + PATIENCE
        for process in self.running.values():
            try:
                process.wait(max(0.1, patient_until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running.clear()
