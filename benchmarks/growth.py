"""How time and memory grow with the number of files: once, ten times, a hundred times as many."""

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from gongkai.adapters.writers.report_text import TextStyle, write_text
from gongkai.core.reporting.specimens import sound_report

STEPS = (1, 10, 100)
POLL_SECONDS = 0.05


def main(arguments: list[str]) -> int:
    """Measure `gongkai audit` on growing folders and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks growth")
    parser.add_argument("--files", type=int, default=100, help="in the smallest folder")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    print(f"Growth: gongkai audit --jobs {options.jobs} over folders of text reports")
    print(f"{'files':>7} {'seconds':>8} {'ms/file':>8} {'peak MB':>8} {'MB, biggest process':>20}")
    with tempfile.TemporaryDirectory() as name:
        folder, written = Path(name), 0
        for step in STEPS:
            for number in range(written, options.files * step):
                paper = sound_report(number).paper
                (folder / f"{number:06}.txt").write_text(write_text([paper], TextStyle()), "utf-8")
            written = options.files * step
            seconds, peak, biggest = run(folder, options.jobs)
            print(
                f"{written:7} {seconds:8.1f} {1000 * seconds / written:8.1f}"
                f" {peak / 1e6:8.0f} {biggest / 1e6:20.0f}"
            )
    return 0


def run(folder: Path, jobs: int) -> tuple[float, int, int]:
    """Audit a folder; return seconds, the peak memory of all processes, and of the biggest."""
    command = [sys.executable, "-m", "gongkai.cli.main", "audit", str(folder)]
    command += ["--format", "json", "--jobs", str(jobs), "--output", f"{folder}.json"]
    started = time.perf_counter()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL)
    peak = biggest = 0
    while process.poll() is None:
        sizes = memory_of(process)
        peak, biggest = max(peak, sum(sizes)), max([biggest, *sizes])
        time.sleep(POLL_SECONDS)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"gongkai audit ended with {process.returncode}")
    return time.perf_counter() - started, peak, biggest


def memory_of(process: psutil.Process) -> list[int]:
    """Return the memory that is each process's own: what they share is left out."""
    sizes = []
    for member in [process, *process.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            sizes.append(member.memory_full_info().uss)
    return sizes
