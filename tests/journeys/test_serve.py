"""``make serve`` from an empty folder: the contract of the running system, from outside."""

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.parse
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gongkai.cli.main import main
from gongkai.core.publishing.kinds import kinds
from gongkai.core.publishing.lifecycle import lifecycle
from gongkai.core.publishing.vocabularies import vocabulary

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PATIENCE = 900  # seconds; a machine that runs other tests beside it is slow
PRESCRIBED = ("SiteName", "SiteDomain", "SiteIDCode")


class Instance:
    """One ``make serve`` in a process group of its own."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        self.start()

    def start(self) -> None:
        """Start it, for the first time or again."""
        self.lines: list[str] = []
        environment = {**os.environ, "DATA": str(self.data), "PORT": str(self.port), "CI": "1"}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        environment.pop("GONGKAI_SECRET_KEY", None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gongkai.project.serve"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def until_ready(self) -> str:
        """Read what it prints up to the line that says ready."""
        guard = threading.Timer(PATIENCE, self.kill)
        guard.start()
        try:
            for line in self.process.stdout:
                self.lines.append(line.rstrip("\n"))
                if line.startswith("ready "):
                    return line.split()[1]
        finally:
            guard.cancel()
        raise AssertionError("\n".join(self.lines))

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def stop(self) -> int:
        os.killpg(self.process.pid, signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    data = tmp_path_factory.mktemp("serve") / "demo"
    running = Instance(data, _free_port())
    assert running.until_ready() == f"http://127.0.0.1:{running.port}/"
    yield running
    if running.process.poll() is None:
        running.stop()


class Page(HTMLParser):
    """Counts what every page must have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.metas: set[str] = set()
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.tags.append(tag)
        if tag == "html":
            self.language = told.get("lang", "")
        if tag == "meta" and told.get("content"):
            self.metas.add(told.get("name", ""))


def _listed(instance, path="/sitemap.xml"):
    answer, content = instance.get(path)
    assert answer.status == 200, path
    for address in re.findall("<loc>(.*?)</loc>", content.decode()):
        place = urllib.parse.urlsplit(address).path
        if place.endswith(".xml"):
            yield from _listed(instance, place)
        else:
            yield place


def test_health_is_well_and_users_are_told(instance):
    answer, content = instance.get("/healthz")
    told = json.loads(content)
    assert (answer.status, told["status"], told["database"]) == (200, "ok", "ok")
    assert set(told["outbox"]) == {"pending", "oldest_seconds"}
    assert told["search"]["documents"] > 300
    users = json.loads((instance.data / "demo-users.json").read_text("utf-8"))
    assert {one["role"] for one in users} >= {"drafter", "first_reviewer", "administrator"}
    printed = "\n".join(instance.lines)
    assert all(one["username"] in printed and one["password"] in printed for one in users)


def test_the_demo_has_every_kind_and_something_in_every_state(instance):
    with contextlib.closing(sqlite3.connect(instance.data / "gongkai.sqlite3")) as database:
        states = {row[0] for row in database.execute("SELECT state FROM publishing_edition")}
        found = {row[0] for row in database.execute("SELECT kind FROM publishing_edition")}
        asides = database.execute("SELECT count(*) FROM publishing_setaside").fetchone()[0]
        alarms = database.execute(
            "SELECT count(*) FROM publishing_edition WHERE release_alarm <> ''"
        ).fetchone()[0]
        validities = {
            row[0] for row in database.execute("SELECT validity FROM publishing_document")
        }
    assert states == set(lifecycle().states)
    assert found == set(kinds())
    assert validities >= set(vocabulary("validity"))
    assert asides
    assert alarms


def test_every_listed_page_is_whole(instance):
    paths = list(_listed(instance))
    assert len(paths) > 300
    assert len(set(paths)) == len(paths)
    for path in paths:
        answer, content = instance.get(path)
        assert answer.status == 200, path
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8", path
        assert answer.headers["Content-Security-Policy"], path
        page = Page(content.decode())
        assert page.language == "zh-CN", path
        counts = [page.tags.count(tag) for tag in ("h1", "main", "title")]
        assert counts == [1, 1, 1], path
        assert page.metas >= set(PRESCRIBED), path


def test_a_reader_who_has_the_page_gets_no_second_copy(instance):
    answer, _ = instance.get("/")
    again, content = instance.get("/", **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status, content) == (304, b"")


def test_an_unknown_path_gets_a_page_in_the_frame(instance):
    answer, content = instance.get("/no/such/page")
    assert answer.status == 404
    assert "没有找到这个页面" in content.decode()


def test_a_body_over_the_limit_is_refused(instance):
    connection = http.client.HTTPConnection("127.0.0.1", instance.port, timeout=60)
    connection.putrequest("POST", "/office/login/")
    connection.putheader("Content-Length", str(500 * 1024 * 1024))
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413
    assert "提交的内容过大" in answer.read().decode()
    connection.close()


def test_the_files_are_as_the_manifest_says_on_disk_and_as_served(instance, capsys):
    site = str(instance.data / "site")
    address = f"http://127.0.0.1:{instance.port}"
    assert main(["site", "verify", site, "--url", address]) == 0
    assert capsys.readouterr().out == "全部相符\n"


def test_every_role_signs_in(instance):
    for one in json.loads((instance.data / "demo-users.json").read_text("utf-8")):
        answer = _sign_in(instance, one["username"], one["password"])
        assert answer.status == 302, one
        assert answer.headers["Location"].startswith("/office/"), one
        assert not answer.headers["Location"].startswith("/office/login/?"), one
    assert _sign_in(instance, "drafter", "not the password").status == 200


def _sign_in(instance, username, password):
    page, content = instance.get("/office/login/")
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', content.decode()).group(1)
    form = {"username": username, "password": password, "csrfmiddlewaretoken": token}
    connection = http.client.HTTPConnection("127.0.0.1", instance.port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    connection.request("POST", "/office/login/", urllib.parse.urlencode(form), headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_a_taken_port_is_said_in_one_line(instance, tmp_path):
    environment = {**os.environ, "DATA": str(tmp_path), "PORT": str(instance.port), "CI": "1"}
    command = [sys.executable, "-m", "gongkai.project.serve"]
    second = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert second.stderr.startswith(f"端口 {instance.port} 不能使用")
    assert second.stderr.count("\n") == 1


def test_it_stops_when_asked_and_starts_again_after_being_killed(instance):
    assert instance.stop() == 0
    again = Instance(instance.data, instance.port)
    again.until_ready()
    again.kill()
    again.process.wait()
    again.process.stdout.close()
    third = Instance(instance.data, instance.port)
    third.until_ready()
    assert main(["site", "verify", str(instance.data / "site")]) == 0
    assert third.stop() == 0
    # The other tests, in whatever order, find it running.
    instance.start()
    instance.until_ready()
