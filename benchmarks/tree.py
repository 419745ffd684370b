"""The public tree: rebuilding, verifying and publishing into it as it grows; incremental against rebuilt.

``python -m benchmarks tree [COUNT …]`` (default 1000 10000): a column grows to each size; the whole tree
is made, verified, and twenty more documents are published into the column one by one.
``python -m benchmarks tree random [COUNT]`` (default 100): so many random publications, corrections and
withdrawals, each written by itself; then everything is made anew and compared byte for byte.
Processor time of this process, so that other work on the machine disturbs little.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.county import grow, instance

SIZES = (1_000, 10_000)
PUBLISHED = 20
LIMIT_RATIO = 1.3
LIMIT_REBUILD = 60  # seconds of processor for 100,000 pages
LIMIT_VERIFY = 10  # seconds for 100,000 files
PAGES = 100_000


def main(arguments: list[str]) -> int:
    """Measure growth, or compare after random changes."""
    if arguments[:1] == ["random"]:
        return compare(int(arguments[1]) if arguments[1:] else 100)
    return growth([int(one) for one in arguments] or list(SIZES))


def growth(sizes: list[int]) -> int:
    """Print one row a size; 1 when the cost of publishing grows or a limit is passed."""
    print(
        "| documents | files | rebuild cpu s | for 100,000 files | verify s | for 100,000 | files a publication | cpu ms |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    costs: list[tuple[float, float]] = []
    kept = True
    with instance() as (county, folder):
        for size in sizes:
            grow(county, size)
            kept &= _measure(county, folder, size, costs)
    files, times = zip(*costs, strict=True)
    print(
        f"largest to smallest: files {max(files) / min(files):.2f}, time {max(times) / min(times):.2f} (limit {LIMIT_RATIO})"
    )
    return (
        0
        if kept
        and max(files) / min(files) <= LIMIT_RATIO
        and max(times) / min(times) <= LIMIT_RATIO
        else 1
    )


def _measure(county: Any, folder: Path, size: int, costs: list[tuple[float, float]]) -> bool:
    from gongkai.adapters.site.verify import verify
    from gongkai.web.portal import refreshing

    place = folder / f"tree-{size}" / "site"
    writer, tree = _writer(place), refreshing.tree()
    rebuild, _ = timed(lambda: writer.rebuild(tree.whole()))
    files = len(writer.files)
    start = time.perf_counter()
    wrong = verify(place)
    verifying = time.perf_counter() - start
    spent, written = [], []
    for number in range(1, PUBLISHED + 1):
        (document,) = grow(county, size + number)
        cpu, done = timed(lambda d=document: writer.publish(tree.touched(d)))
        spent.append(cpu * 1000)
        written.append(len(done.written))
    writer.close()
    costs.append((sum(written) / PUBLISHED, sorted(spent)[PUBLISHED // 2]))
    print(
        f"| {size} | {files} | {rebuild:.1f} | {rebuild * PAGES / files:.1f} | {verifying:.2f} "
        f"| {verifying * PAGES / files:.1f} | {costs[-1][0]:.1f} | {costs[-1][1]:.1f} |",
        flush=True,
    )
    large = files >= PAGES
    return not wrong and not (
        large
        and (rebuild > LIMIT_REBUILD * files / PAGES or verifying > LIMIT_VERIFY * files / PAGES)
    )


def compare(count: int) -> int:
    """Change documents at random, each change written by itself; then make everything anew."""
    from_rng = random.Random(count)
    with instance() as (county, folder):
        from gongkai.adapters.site.verify import verify
        from gongkai.web.portal import refreshing
        from tests.web.portal.test_tree import correct, withdraw

        place = folder / "site"
        writer, tree = _writer(place), refreshing.tree()
        writer.rebuild(tree.whole())
        live: list[Any] = []
        acts = {"published": 0, "corrected": 0, "withdrawn": 0}
        for number in range(count):
            edition = (
                live.pop(from_rng.randrange(len(live)))
                if live and from_rng.random() < 0.4
                else None
            )
            if edition is None:
                acts["published"] += 1
                kind = from_rng.choice(["announcement", "news", "meeting"])
                edition = county.published(kind, title=f"第 {number} 号信息的名称")
                live.append(edition)
            elif from_rng.random() < 0.5:
                acts["corrected"] += 1
                live.append(correct(county, edition, f"第 {number} 次更正后的名称"))
            else:
                acts["withdrawn"] += 1
                withdraw(county, edition)
            writer.publish(tree.touched(edition.document_id))
        wrong = verify(place)
        again = writer.rebuild(tree.whole())
        writer.close()
        other = _writer(folder / "again" / "site")
        other.rebuild(tree.whole())
        other.close()
        differing = _differing(place, folder / "again" / "site")
    print(
        f"{count} changes ({acts}): a full rebuild changes {len(again.written) + len(again.removed)} files, "
        f"{len(differing)} differ from a tree made from nothing, {len(wrong)} are not as the manifest says"
    )
    return int(bool(wrong or differing or again.written or again.removed))


def _differing(one: Path, other: Path) -> list[str]:
    trees = [
        {
            path.relative_to(tree).as_posix(): path.read_bytes()
            for path in tree.rglob("*")
            if path.is_file()
        }
        for tree in (one, other)
    ]
    return sorted(
        path
        for path in trees[0].keys() | trees[1].keys()
        if trees[0].get(path) != trees[1].get(path)
    )


def _writer(place: Path) -> Any:
    from gongkai.adapters.site.signing import Signer
    from gongkai.adapters.site.writer import SiteWriter

    place.parent.mkdir(parents=True, exist_ok=True)
    return SiteWriter(place, Signer.at(place.parent / "key.pem"))


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the processor seconds of ``work`` and its result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
