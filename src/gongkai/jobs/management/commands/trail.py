"""``manage.py trail``: verify the trail, export it signed, verify an export."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.apps.trail import exporting, queries

SHOWN = 50


class Command(BaseCommand):
    """Verifies and exports the hash-chained trail (留痕)."""

    help = "查验留痕（verify）、签名导出（export）、查验导出文件（check）。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the sub-commands."""
        verbs = parser.add_subparsers(dest="verb", required=True, parser_class=ArgumentParser)
        verify = verbs.add_parser("verify", help="查验全部留痕，指明被改动、删除、调换的条目")
        verify.add_argument(
            "--since", type=Path, help="以往的签名导出文件：查验留痕是否由它延续而来"
        )
        export = verbs.add_parser("export", help="签名导出")
        export.add_argument("path", type=Path)
        check = verbs.add_parser("check", help="查验一份导出文件")
        check.add_argument("path", type=Path)
        check.add_argument("--key", help="可信的公钥（64 位十六进制）")

    def handle(self, *_: Any, verb: str, **options: Any) -> None:
        """Run the sub-command.

        Raises:
            CommandError: Something does not hold; every finding was printed.
        """
        verbs: dict[str, Callable[..., None]] = {
            "verify": self._verify,
            "export": self._export,
            "check": self._check,
        }
        verbs[verb](**options)

    def _verify(self, since: Path | None, **_: Any) -> None:
        found = list(queries.breaks())
        for one in found[:SHOWN]:
            self.stderr.write(one.sentence)
        missing = queries.missing_guards()
        if missing:
            self.stderr.write(f"数据库防护缺失：{'、'.join(missing)}。请运行 migrate 恢复")
        detached = self._detached(since) if since else 0
        if found or missing or detached:
            raise CommandError(
                f"留痕不完整：{len(found)} 处问题，缺失防护 {len(missing)} 项，"
                f"与以往导出不符 {detached} 处"
            )
        number, digest = queries.head()
        self.stdout.write(f"留痕完整：共 {number} 条，末条摘要 {digest}")

    def _detached(self, since: Path) -> int:
        try:
            rows, digest = exporting.verify_export(since)
        except exporting.ExportError as error:
            self.stderr.write(str(error))
            return 1
        if exporting.extends(rows, digest):
            return 0
        self.stderr.write(
            f"以往导出的末条（第 {rows} 条，摘要 {digest}）已不在留痕中：留痕被整体改写"
        )
        return 1

    def _export(self, path: Path, **_: Any) -> None:
        key = exporting.signing_key(Path(settings.KEYS_ROOT))
        number, digest = exporting.export(path, key=key, at=timezone.now())
        public = exporting.public_text(key.public_key())
        self.stdout.write(f"已导出 {number} 条，末条摘要 {digest}，公钥 {public}")

    def _check(self, path: Path, key: str | None, **_: Any) -> None:
        try:
            number, digest = exporting.verify_export(path, public_key=key)
        except exporting.ExportError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"导出文件完整：{number} 条，末条摘要 {digest}")
