"""The package to hand over (移交包): a ZIP with volume, original papers, metadata and digests.

The layout is our own; whether an archive asks for another is to be settled with it.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from xml.etree import ElementTree

from gongkai.adapters.attachments.contents import UnreadableError, opened
from gongkai.adapters.case_file.papers import Cover, IndexLine
from gongkai.adapters.case_file.volume import Volume
from gongkai.adapters.writers.fixed_zip import EPOCH

SCHEMA = "gongkai.case-file/1"
MANIFEST = "manifest.json"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def write_transfer(
    cover: Cover, volume: Volume, *, events: Sequence[tuple[str, str]] = ()
) -> bytes:
    """Return the package; the same case gives the same bytes.

    ``events`` are days and what happened then, in the order they are to be kept.
    """
    files: dict[str, bytes] = {"volume.pdf": volume.content}
    names: dict[int, str] = {}
    for line in volume.index:
        names[line.number] = _name(line)
        files[names[line.number]] = line.paper.content
    described = _described(cover, volume, names, events)
    files["metadata.json"] = _json(described)
    files["metadata.xml"] = _xml(described)
    files[MANIFEST] = _json(
        {
            "schema": SCHEMA,
            "algorithm": "sha256",
            "files": [
                {"path": path, "size": len(content), "digest": hashlib.sha256(content).hexdigest()}
                for path, content in files.items()
            ],
        }
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return stream.getvalue()


def faults(package: bytes) -> tuple[str, ...]:
    """Return what does not hold in a package: one Chinese sentence each, none when it is whole."""
    try:
        with opened(package) as archive:
            there = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except UnreadableError as error:
        return (str(error),)
    if MANIFEST not in there:
        return (f"移交包里没有 {MANIFEST}，无法核对",)
    listed = {each["path"]: each for each in json.loads(there.pop(MANIFEST))["files"]}
    missing = [f"缺少文件 {path}" for path in listed if path not in there]
    extra = [f"多出文件 {path}" for path in there if path not in listed]
    changed = [
        f"文件 {path} 与清单的摘要值不符"
        for path, content in there.items()
        if path in listed and hashlib.sha256(content).hexdigest() != listed[path]["digest"]
    ]
    return (*missing, *extra, *changed)


def _name(line: IndexLine) -> str:
    """Return a safe name that sorts in the order of the index."""
    suffix = PurePath(line.paper.name).suffix.lower()[:8]
    stem = _UNSAFE.sub("_", line.paper.title).strip(" .")[:60] or "材料"
    return f"papers/{line.number:03}-{stem}{_UNSAFE.sub('', suffix)}"


def _described(
    cover: Cover, volume: Volume, names: Mapping[int, str], events: Sequence[tuple[str, str]]
) -> dict[str, object]:
    days = {"received_on": cover.received_on, "concluded_on": cover.concluded_on}
    return {
        "schema": SCHEMA,
        "body": cover.body,
        "case_number": cover.case_number,
        "title": cover.title,
        "applicant": cover.applicant,
        **{name: day.isoformat() if day else "" for name, day in days.items()},
        "outcome": cover.outcome,
        "retention": cover.retention,
        "pages": volume.pages,
        "papers": [
            {
                "number": line.number,
                "title": line.paper.title,
                "author": line.paper.author,
                "dated_on": line.paper.dated_on.isoformat() if line.paper.dated_on else "",
                "pages": line.pages,
                "path": names[line.number],
            }
            for line in volume.index
        ],
        "events": [{"at": at, "what": what} for at, what in events],
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _xml(described: Mapping[str, object]) -> bytes:
    root = ElementTree.Element("case_file")
    for name, value in described.items():
        child = ElementTree.SubElement(root, name)
        if isinstance(value, list):
            for each in value:
                entry = ElementTree.SubElement(child, name.removesuffix("s"))
                for key, words in each.items():
                    ElementTree.SubElement(entry, key).text = str(words)
        else:
            child.text = str(value)
    ElementTree.indent(root, " ")
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
