"""Restoring an instance (恢复): into an empty place, every file checked before and afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing import files
from gongkai.apps.publishing.models import StoredFile
from gongkai.apps.trail import exporting
from gongkai.apps.trail import queries as trail
from gongkai.jobs.copies import backing_up, rows
from gongkai.jobs.copies.listing import CopyError, copy_file, opened

Tell = Callable[[str], None]


def restore(
    backup: Path, *, data: Path, keys: Path | None, without_keys: bool, tell: Tell
) -> dict[str, Any]:
    """Restore a backup into an empty ``data`` and an empty database; return what the backup says.

    Raises:
        CopyError: The backup or the keys are not whole or do not belong together, the place is not
            empty, or what was restored is not what was backed up.
    """
    facts = opened(backup, expected=backing_up.FORMAT)
    tell("备份完整")
    _check_keys(facts, keys, without_keys=without_keys)
    _check_empty(data)
    for path in backing_up.files_of(backup / backing_up.FILES):
        copy_file(backup / backing_up.FILES / path, data / path)
    if keys is not None:
        _restore_keys(keys, data)
    _restore_database(backup, facts)
    tell("数据库和文件已恢复，正在核对")
    _check_restored(facts)
    return facts


def _check_keys(facts: dict[str, Any], keys: Path | None, *, without_keys: bool) -> None:
    if keys is None:
        if without_keys:
            return
        raise CopyError(
            "没有给出密钥。请用 --keys 给出备份密钥的目录；确实没有的，用 --without-keys 恢复，"
            "加密的个人信息将无法读出，签名密钥另行产生"
        )
    opened(keys, expected=backing_up.KEYS_FORMAT)
    differing = sorted(
        path
        for path, digest in facts["keys"].items()
        if not (keys / path).is_file() or backing_up.sum_of(keys / path) != digest
    )
    if differing:
        raise CopyError(f"密钥与备份不是同一套，不符的有：{'、'.join(differing)}")


def _check_empty(data: Path) -> None:
    there = list(backing_up.kept_files(data))
    if there:
        raise CopyError(f"{data} 里已有 {there[0]} 等 {len(there)} 个文件。只能恢复到空目录")
    place = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and not place.exists():
        return
    tables = connection.introspection.table_names()
    if PublicBody._meta.db_table in tables and PublicBody.objects.exists():
        raise CopyError("数据库不是空的。只能恢复到空的数据库")


def _restore_keys(keys: Path, data: Path) -> None:
    (data / "keys").mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in backing_up.secret_files(keys):
        copy_file(keys / path, data / path)
        (data / path).chmod(0o600)


def _restore_database(backup: Path, facts: dict[str, Any]) -> None:
    if facts["portable"]:
        call_command("migrate", verbosity=0, interactive=False)
        place = backup / backing_up.TABLES
        found = {model: place / f"{rows.name_of(model)}.jsonl" for model in rows.every_model()}
        counts = rows.load({model: path for model, path in found.items() if path.exists()})
        if counts != facts["rows"]:
            raise CopyError(f"恢复的行数与备份不符：{_unlike(counts, facts['rows'])}")
        return
    if connection.vendor != "sqlite":
        raise CopyError(
            "这是 SQLite 的备份，不能直接恢复到 PostgreSQL。请在原处用 backup --portable 另做一份"
        )
    connection.close()
    target = Path(str(connection.settings_dict["NAME"]))
    for beside in (target, *(target.with_name(target.name + end) for end in ("-wal", "-shm"))):
        beside.unlink(missing_ok=True)
    copy_file(backup / backing_up.DATABASE, target)
    call_command("migrate", verbosity=0, interactive=False)


def _unlike(met: dict[str, int], expected: dict[str, int]) -> str:
    names = sorted(
        name for name in met.keys() | expected.keys() if met.get(name) != expected.get(name)
    )
    return "、".join(f"{name} {met.get(name)}／{expected.get(name)}" for name in names)


def _check_restored(facts: dict[str, Any]) -> None:
    """Hold what was restored against the trail's head and the digests of the stored files.

    Raises:
        CopyError: With every difference.
    """
    wrong = [one.sentence for one in trail.breaks()]
    if not exporting.extends(*facts["trail"]):
        wrong.append(f"备份时的留痕末条（第 {facts['trail'][0]} 条）不在恢复的留痕中")
    wrong += [f"数据库防护缺失：{name}" for name in trail.missing_guards()]
    for digests in StoredFile.objects.values_list("digest", "released_digest").iterator():
        wrong += [f"文件 {one} 缺失或损坏" for one in set(digests) if not files.is_whole(one)]
    if wrong:
        raise CopyError("恢复后核对不符：\n" + "\n".join(wrong))
