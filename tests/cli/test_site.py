"""``gongkai site verify``: every fault on a line with its word, and the exit code."""

import http.server
import threading
from functools import partial

import pytest

from gongkai.adapters.site.signing import Signer
from gongkai.adapters.site.writer import SiteWriter
from gongkai.cli.main import main

PAGES = {"index.html": b"home", "items/1.html": b"one", "items/2.html": b"two"}


@pytest.fixture
def tree(tmp_path):
    place = tmp_path / "site"
    with SiteWriter(place, Signer.at(tmp_path / "key.pem")) as writer:
        writer.publish(PAGES)
    return place


def test_a_tree_as_it_was_written_is_right(tree, capsys):
    assert main(["site", "verify", str(tree)]) == 0
    assert capsys.readouterr().out == "全部相符\n"


def test_every_fault_is_named_on_a_line_of_its_own(tree, capsys):
    (tree / "index.html").write_bytes(b"hacked")
    (tree / "items" / "1.html").unlink()
    (tree / "items" / "3.html").write_bytes(b"three")
    assert main(["site", "verify", str(tree)]) == 1
    told = capsys.readouterr()
    lines = [line.split("　")[:2] for line in told.out.splitlines()]
    assert lines == [["被改动", "index.html"], ["缺失", "items/1.html"], ["多出", "items/3.html"]]
    assert told.err.startswith("3 处不符")


def test_an_old_manifest_put_back_is_named(tree, capsys):
    log = tree.parent / "site-manifest" / "log.jsonl"
    old = log.read_bytes()
    with SiteWriter(tree, Signer.at(tree.parent / "key.pem")) as writer:
        writer.publish({"index.html": b"newer"})
    log.write_bytes(old)
    assert main(["site", "verify", str(tree)]) == 1
    assert capsys.readouterr().out.startswith("清单有误　site-manifest")


def test_what_readers_are_served_is_compared_too(tree, tmp_path, capsys):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            """Say nothing among the tests' own output."""

    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tree)))
    threading.Thread(target=served.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{served.server_port}"
    try:
        assert main(["site", "verify", str(tree), "--url", address]) == 0
        assert main(["site", "verify", str(tree), "--url", f"{address}/nowhere"]) == 1
    finally:
        served.shutdown()
        served.server_close()
    assert "状态 404" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(["/no/such/folder"], "没有这个目录"), (["{tree}", "--url", "localhost"], "不是网址")],
)
def test_wrong_use_is_said_in_one_line(tree, capsys, arguments, word):
    given = [one.format(tree=tree) for one in arguments]
    assert main(["site", "verify", *given]) == 2
    told = capsys.readouterr().err
    assert word in told
    assert told.count("\n") == 1
