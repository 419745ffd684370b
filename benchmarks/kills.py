"""Kill -9 of the worker at random moments of a publishing run.

``python -m benchmarks kills [COUNT]`` (default 20): a queue of publications waits; a worker that writes
pages is started again and again and killed after a random time, until it was killed so often. Then the
worker may finish. No page may be half written or missing, none extra, the manifest must be whole, and
no line of the manifest may write again what already stood there.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.county import grow, instance

COUNT = 20
DOCUMENTS_A_KILL = 1  # most workers are killed before they are through with one message
STEPS_A_LIFE = 4  # messages that the longest-lived worker may see through


def main(arguments: list[str]) -> int:
    """Kill, finish, compare; 1 when anything is wrong."""
    count = int(arguments[0]) if arguments else COUNT
    with instance() as (county, folder):
        from django.db import connections

        waiting = grow(county, max(40, count * DOCUMENTS_A_KILL))
        _queue(waiting)
        _ready()
        connections.close_all()
        tree = folder / "site"
        rng = random.Random(count)
        began = time.perf_counter()
        step = _one_step(tree)
        lives = [_short_life(tree, rng.uniform(0, STEPS_A_LIFE * step)) for _ in range(count)]
        half = _pending(tree)
        _whole_life(tree)
        took = time.perf_counter() - began
        wrong = _judged(tree, folder)
    killed = sum(lives)
    print(
        f"killed {killed} of {count} workers with {half} of {len(waiting)} messages open at the end, {took:.0f} s: "
        + (
            "; ".join(wrong)
            or "no page half written, missing, extra or written twice; the manifest is whole"
        )
    )
    return int(bool(wrong))


def _ready() -> None:
    """Import what a worker needs, so that its short life is spent at work."""
    from gongkai.adapters.site.signing import Signer
    from gongkai.jobs import handling
    from gongkai.web.portal import refreshing

    handling.node_handlers("publishing.published")
    refreshing.tree().render.not_found()
    Signer.at(Path(os.environ["GONGKAI_TEST_DATA"]) / "keys" / "site.pem")


def _queue(documents: list[int]) -> None:
    from django.db import transaction

    from gongkai.apps.outbox import actions as outbox
    from tests.apps.factories import AT

    with transaction.atomic():
        for key in documents:
            outbox.put(
                "publishing.published",
                stream=f"document:{key}",
                key=f"bench:{key}",
                at=AT,
                payload={"document": key},
            )


def _one_step(tree: Path) -> float:
    """Return how long a worker takes for its first message."""
    began = time.perf_counter()
    _whole_life(tree, steps=1)
    return time.perf_counter() - began


def _short_life(tree: Path, seconds: float) -> bool:
    """Fork a worker, kill it after ``seconds``; return whether it was at work when it was killed."""
    child = os.fork()
    if child == 0:
        _follow(tree)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _whole_life(tree: Path, *, steps: int | None = None) -> None:
    child = os.fork()
    if child == 0:
        _follow(tree, steps=steps)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError(f"the last worker ended with {status}")


def _follow(tree: Path, *, steps: int | None = None) -> None:
    """Follow the outbox to its end, one message at a time, so that a kill may come between any two."""
    from django.utils import timezone

    from gongkai.jobs import site_following

    site_following.COUNT = 1
    follower = site_following.SiteFollower(tree)
    first = not (tree.parent / "site-position.json").exists()
    if first:
        _begin_at_the_start(tree)
    done = 0
    while follower.step(at=timezone.now()):
        done += 1
        if done == steps:
            return


def _begin_at_the_start(tree: Path) -> None:
    """Let the first worker write every publication by itself rather than the whole tree at once."""
    from gongkai.adapters.site.position import Progress
    from gongkai.apps.outbox import queries as outbox

    first = outbox.first_message()
    Progress(tree).write({"last": first.pk, "key": first.key, "missing": [], "failed": [first.pk]})


def _pending(tree: Path) -> int:
    from django.db import connections

    from gongkai.apps.outbox import queries as outbox

    last = outbox.last_message()
    connections.close_all()
    place = tree.parent / "site-position.json"
    kept = json.loads(place.read_text("utf-8")) if place.exists() else {"last": 0}
    return int(last.pk) - int(kept["last"])


def _judged(tree: Path, folder: Path) -> list[str]:
    from benchmarks.tree import _differing, _writer
    from gongkai.adapters.site.verify import verify
    from gongkai.web.portal import refreshing

    wrong = [f"{one.path}: {one.detail}" for one in verify(tree)]
    whole: dict[str, Any] = {}
    for line in (tree.parent / "site-manifest" / "log.jsonl").read_text("utf-8").splitlines():
        files = json.loads(line)["body"]["files"]
        wrong += [
            f"{path} written twice"
            for path, found in files.items()
            if found and whole.get(path) == found
        ]
        whole |= files
    again = _writer(folder / "again" / "site")
    again.rebuild(refreshing.tree().whole())
    again.close()
    # The pages that no document touches are made with the first whole tree, which this run had none of.
    made = set(whole)
    wrong += [
        f"{path} is not as made anew"
        for path in _differing(tree, folder / "again" / "site")
        if path in made
    ]
    return wrong[:20]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
