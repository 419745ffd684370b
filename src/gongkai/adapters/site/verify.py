"""Verifying the public tree (核验): each altered, missing, extra or replayed file is named."""

from __future__ import annotations

import enum
import hashlib
import http.client
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from gongkai.adapters.site import manifest
from gongkai.adapters.site.manifest import Entry, ManifestError

TIMEOUT_SECONDS = 10


class Fault(enum.StrEnum):
    """What is wrong with a file."""

    ALTERED = "altered"
    MISSING = "missing"
    EXTRA = "extra"
    MANIFEST = "manifest"

    @property
    def label(self) -> str:
        """Return the Chinese word for the fault."""
        return {"altered": "被改动", "missing": "缺失", "extra": "多出", "manifest": "清单有误"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One file that is not as the manifest says."""

    fault: Fault
    path: str
    detail: str


def verify(
    tree: Path, *, public_key: str | None = None, url: str | None = None
) -> list[Discrepancy]:
    """Compare the tree on disk, and with ``url`` also what readers are served, with the manifest."""
    try:
        state = manifest.load(tree, public_key=public_key)
    except ManifestError as error:
        return [Discrepancy(Fault.MANIFEST, str(manifest.folder(tree).name), str(error))]
    if not state.head.sequence:
        return [Discrepancy(Fault.MANIFEST, str(tree), "没有清单：此处不是本系统写出的站点。")]
    found = [*_on_disk(tree, state.files)]
    if url is not None:
        found.extend(_served(url, state.files))
    return found


def _on_disk(tree: Path, files: dict[str, Entry]) -> Iterator[Discrepancy]:
    present = set(_walk(tree))
    for path, expected in sorted(files.items()):
        if path not in present:
            yield Discrepancy(Fault.MISSING, path, f"应有 {expected.size} 字节，文件不在。")
            continue
        content = (tree / path).read_bytes()
        met = hashlib.sha256(content).hexdigest()
        if met != expected.sha256:
            yield Discrepancy(Fault.ALTERED, path, _difference(expected, met, len(content)))
    for path in sorted(present - files.keys()):
        yield Discrepancy(Fault.EXTRA, path, "清单里没有这个文件。")


def _walk(tree: Path) -> Iterator[str]:
    root = str(tree)
    for folder, _, names in os.walk(root):
        inside = os.path.relpath(folder, root)
        for name in names:
            yield name if inside == "." else f"{inside}/{name}"


def _difference(expected: Entry, met: str, size: int) -> str:
    return (
        f"应为 SHA-256 {expected.sha256[:12]}…（{expected.size} 字节），"
        f"现为 {met[:12]}…（{size} 字节）。"
    )


def _served(url: str, files: dict[str, Entry]) -> list[Discrepancy]:
    with ThreadPoolExecutor(max_workers=4) as pool:
        answers = pool.map(lambda item: _fetch(url, *item), sorted(files.items()))
        return [answer for answer in answers if answer is not None]


def _fetch(url: str, path: str, expected: Entry) -> Discrepancy | None:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", f"{parts.path.rstrip('/')}/{quote(address(path))}")
        answer = connection.getresponse()
        content = answer.read()
    except OSError as error:
        return Discrepancy(Fault.MISSING, path, f"从网址取不到：{error}。")
    finally:
        connection.close()
    if answer.status != http.HTTPStatus.OK:
        return Discrepancy(Fault.MISSING, path, f"从网址取得状态 {answer.status}。")
    met = hashlib.sha256(content).hexdigest()
    if met != expected.sha256:
        return Discrepancy(
            Fault.ALTERED,
            path,
            "从网址取得的内容与清单不符。" + _difference(expected, met, len(content)),
        )
    return None


def address(path: str) -> str:
    """Return the address under which a file of the tree is served: a folder for its index page."""
    return (
        path.removesuffix("index.html")
        if path.endswith("/index.html") or path == "index.html"
        else path
    )
