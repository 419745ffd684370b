"""Serving the public tree: ways to do it, side by side, by processor time of the server.

``python -m benchmarks serving [REQUESTS]``. Each way runs in one granian process over the same
folder of 2,000 pages; a client on one connection asks for pages in a fixed order. Processor time
is counted, so that other work on the machine disturbs little. Starlette and nginx are measured when
they are installed. The last rows make a page for every request: from values at hand, and as Django
does with its middleware and queries.
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

PAGES = 2000
REQUESTS = 6000
HERE = "benchmarks.serving"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
NGINX_SHARE = 0.9
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Way:
    """One way of serving: its name, its application here; with a prefix granian itself serves."""

    name: str
    target: str
    interface: str = "wsgi"
    prefix: str = ""


WAYS = (
    Way("ours (TreeFiles)", "ours"),
    Way("WhiteNoise, looked up once", "whitenoise_fixed"),
    Way("WhiteNoise, autorefresh", "whitenoise_fresh"),
    Way("Starlette StaticFiles", "starlette_files", "asgi"),
    Way("granian's own mount", "nothing", prefix="/mount"),
    Way("nginx on a plain folder", "plain", "nginx"),
    Way("nginx by our sample", "sample", "nginx"),
    Way("rendered for each request", "rendered"),
    Way("rendered by Django with its queries", "dynamic"),
)
SLOW = ("rendered", "dynamic")


def page(number: int) -> bytes:
    """Return a page of the size of a usual document."""
    line = f"<p>第{number}条　县人民政府统一领导，有关部门按照职责分工做好相关工作。</p>\n"
    return f"<!doctype html><html lang=zh-CN><title>{number}</title>{line * 120}".encode()


def _root() -> Path:
    return Path(os.environ["BENCHMARK_TREE"])


def _nothing(environ, start):
    start("404 Not Found", [])
    return []


def ours():
    """Return our own server of the tree."""
    from gongkai.web.public.tree_files import TreeFiles

    return TreeFiles(_nothing, _root())


def whitenoise_fixed():
    """Return WhiteNoise as it is meant for production: files known at start."""
    from whitenoise import WhiteNoise

    return WhiteNoise(_nothing, root=_root(), index_file=True)


def whitenoise_fresh():
    """Return WhiteNoise that looks for the file at every request."""
    from whitenoise import WhiteNoise

    return WhiteNoise(_nothing, root=_root(), index_file=True, autorefresh=True)


def starlette_files():
    """Return Starlette's static files."""
    from starlette.staticfiles import StaticFiles

    return StaticFiles(directory=_root(), html=True)


def nothing():
    """Return an application that answers nothing: granian's mount answers."""
    return _nothing


def rendered():
    """Return an application that renders a document's page each time, its values at hand."""
    from gongkai.web.portal.model import Column, Item, SiteIdentity
    from gongkai.web.portal.rendering import Renderer

    render = Renderer(SiteIdentity("县政府", "http://127.0.0.1", "9901210001", "县政府", "办公室"))
    moment = datetime(2026, 11, 20, tzinfo=UTC)

    def answer(environ, start):
        number = int("".join(filter(str.isdigit, environ["PATH_INFO"])) or 0)
        shown = Item(
            document=number, edition=1, number=1, kind="policy_document", kind_label="政策文件",
            family="document", title="通知", html=page(number).decode(), summary="", keywords=(),
            index_number="", document_number="", issuer="县政府", joint_issuers=(),
            body_name="县政府", body_slug="government", theme="", genre="", item_label="",
            written_on=None, effective_on=None, expires_on=None, published_at=moment, source="",
            column=Column("news", "动态", "news"),
        )  # fmt: skip
        start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [render.item(shown)]

    return answer


