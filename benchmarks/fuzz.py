"""Read a great many mutated files: no crash, no hang, nothing made up.

python -m benchmarks fuzz [COUNT] [--from SEED] [--jobs N]; the full run is 100,000.
"""

import argparse
import multiprocessing
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from gongkai.adapters.readers.read import read_file
from tests.damage.mutations import mutant
from tests.damage.score import score_copy

LONGEST_SECONDS = 5.0
CHUNK = 250


class HungError(Exception):
    """Reading one file took longer than allowed."""


@dataclass
class Tally:
    """What a run met."""

    read: int = 0
    refused: int = 0
    crashed: list[str] = field(default_factory=list)
    hung: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    slowest: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add the counts of another run."""
        self.read += other.read
        self.refused += other.refused
        self.crashed += other.crashed
        self.hung += other.hung
        self.invented += other.invented
        self.slowest = max(self.slowest, other.slowest)
        self.kinds += other.kinds

    @property
    def is_clean(self) -> bool:
        """Return whether nothing went wrong."""
        return not (self.crashed or self.hung or self.invented)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise HungError inside the block once it has taken so many seconds of processor.

    Reading never waits for anything, so that time on the clock would only tell how busy the machine is.
    """

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise HungError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def fuzz(seeds: range, folder: Path) -> Tally:
    """Read the mutants of the seeds one by one."""
    tally = Tally()
    for seed in seeds:
        copy = mutant(seed)
        path = folder / f"{seeds.start}-{copy.name}"
        path.write_bytes(copy.data)
        tally.kinds[copy.recipe.split(",")[0].split(" seed")[0].split("[")[0][:24]] += 1
        started = time.process_time()
        try:
            with limited(LONGEST_SECONDS):
                document = read_file(path)
        except HungError:
            tally.hung.append(copy.recipe)
            continue
        except Exception:  # noqa: BLE001 - the fuzzer's purpose is to catch every one of them
            tally.crashed.append(f"{copy.recipe}: {traceback.format_exc(limit=-3)}")
            continue
        tally.slowest = max(tally.slowest, time.process_time() - started)
        tally.read += bool(document.reports)
        tally.refused += not document.reports
        if copy.samples:
            made_up = [f for f in score_copy(copy, document).faults if f.startswith("invented")]
            tally.invented += [f"{copy.recipe}: {made_up[:3]}"] if made_up else []
    return tally


def _chunk(arguments: tuple[int, int, str]) -> Tally:
    first, last, folder = arguments
    return fuzz(range(first, last), Path(folder))


def main(arguments: list[str]) -> int:
    """Run and print; 1 when anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks fuzz")
    parser.add_argument("count", type=int, nargs="?", default=2000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args(arguments)
    total = Tally()
    last = options.first + options.count
    started = time.perf_counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        multiprocessing.get_context("spawn").Pool(options.jobs) as pool,
    ):
        chunks = [
            (start, min(start + CHUNK, last), folder) for start in range(options.first, last, CHUNK)
        ]
        for done, tally in enumerate(pool.imap_unordered(_chunk, chunks), 1):
            total.add(tally)
            if sys.stderr.isatty() or done % 40 == 0:
                print(f"{done * CHUNK} of {options.count}", file=sys.stderr)
    print_tally(total, options.count, time.perf_counter() - started)
    return 0 if total.is_clean else 1


def print_tally(total: Tally, count: int, seconds: float) -> None:
    """Print what the run met."""
    print(
        f"{count} mutants in {seconds:.0f} s: reports read from {total.read}, none from {total.refused}"
    )
    print(f"crashed {len(total.crashed)}, hung {len(total.hung)}, made up {len(total.invented)}")
    print(
        f"slowest file {total.slowest:.2f} s of processor; kinds {dict(total.kinds.most_common(16))}"
    )
    for name in ("crashed", "hung", "invented"):
        for fault in getattr(total, name)[:12]:
            print(f"{name}: {fault}")
