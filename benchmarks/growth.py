"""How time and memory grow with the number of files: once, ten times, a hundred times as many."""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from gongkai.adapters.writers.report_text import TextStyle, write_text
from gongkai.core.reporting.specimens import sound_report

STEPS = (1, 10, 100)
POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Cost:
    """What one run took: by the clock and of the processors, all its processes together."""

    seconds: float
    processor_seconds: float
    peak: int
    biggest: int


def main(arguments: list[str]) -> int:
    """Measure `gongkai audit` on growing folders and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks growth")
    parser.add_argument("--files", type=int, default=100, help="in the smallest folder")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    print(f"Growth: gongkai audit --jobs {options.jobs} over folders of text reports")
    heads = ("seconds", "ms/file", "CPU s", "CPU ms", "peak MB", "biggest MB")
    print(f"{'files':>7} {' '.join(f'{head:>10}' for head in heads)}")
    with tempfile.TemporaryDirectory() as name:
        folder, written = Path(name), 0
        for step in STEPS:
            for number in range(written, options.files * step):
                paper = sound_report(number).paper
                (folder / f"{number:06}.txt").write_text(write_text([paper], TextStyle()), "utf-8")
            written = options.files * step
            cost = run(folder, options.jobs)
            print(
                f"{written:7} {cost.seconds:10.1f} {1000 * cost.seconds / written:10.1f}"
                f" {cost.processor_seconds:10.1f} {1000 * cost.processor_seconds / written:10.1f}"
                f" {cost.peak / 1e6:10.0f} {cost.biggest / 1e6:10.0f}",
                flush=True,
            )
    return 0


def run(folder: Path, jobs: int) -> Cost:
    """Audit a folder; memory is the peak of all processes, and of the biggest."""
    command = [sys.executable, "-m", "gongkai.cli.main", "audit", str(folder)]
    command += ["--format", "json", "--jobs", str(jobs), "--output", f"{folder}.json"]
    used = _of_processors()
    started = time.perf_counter()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL)
    peak = biggest = 0
    while process.poll() is None:
        sizes = memory_of(process)
        peak, biggest = max(peak, sum(sizes)), max([biggest, *sizes])
        time.sleep(POLL_SECONDS)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"gongkai audit ended with {process.returncode}")
    seconds = time.perf_counter() - started
    return Cost(seconds, _of_processors() - used, peak, biggest)


def _of_processors() -> float:
    """Return the processor seconds of all programs run and ended so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def memory_of(process: psutil.Process) -> list[int]:
    """Return the memory that is each process's own: what they share is left out."""
    sizes = []
    for member in [process, *process.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            sizes.append(member.memory_full_info().uss)
    return sizes
