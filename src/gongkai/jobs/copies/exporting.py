"""Exporting everything in open formats (开放格式导出), and taking such an export in again.

``documents.json`` and ``.csv``/``.xlsx`` are for people, ``tables/`` for programs and for taking it in
again, ``site/`` is the public tree as it is served, ``media/`` the files as received and released.
No password, key, session or personal file of an application is in it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction
from openpyxl import Workbook

from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing.queries import catalogue
from gongkai.apps.trail import exporting as trail
from gongkai.jobs.copies import rows
from gongkai.jobs.copies.listing import CopyError, copy_file, empty_folder, files_of, opened, seal

FORMAT = "gongkai.export/1"
APPS = ("trail", "organizations", "publishing")
MODELS = ("accounts.user", "accounts.grant", "accounts.countysetting")
MASKED: dict[str, dict[str, Any]] = {"accounts.user": {"password": "!", "last_login": None}}
README = """\
# 导出数据 / Export

本目录是一个政府信息公开平台的全部公开工作数据，均为开放格式，UTF-8 编码。
Everything an instance of Gongkai holds on proactive disclosure, in open formats, UTF-8.

| 文件 / file | 内容 / contents |
| --- | --- |
| `documents.csv`、`documents.xlsx` | 每条公开信息一行 / one line a published document |
| `documents.json` | 同上，含正文和附件清单 / the same with text and attachments (`gongkai.documents/1`) |
| `tables/*.jsonl` | 各数据表，每行一条 / every table, one JSON object a line, named app.model |
| `schema.json` | 各表各列的名称、类型、含义 / columns of the tables: name, type, meaning |
| `media/files/aa/…` | 附件，以 SHA-256 命名 / attachments by SHA-256: as received, as released |
| `site/` | 公开站点：HTML、JSON、附件 / the public site as served |
| `trail.jsonl` | 留痕，末行为签名 / hash-chained log, signed in its last line |
| `manifest.json` | 每个文件的 SHA-256 和字节数 / SHA-256 and size of every file |

不含：口令、密钥、会话、依申请公开案卷。
Not included: passwords, keys, sessions, files of applications.

重新装入空的实例 / into an empty instance: `manage.py import THIS_FOLDER`
"""


def export(folder: Path, *, data: Path, site: Path, keys: Path, at: datetime) -> dict[str, Any]:
    """Write an export into an empty folder; return what its list says.

    Raises:
        CopyError: The folder is not empty.
    """
    empty_folder(folder)
    place = folder / "tables"
    place.mkdir()
    with transaction.atomic():
        counts = {
            rows.name_of(model): rows.write_rows(
                model,
                place / f"{rows.name_of(model)}.jsonl",
                masked=MASKED.get(rows.name_of(model)),
            )
            for model in exported_models()
        }
        _catalogue(folder)
    trail.export(folder / "trail.jsonl", key=trail.signing_key(keys), at=at)
    for name, source in (("media", data / "media"), ("site", site)):
        for path in files_of(source) if source.is_dir() else ():
            copy_file(source / path, folder / name / path)
    if (data / "site.json").exists():
        copy_file(data / "site.json", folder / "site.json")
    (folder / "README.md").write_text(README, "utf-8")
    _write_json(
        folder / "schema.json", {rows.name_of(one): _columns(one) for one in exported_models()}
    )
    return seal(folder, {"format": FORMAT, "made_at": at.isoformat(), "rows": counts})


def exported_models() -> list[rows.Model]:
    """Return the models whose tables an export holds."""
    return [
        model
        for model in rows.every_model()
        if model._meta.app_label in APPS or rows.name_of(model) in MODELS
    ]


def take_in(folder: Path, *, data: Path) -> dict[str, int]:
    """Take an export into an empty instance; return how many rows each table got.

    Nobody can sign in until passwords are set: an export holds none.

    Raises:
        CopyError: The export is not whole, or there are bodies in the database already.
    """
    facts = opened(folder, expected=FORMAT)
    if PublicBody.objects.exists():
        raise CopyError("库里已有单位，导出数据只能装入空的实例。请换一个 DATA 目录")
    tables = {apps.get_model(name): folder / "tables" / f"{name}.jsonl" for name in facts["rows"]}
    for path in files_of(folder / "media"):
        copy_file(folder / "media" / path, data / "media" / path)
    if (folder / "site.json").exists() and not (data / "site.json").exists():
        copy_file(folder / "site.json", data / "site.json")
    return rows.load(tables)


def is_export(folder: Path) -> bool:
    """Return whether a folder holds an export."""
    return (folder / "manifest.json").is_file() and (folder / "tables").is_dir()


def _catalogue(folder: Path) -> None:
    """Write the published documents as people want them: a table, a workbook, JSON with the texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("公开信息")
    with (folder / "documents.csv").open("w", encoding="utf-8-sig", newline="") as table:
        writer = csv.writer(table)
        for line in _lines():
            writer.writerow(line)
            sheet.append(line)
    book.save(folder / "documents.xlsx")
    with (folder / "documents.json").open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"schema": "gongkai.documents/1", "documents": [\n')
        for number, one in enumerate(catalogue.published_documents()):
            file.write(",\n" if number else "")
            file.write(json.dumps(catalogue.described(one), ensure_ascii=False, sort_keys=True))
        file.write("\n]}\n")


def _lines() -> Iterator[list[str]]:
    yield list(catalogue.HEADINGS.values())
    for one in catalogue.published_documents():
        told = catalogue.described(one)
        yield [_cell(told[name]) for name in catalogue.HEADINGS]


def _cell(value: Any) -> str:
    text = "；".join(map(str, value)) if isinstance(value, list) else str(value or "")
    # What a spreadsheet would run as a formula is made plain text.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _columns(model: rows.Model) -> dict[str, Any]:
    return {
        "label": str(model._meta.verbose_name),
        "columns": {
            str(one.column): {
                "label": str(one.verbose_name),
                "type": one.get_internal_type(),
                "references": rows.name_of(one.related_model) if one.related_model else None,
            }
            for one in model._meta.concrete_fields
        },
    }


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
