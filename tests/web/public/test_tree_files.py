"""Serving the public tree: what is answered, under which conditions, and what is not."""

import gzip
import os

import pytest

from gongkai.web.public.tree_files import SMALL, TreeFiles

PAGE = "<p>青禾县</p>".encode() * 200


@pytest.fixture
def tree(tmp_path):
    root = tmp_path / "site"
    (root / "items").mkdir(parents=True)
    (root / "files").mkdir()
    (root / "empty").mkdir()
    (root / "index.html").write_bytes(PAGE)
    (root / "items" / "index.html").write_bytes(b"list")
    (root / "items" / "1.html").write_bytes(PAGE)
    (root / "files" / "ab.pdf").write_bytes(b"0123456789" * (SMALL // 10 + 5))
    (root / ".hidden").write_bytes(b"secret")
    (tmp_path / "outside.html").write_bytes(b"outside")
    return root


class Answer:
    def __init__(self, server, path, method="GET", **headers):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        told = {}

        def start(status, sent):
            told["status"], told["headers"] = status, sent

        self.body = b"".join(server(environ, start))
        self.status = int(told["status"][:3])
        self.headers = dict(told["headers"])


@pytest.fixture
def get(tree):
    def application(environ, start):
        start("404 Not Found", [("X-From", "application")])
        return [b"application"]

    server = TreeFiles(application, tree, headers={"Content-Security-Policy": "default-src 'none'"})
    return lambda path, method="GET", **headers: Answer(server, path, method, **headers)


def test_a_page_is_answered_with_its_type_and_its_conditions(get):
    answer = get("/items/1.html")
    assert (answer.status, answer.body) == (200, PAGE)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Length"] == str(len(PAGE))
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Last-Modified"].endswith("GMT")


def test_a_folder_is_answered_with_its_index_page_and_never_listed(get):
    assert get("/").body == PAGE
    assert get("/items/").body == b"list"
    assert get("/empty/").body == b"application"
    assert get("/empty").body == b"application"


@pytest.mark.parametrize(
    ("asked", "sent_to"), [("/items", "/items/"), ("/items/index.html", "/items/")]
)
def test_a_page_has_one_address(get, asked, sent_to):
    answer = get(asked)
    assert (answer.status, answer.headers["Location"]) == (301, sent_to)


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.html",
        "/items/../../outside.html",
        "/.hidden",
        "//etc/passwd",
        "/items\\1.html",
        "/items/1.html\0",
        "/\xff\xfe",
        "items/1.html",
        "/missing.html",
    ],
)
def test_what_is_not_a_file_of_the_tree_goes_to_the_application(get, path):
    assert get(path).headers["X-From"] == "application"


def test_other_methods_go_to_the_application(get):
    assert get("/items/1.html", "POST").headers["X-From"] == "application"


def test_head_tells_the_same_without_the_page(get):
    for path in ("/items/1.html", "/files/ab.pdf"):
        head, page = get(path, "HEAD"), get(path)
        assert (head.status, head.body) == (200, b"")
        assert head.headers == page.headers


@pytest.mark.parametrize("path", ["/items/1.html", "/files/ab.pdf"])
def test_who_has_it_already_is_told_so(get, path):
    first = get(path)
    etag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    for known in (
        {"if_none_match": etag},
        {"if_none_match": f'"other", W/{etag}'},
        {"if_none_match": "*"},
        {"if_modified_since": changed},
        {"if_modified_since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ):
        answer = get(path, **known)
        assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", etag)
    for unknown in (
        {"if_none_match": '"other"'},
        {"if_none_match": '"other"', "if_modified_since": changed},
        {"if_modified_since": "Thu, 01 Jan 1998 00:00:00 GMT"},
        {"if_modified_since": "昨天"},
    ):
        assert get(path, **unknown).status == 200


def test_a_changed_file_is_seen_at_the_next_request(get, tree):
    before = get("/items/1.html")
    new = tree / "new"
    new.write_bytes(PAGE.replace("青".encode(), "清".encode()))
    new.replace(tree / "items" / "1.html")
    after = get("/items/1.html", if_none_match=before.headers["ETag"])
    assert after.status == 200
    assert after.body == PAGE.replace("青".encode(), "清".encode())
    os.unlink(tree / "items" / "1.html")
    assert get("/items/1.html").headers["X-From"] == "application"


def test_text_is_packed_for_who_unpacks_it(get):
    answer = get("/items/1.html", accept_encoding="br, gzip;q=0.8")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == PAGE
    assert answer.headers["ETag"].endswith('-gz"')
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in get("/items/1.html", accept_encoding="gzip;q=0").headers
    assert get("/items/1.html").headers["Vary"] == "Accept-Encoding"


def test_files_named_by_their_content_are_kept_for_good(get):
    assert "immutable" in get("/files/ab.pdf").headers["Cache-Control"]
    assert get("/files/ab.pdf").headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("path", ["/items/1.html", "/files/ab.pdf"])
@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=5-", 5, None),
        ("bytes=-7", -7, None),
        ("bytes=3-999999999", 3, None),
    ],
)
def test_a_part_is_answered_with_that_part(get, path, asked, first, last):
    whole = get(path).body
    answer = get(path, range=asked)
    expected = whole[first:] if last is None else whole[first : last + 1]
    assert (answer.status, answer.body) == (206, expected)
    begin = first if first >= 0 else len(whole) + first
    span = f"bytes {begin}-{begin + len(expected) - 1}/{len(whole)}"
    assert answer.headers["Content-Range"] == span
    assert answer.headers["Content-Length"] == str(len(expected))


@pytest.mark.parametrize("path", ["/items/1.html", "/files/ab.pdf"])
def test_a_part_beyond_the_end_is_refused_and_several_parts_give_the_whole(get, path):
    size = len(get(path).body)
    refused = get(path, range=f"bytes={size}-")
    assert (refused.status, refused.headers["Content-Range"]) == (416, f"bytes */{size}")
    assert get(path, range="bytes=0-1,5-6").status == 200
    assert get(path, range="lines=0-1").status == 200
    assert get(path, range="bytes=0-1", if_range='"older"').status == 200
