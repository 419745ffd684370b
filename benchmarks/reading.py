"""Reports a second and how right they are read: every kind of file, and the peers, in one run."""

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peers import Cells, in_reading_order, pandas_tables, pdfplumber_tables
from gongkai.adapters.readers.read import read_file
from gongkai.core.audit.engine import examine
from gongkai.core.audit.profiles import profile
from tests.damage.copies import Copy
from tests.damage.recipes import clean_copy, damaged_copy
from tests.damage.sample import Sample

GOALS_MS = {"text": 5, "html": 10, "docx": 25, "xlsx": 50, "pdf": 300}
COUNTS = {"text": 150, "html": 80, "docx": 30, "xlsx": 20, "pdf": 20}


@dataclass
class Line:
    """One line of the result."""

    name: str
    seconds: float = 0.0
    reports: int = 0
    right: int = 0
    due: int = 0
    read: int = 0
    invented: int = 0
    damaged: "Line | None" = field(default=None)

    def judge(self, sample: Sample, given: Cells) -> None:
        """Compare what was given with what is printed; names, form and year are left aside."""
        self.reports += 1
        wrong = sum(sample.truth.get(name) != value for name, value in given.items())
        got = sum(given.get(name) == value for name, value in sample.figures.items())
        self.invented += wrong
        self.right += wrong == 0 and got == len(sample.figures)
        self.due += sum(value != 0 for value in sample.figures.values())
        self.read += sum(
            value != 0 and given.get(name) == value for name, value in sample.figures.items()
        )


Read = Callable[[bytes, Path, int], list[Cells]]


def ours(data: bytes, path: Path, year: int) -> list[Cells]:
    """Read with gongkai."""
    reports = read_file(path).reports
    return [
        {name: cell.value for name, cell in report.cells.items() if cell.value is not None}
        for report in reports
    ]


def ours_audited(data: bytes, path: Path, year: int) -> list[Cells]:
    """Read and audit with gongkai."""
    for report in read_file(path).reports:
        examine(report, profile())
    return []


def poured(data: bytes, path: Path, year: int) -> list[Cells]:
    """Read the text in order."""
    text = _decoded(data)
    return [in_reading_order(text, year)]


def by_pandas(data: bytes, path: Path, year: int) -> list[Cells]:
    """Read the page with pandas."""
    return [pandas_tables(_decoded(data), year)]


def by_pdfplumber(data: bytes, path: Path, year: int) -> list[Cells]:
    """Read the PDF with pdfplumber."""
    return [pdfplumber_tables(data, year)]


def _decoded(data: bytes) -> str:
    for encoding in (
        "utf-8-sig",
        "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030",
    ):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return re.sub(r"charset=[\w-]+", "charset=utf-8", text)
    return data.decode("gb18030", "replace")


READERS: tuple[tuple[str, str, Read], ...] = (
    ("text", "gongkai read", ours),
    ("text", "gongkai read + audit", ours_audited),
    ("text", "numbers in reading order", poured),
    ("html", "gongkai read", ours),
    ("html", "gongkai read + audit", ours_audited),
    ("html", "pandas.read_html by place", by_pandas),
    ("docx", "gongkai read", ours),
    ("docx", "gongkai read + audit", ours_audited),
    ("xlsx", "gongkai read", ours),
    ("xlsx", "gongkai read + audit", ours_audited),
    ("pdf", "gongkai read", ours),
    ("pdf", "gongkai read + audit", ours_audited),
    ("pdf", "pdfplumber in order", by_pdfplumber),
)


def measure(kind: str, read: Read, copies: list[Copy], folder: Path) -> Line:
    """Read every copy, once untimed to warm up, and judge what came out."""
    line = Line(kind)
    paths = []
    for number, copy in enumerate(copies):
        paths.append(folder / f"{number}-{copy.name}")
        paths[-1].write_bytes(copy.data)
    read(copies[0].data, paths[0], copies[0].samples[0].paper.year)
    for copy, path in zip(copies, paths, strict=True):
        year = copy.samples[0].paper.year
        started = time.process_time()
        found = read(copy.data, path, year)
        line.seconds += time.process_time() - started
        for number, sample in enumerate(copy.samples):
            line.judge(sample, found[number] if number < len(found) else {})
    return line


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks reading")
    parser.add_argument("--share", type=float, default=1.0, help="of the usual number of files")
    options = parser.parse_args(arguments)
    print("Reading: processor seconds of one core, clean copies; then accuracy on damaged copies")
    print(
        f"{'kind':5} {'reader':26} {'ms/report':>9} {'reports/s':>9} {'goal':>6}"
        f" {'clean right':>12} {'damaged right':>14} {'figures':>8} {'made up':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        corpora: dict[str, tuple[list[Copy], list[Copy]]] = {}
        for kind, name, read in READERS:
            if kind not in corpora:
                count = max(3, round(COUNTS[kind] * options.share))
                clean = [clean_copy(seed, kind) for seed in range(count)]
                damaged = [damaged_copy(seed, kind) for seed in range(count)]
                corpora[kind] = (clean, damaged)
            clean, damaged = corpora[kind]
            line = measure(kind, read, clean, Path(folder))
            judged = read is not ours_audited
            worse = measure(kind, read, damaged, Path(folder)) if judged else None
            _print(kind, name, line, worse)
    return 0


def _print(kind: str, name: str, line: Line, damaged: Line | None) -> None:
    milliseconds = 1000 * line.seconds / line.reports
    goal = f"{GOALS_MS[kind]} ms" if "audit" in name else ""
    print(f"{kind:5} {name:26} {milliseconds:9.1f} {1000 / milliseconds:9.1f} {goal:>6}", end="")
    if damaged is None:
        print()
        return
    print(
        f" {line.right / line.reports:12.1%} {damaged.right / damaged.reports:14.1%}"
        f" {damaged.read / max(1, damaged.due):8.1%} {line.invented + damaged.invented:8}"
    )
