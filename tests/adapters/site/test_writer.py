"""The public tree: all of a publication or none of it, and every byte accounted for."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.adapters.site import manifest
from gongkai.adapters.site.signing import Signer
from gongkai.adapters.site.verify import verify
from gongkai.adapters.site.writer import SiteBusyError, SitePathError, SiteWriter


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return tmp_path / "site"


def opened(tree: Path) -> SiteWriter:
    return SiteWriter(tree, Signer.at(tree.parent / "keys" / "site.pem"))


@pytest.fixture
def writer(tree: Path) -> Iterator[SiteWriter]:
    with opened(tree) as made:
        yield made


def faults(tree: Path) -> list[tuple[str, str]]:
    return [(found.fault.value, found.path) for found in verify(tree)]


def on_disk(tree: Path) -> dict[str, bytes]:
    return {str(p.relative_to(tree)): p.read_bytes() for p in tree.rglob("*") if p.is_file()}


def test_a_publication_writes_replaces_and_removes(tree: Path, writer: SiteWriter) -> None:
    writer.publish({"index.html": b"one", "a/1.html": b"a"})
    done = writer.publish({"index.html": b"two", "a/1.html": None, "a/2.html": b"b"})
    assert on_disk(tree) == {"index.html": b"two", "a/2.html": b"b"}
    assert (done.written, done.removed) == (("a/2.html", "index.html"), ("a/1.html",))
    assert faults(tree) == []


def test_what_is_as_it_should_be_is_not_written_again(tree: Path, writer: SiteWriter) -> None:
    writer.publish({"index.html": b"one"})
    before = (tree / "index.html").stat().st_mtime_ns
    assert writer.publish({"index.html": b"one"}).unchanged == 1
    assert (tree / "index.html").stat().st_mtime_ns == before
    assert len(log_lines(tree)) == 1


def test_a_file_that_was_lost_is_written_again(tree: Path, writer: SiteWriter) -> None:
    writer.publish({"index.html": b"one"})
    (tree / "index.html").unlink()
    assert writer.publish({"index.html": b"one"}).written == ("index.html",)
    assert faults(tree) == []


@pytest.mark.parametrize(
    "path", ["/etc/x", "../x", "a/../../x", ".hidden", "a/.git/x", "", "a//b", "a\\b"]
)
def test_a_path_out_of_the_tree_is_refused_and_nothing_is_written(
    tree: Path, writer: SiteWriter, path: str
) -> None:
    with pytest.raises(SitePathError):
        writer.publish({"ok.html": b"x", path: b"x"})
    assert on_disk(tree) == {}


def test_a_second_writer_is_kept_out(tree: Path) -> None:
    with opened(tree), pytest.raises(SiteBusyError):
        opened(tree)
    with opened(tree) as second:
        assert second.publish({"index.html": b"x"}).written == ("index.html",)


def test_the_key_can_be_read_by_its_owner_only(tree: Path) -> None:
    opened(tree).close()
    assert (tree.parent / "keys/site.pem").stat().st_mode & 0o777 == 0o600


pages = st.dictionaries(
    st.sampled_from([f"{d}/{i}.html" for d in ("a", "b/c") for i in range(6)] + ["index.html"]),
    st.one_of(st.none(), st.binary(max_size=8)),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(pages, max_size=8))
def test_any_run_of_publications_equals_a_rebuild(tmp_path_factory, runs) -> None:
    tree = tmp_path_factory.mktemp("run") / "site"
    expected: dict[str, bytes] = {}
    with opened(tree) as writer:
        for run in runs:
            writer.publish(run)
            expected.update({k: v for k, v in run.items() if v is not None})
            for path in [k for k, v in run.items() if v is None]:
                expected.pop(path, None)
        assert on_disk(tree) == expected
        again = writer.rebuild(expected.items())
    assert (again.written, again.removed) == ((), ())
    ever_written = any(content is not None for run in runs for content in run.values())
    assert faults(tree) == ([] if ever_written else [("manifest", str(tree))])


def test_a_rebuild_mends_and_clears(tree: Path, writer: SiteWriter) -> None:
    writer.publish({"a.html": b"a", "b.html": b"b"})
    (tree / "a.html").write_bytes(b"changed")
    done = writer.rebuild([("a.html", b"a"), ("c.html", b"c")])
    assert done.written == ("a.html", "c.html")
    assert done.removed == ("b.html",)
    assert faults(tree) == []


@pytest.fixture
def published(tree: Path) -> Path:
    with opened(tree) as writer:
        for number in range(5):
            writer.publish({"index.html": f"home {number}".encode(), f"a/{number}.html": b"page"})
    return tree


def test_each_fault_is_named(published: Path) -> None:
    (published / "a/1.html").write_bytes(b"pagE")
    (published / "a/2.html").unlink()
    (published / "a/evil.html").write_bytes(b"x")
    assert faults(published) == [
        ("altered", "a/1.html"),
        ("missing", "a/2.html"),
        ("extra", "a/evil.html"),
    ]


def log_lines(tree: Path) -> list[str]:
    return (manifest.folder(tree) / "log.jsonl").read_text("utf-8").splitlines(keepends=True)


def set_log(tree: Path, lines: list[str]) -> None:
    (manifest.folder(tree) / "log.jsonl").write_text("".join(lines), "utf-8")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: lines[:-1], "放回了旧清单"),
        (lambda lines: lines[:2] + lines[3:], "不相接"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "不相接"),
        (lambda lines: [*lines[:-1], lines[-1].replace("a/4", "a/9")], "签名不符"),
        (lambda lines: ["nonsense\n", *lines], "无法读出"),
    ],
    ids=["截去末尾", "删去一行", "调换顺序", "改动一行", "写坏一行"],
)
def test_a_manifest_that_was_touched_is_named(published: Path, change, words: str) -> None:
    set_log(published, change(log_lines(published)))
    (found,) = verify(published)
    assert found.fault == "manifest"
    assert words in found.detail


def test_a_replayed_tree_and_manifest_are_named(published: Path, tmp_path: Path) -> None:
    for name in ("site", "site-manifest"):
        shutil.copytree(published.parent / name, tmp_path / "old" / name)
    with opened(published) as writer:
        writer.publish({"index.html": b"newer"})
    for name in ("site", "site-manifest"):
        shutil.rmtree(published.parent / name)
        shutil.copytree(tmp_path / "old" / name, published.parent / name)
    (found,) = verify(published)
    assert "放回了旧清单" in found.detail


def test_a_manifest_signed_by_another_key_is_named(published: Path, tmp_path: Path) -> None:
    other = Signer.at(tmp_path / "other.pem")
    (found,) = verify(published, public_key=other.public_key())
    assert "签名不符" in found.detail


def test_a_half_written_last_line_is_no_line(published: Path) -> None:
    log = manifest.folder(published) / "log.jsonl"
    with log.open("ab") as file:
        file.write(b'{"body": {"sequ')
    assert faults(published) == []
    with opened(published) as writer:
        writer.publish({"index.html": b"after"})
    assert faults(published) == []


def test_a_checkpoint_restates_the_tree(published: Path) -> None:
    with opened(published) as writer:
        writer.checkpoint()
    last = json.loads(log_lines(published)[-1])
    assert last["body"]["whole"] is True
    assert faults(published) == []


WORKER = """
import sys, random
from pathlib import Path
from gongkai.adapters.site.signing import Signer
from gongkai.adapters.site.writer import SiteWriter
tree = Path(sys.argv[1])
writer = SiteWriter(tree, Signer.at(tree.parent / "keys/site.pem"))
start = len(writer.files)
print("ready", flush=True)
for number in range(start, 100000):
    pages = {f"a/{number}.html": b"p" * 4000, "index.html": str(number).encode() * 500}
    pages.update({f"list/{k}.html": f"{number}".encode() * 300 for k in range(5)})
    writer.publish(pages)
"""


@pytest.mark.slow
def test_a_killed_writer_leaves_all_of_a_publication_or_none(tree: Path) -> None:
    rng = random.Random(20261122)
    for _ in range(12):
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(tree)], stdout=subprocess.PIPE, text=True
        )
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        time.sleep(rng.uniform(0.005, 0.08))
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        worker.stdout.close()
        opened(tree).close()
        assert faults(tree) == []
        numbers = {int(p.stem) for p in (tree / "a").glob("*.html")}
        newest = (tree / "index.html").read_bytes()
        assert newest == str(max(numbers)).encode() * 500
        assert all(
            (tree / f"list/{k}.html").read_bytes() == str(max(numbers)).encode() * 300
            for k in range(5)
        )
