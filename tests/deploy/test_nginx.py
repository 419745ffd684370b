"""nginx serves a whole public tree by the sample, with the application and the database stopped."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from gongkai.adapters.site.access_log import read_log
from gongkai.adapters.site.signing import Signer
from gongkai.adapters.site.verify import verify
from gongkai.adapters.site.writer import SiteWriter

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(
    NGINX is None, reason="nginx is not installed: apt-get install nginx-light"
)
PAGES = {
    "index.html": "<h1>首页</h1>".encode() * 200,
    "404.html": "<h1>没有找到这个页面</h1>".encode(),
    "items/000/1.html": "<h1>公告</h1>".encode(),
    "items/000/1.json": b"{}\n",
    "columns/news/index.html": "<h1>动态</h1>".encode(),
    "feed.atom": b"<feed/>\n",
    "files/ab/abcd.pdf": b"%PDF-1.7\n",
    "assets/portal.css": b"body{}" * 400,
}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def configured(folder: Path, port: int) -> Path:
    """Fill the sample in and return nginx's main file."""
    told = (DEPLOY / "nginx.conf").read_text("utf-8")
    values = {
        "@DATA@": str(folder), "@PORT@": str(_free_port()), "@LISTEN@": f"127.0.0.1:{port}",
        "@HOST@": "_", "@DEPLOY@": str(DEPLOY),
    }  # fmt: skip
    for name, value in values.items():
        told = told.replace(name, value)
    assert set(re.findall("@[A-Z]+@", told)) == {"@NAME@"}
    (folder / "gongkai.conf").write_text(told, "utf-8")
    (folder / "redirects.map").write_text('"/art/101.html" /items/000/1.html;\n', "utf-8")
    main = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    paths = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main.write_text(
        f"{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;"
        f"events {{}} http {{ {paths} include {folder}/gongkai.conf; }}",
        "utf-8",
    )
    return main


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    with SiteWriter(folder / "site", Signer.at(folder / "key.pem")) as writer:
        writer.publish(PAGES)
    port = _free_port()
    main = configured(folder, port)
    tested = subprocess.run([NGINX, "-t", "-c", main], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    server = subprocess.Popen([NGINX, "-c", main], stderr=subprocess.DEVNULL)
    try:
        patient_until = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert time.monotonic() < patient_until
                time.sleep(0.05)
        yield folder, port
    finally:
        server.terminate()
        server.wait(timeout=30)


def ask(
    port: int, path: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(
            method, path, headers={name.replace("_", "-"): told for name, told in headers.items()}
        )
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_every_published_file_is_served_as_the_manifest_says(served):
    folder, port = served
    assert verify(folder / "site", url=f"http://127.0.0.1:{port}") == []


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"), ("/columns/news/", "text/html; charset=utf-8"),
        ("/items/000/1.json", "application/json"), ("/feed.atom", "application/atom+xml"),
        ("/files/ab/abcd.pdf", "application/pdf"), ("/assets/portal.css", "text/css; charset=utf-8"),
    ],
)  # fmt: skip
def test_each_kind_has_its_type_and_the_headers_of_safety(served, path, kind):
    answer, _ = ask(served[1], path)
    assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (
        200,
        kind.partition(";")[0],
    )
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["ETag"]


def test_who_has_the_page_gets_no_second_copy_and_large_ones_are_packed(served):
    answer, whole = ask(served[1], "/")
    again, nothing = ask(served[1], "/", If_None_Match=answer.headers["ETag"])
    assert (again.status, nothing) == (304, b"")
    packed, content = ask(served[1], "/", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(content) == whole == PAGES["index.html"]


def test_a_page_replaced_is_seen_at_the_next_request(served):
    folder, port = served
    ask(port, "/items/000/1.html")
    with SiteWriter(folder / "site", Signer.at(folder / "key.pem")) as writer:
        writer.publish({"items/000/1.html": b"new"})
        assert ask(port, "/items/000/1.html")[1] == b"new"
        writer.publish({"items/000/1.html": PAGES["items/000/1.html"]})


def test_an_old_address_leads_to_the_new_page(served):
    answer, _ = ask(served[1], "/art/101.html")
    assert answer.status == 301
    assert answer.headers["Location"].endswith("/items/000/1.html")


def test_what_needs_the_application_says_so_in_our_own_page_while_it_is_stopped(served):
    for path in ("/search?q=1", "/office/", "/no/such/page"):
        answer, content = ask(served[1], path)
        assert answer.status == 502, path
        assert content == PAGES["404.html"]


def test_nothing_outside_the_tree_is_served(served):
    for path in ("/../key.pem", "/%2e%2e/key.pem", "/items/../../key.pem", "/.site.lock"):
        answer, content = ask(served[1], path)
        assert answer.status in (400, 502), path
        assert b"PRIVATE" not in content


def test_the_log_of_visits_holds_no_address_of_a_reader(served):
    folder, port = served
    ask(port, "/columns/news/?name=somebody")
    log = folder / "visits.log"
    patient_until = time.monotonic() + 30
    while "/columns/news/" not in log.read_text("utf-8"):  # written after the answer is sent
        assert time.monotonic() < patient_until
        time.sleep(0.02)
    told = log.read_text("utf-8")
    pages = {(one.path, one.status) for one in read_log(log) if one is not None}
    assert ("/columns/news/index.html", 200) in pages
    assert "127.0.0.1" not in told
    assert "somebody" not in told