def dynamic():
    """Return Django answering with a page made for the request, from a database of 200 documents."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.serving_dynamic"
    return application


def main(arguments: list[str]) -> int:
    """Print one row for each way, then what is asked of them."""
    from benchmarks.county import grow, instance
    from benchmarks.serving_dynamic import DOCUMENTS

    with instance() as (county, _):
        grow(county, DOCUMENTS)
        return _measure_all(arguments)


def _measure_all(arguments: list[str]) -> int:
    requests = int(arguments[0]) if arguments else REQUESTS
    found: dict[str, tuple[float, float, bool, bool, bool]] = {}
    with tempfile.TemporaryDirectory() as place:
        tree = Path(place) / "site"
        tree.mkdir()
        for number in range(PAGES):
            (tree / f"{number}.html").write_bytes(page(number))
        print(
            "| way | processor ms a request | requests a second | ETag | 304 | new file seen | of ours |"
        )
        print("| --- | ---: | ---: | --- | --- | --- | ---: |")
        for way in WAYS:
            missing = _missing(way)
            if missing:
                print(f"| {way.name} | {missing} is not installed | | | | | |")
                continue
            row = _measure(way, tree, requests // 20 if way.target in SLOW else requests)
            found[way.target] = row
            spent, rate, etag, unchanged, fresh = row
            marks = " | ".join("yes" if one else "no" for one in (etag, unchanged, fresh))
            print(
                f"| {way.name} | {spent:.3f} | {rate:.0f} | {marks} | {spent / found['ours'][0]:.2f} |",
                flush=True,
            )
    return _judged(found)


def _missing(way: Way) -> str:
    if way.target.startswith("starlette") and find_spec("starlette") is None:
        return "starlette"
    return "nginx" if way.interface == "nginx" and NGINX is None else ""


def _judged(found: dict[str, tuple[float, float, bool, bool, bool]]) -> int:
    """Print what the issue asks for; 1 when nginx by our sample is slower than it may be."""
    dearer = found["dynamic"][0] / found["ours"][0]
    print(
        f"a page rendered by Django costs {dearer:.0f} times as much as one served by the default server (goal 50)"
    )
    if "sample" not in found:
        return 0
    share = found["plain"][0] / found["sample"][0]
    print(f"nginx by our sample does {share:.2f} of what it does on a plain folder (goal 0.9)")
    return int(share < NGINX_SHARE)


def _nginx(way: Way, tree: Path, port: int) -> list[str]:
    """Return the command of an nginx with one process: a bare configuration, or our sample."""
    from tests.deploy.test_nginx import configured

    folder = tree.parent
    main = configured(folder, port)
    if way.target == "plain":
        text = main.read_text("utf-8").partition(f"include {folder}/gongkai.conf;")
        server = f"access_log {folder}/access.log; types {{ text/html html; }} server {{ listen 127.0.0.1:{port}; root {tree}; }}"
        main.write_text(text[0] + server + text[2], "utf-8")
    return [str(NGINX), "-c", str(main)]


def _measure(way: Way, tree: Path, requests: int) -> tuple[float, float, bool, bool, bool]:
    port = _free_port()
    command = [
        shutil.which("granian", path=f"{Path(sys.executable).parent}") or "granian",
        f"{HERE}:{way.target}", "--factory", "--interface", way.interface, "--port", str(port),
        "--no-ws", "--log-level", "error",
    ]  # fmt: skip
    if way.interface == "nginx":
        command = _nginx(way, tree, port)
    if way.prefix:
        command += ["--static-path-route", way.prefix, "--static-path-mount", str(tree)]
    environment = {**os.environ, "BENCHMARK_TREE": str(tree)}
    server = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        connection = _connected(port)
        _ask(connection, way.prefix, requests // 5)
        before, since = _spent(server.pid), time.perf_counter()
        _ask(connection, way.prefix, requests)
        took, spent = time.perf_counter() - since, _spent(server.pid) - before
        marks = _conditions(connection, way.prefix, tree)
        connection.close()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
    return spent * 1000 / requests, requests / took, *marks


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _connected(port: int) -> http.client.HTTPConnection:
    patient_until = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/0.html")
            connection.getresponse().read()
        except OSError:
            connection.close()
            if time.monotonic() > patient_until:
                raise
            time.sleep(0.1)
        else:
            return connection


def _ask(connection: http.client.HTTPConnection, prefix: str, requests: int) -> None:
    for number in range(requests):
        connection.request("GET", f"{prefix}/{number * 7 % PAGES}.html")
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != http.HTTPStatus.OK or not content.startswith(b"<!doctype"):
            raise RuntimeError(f"{answer.status}: {content[:80]!r}")


def _conditions(
    connection: http.client.HTTPConnection, prefix: str, tree: Path
) -> tuple[bool, bool, bool]:
    """Return whether it sends an ETag, answers 304 to it, and serves a file made just now."""
    connection.request("GET", f"{prefix}/1.html")
    answer = connection.getresponse()
    answer.read()
    etag = answer.headers.get("ETag")
    known = {
        "If-None-Match": etag or "",
        "If-Modified-Since": answer.headers.get("Last-Modified") or "",
    }
    connection.request(
        "GET", f"{prefix}/1.html", headers={name: told for name, told in known.items() if told}
    )
    again = connection.getresponse()
    again.read()
    new = tree / "new.html"
    new.write_bytes(page(1))
    connection.request("GET", f"{prefix}/new.html")
    fresh = connection.getresponse()
    fresh.read()
    new.unlink()
    return (
        etag is not None,
        again.status == http.HTTPStatus.NOT_MODIFIED,
        fresh.status == http.HTTPStatus.OK,
    )


def _spent(leader: int) -> float:
    """Return the processor seconds that a process and its children have used so far."""
    total = 0
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = place.read_text("ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(parts[2]) == leader:
            total += int(parts[11]) + int(parts[12])
    return total / TICKS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
