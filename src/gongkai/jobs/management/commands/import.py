# ruff: noqa: N999 - the name of a management command is the name of its module
"""``manage.py import``: takes over the records of an old site; ``export`` writes what it can read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.adapters.importing.reporting import LABELS, Report, write_report
from gongkai.adapters.importing.tables import Table, TableError, read_table
from gongkai.adapters.site.writer import is_held
from gongkai.apps.accounts.models import User
from gongkai.apps.publishing.queries import importing as imports
from gongkai.core.kernel.data import DataError
from gongkai.core.kernel.refusals import Refused
from gongkai.core.publishing.importing.mapping import ImportMapping, read_mapping
from gongkai.core.publishing.importing.proposing import propose
from gongkai.jobs import catching_up
from gongkai.jobs.copies.exporting import is_export, take_in
from gongkai.jobs.copies.listing import CopyError
from gongkai.jobs.importing.running import Asked, Result, rehearse, run


class Command(BaseCommand):
    """Takes over the records of an old site (历史数据迁移)."""

    help = (
        "迁入原站点的记录：记录表（CSV、XLSX、JSON）、对照文件（YAML）、正文和附件所在的目录。"
        "可以中断后重新运行；先用 --dry-run 试运行。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("table", nargs="?", type=Path, help="记录表，或者 export 的导出目录")
        parser.add_argument("--mapping", type=Path, help="对照文件")
        parser.add_argument(
            "--files", type=Path, help="正文和附件所在的目录；默认是记录表所在的目录"
        )
        parser.add_argument("--by", help="经办人（系统管理员）的用户名")
        parser.add_argument("--report", type=Path, help="报告目录；默认在 DATA/imports 下")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="进程数")
        parser.add_argument("--sheet", default="", help="工作表名称；默认第一张")
        parser.add_argument(
            "--propose-mapping",
            metavar="SOURCE",
            help="按表头起草对照文件，输出后退出；给出原站点名称",
        )
        parser.add_argument("--check", metavar="SOURCE", help="核对已迁入的记录是否仍与迁入时一致")

    def handle(self, *_: Any, table: Path | None, check: str | None, **options: Any) -> None:
        """Run; every mistake of table, mapping and person is told.

        Raises:
            CommandError: The table or the mapping cannot be used, or records were altered.
        """
        if check is not None:
            self._check(check)
            return
        if table is None:
            raise CommandError("没有给出记录表")
        if is_export(table):
            self._take_in(table)
            return
        try:
            read = read_table(table, sheet=options["sheet"])
            if options["propose_mapping"] is not None:
                known = imports.known_to_imports()
                self.stdout.write(
                    propose(
                        read.headings, read.rows, source=options["propose_mapping"], known=known
                    )
                )
                return
            mapping = self._mapping(options["mapping"], read)
        except (TableError, DataError) as error:
            raise CommandError(str(error)) from error
        self._import(table, read, mapping, options)

    def _take_in(self, folder: Path) -> None:
        try:
            counts = take_in(folder, data=Path(settings.DATA))
        except (CopyError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已装入 {counts['publishing.document']} 条信息。登录口令须重新设置")
        self.stdout.write("正在生成公开站点……")
        catching_up.rebuild(at=timezone.now())

    def _mapping(self, path: Path | None, table: Table) -> ImportMapping:
        if path is None or not path.is_file():
            raise CommandError("没有对照文件。请用 --mapping 给出；可先用 --propose-mapping 起草")
        return read_mapping(path.read_text("utf-8"), name=path.name, headings=table.headings)

    def _import(self, path: Path, table: Table, mapping: ImportMapping, options: Any) -> None:
        asked = Asked(path, table, mapping, options["files"] or path.parent, options["jobs"])
        known = imports.known_to_imports()
        try:
            if options["dry_run"]:
                result = rehearse(asked, known, clock=timezone.now, tell=self._tell)
            else:
                by = User.objects.filter(username=options["by"] or "", is_active=True).first()
                if by is None:
                    raise CommandError("没有这个经办人。请用 --by 给出系统管理员的用户名")
                result = run(asked, known, by=by, clock=timezone.now, tell=self._tell)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._report(mapping.source, result, options)
        if result.imported and not is_held(Path(settings.SITE_ROOT)):
            self.stdout.write("正在生成公开站点……")
            catching_up.rebuild(at=timezone.now())

    def _tell(self, done: int, all_of_them: int) -> None:
        self.stderr.write(f"{done} / {all_of_them}")

    def _report(self, source: str, result: Result, options: Any) -> None:
        moment = f"{timezone.localtime():%Y%m%d-%H%M%S}"
        folder = options["report"] or Path(settings.DATA) / "imports" / moment
        told = "试运行" if options["dry_run"] else "迁移"
        counts = result.counts()
        alarms = [(a.row, a.key, a.rule, a.where, a.message, a.excerpt) for a in result.alarms]
        taken = imports.checksums([one.pk for one in result.imported], page=_page)
        write_report(folder, Report(f"{source}：{told}报告", counts, result.faults, alarms, taken))
        for name, value in counts.items():
            self.stdout.write(f"{LABELS[name]} {value}")
        self.stdout.write(f"报告在 {folder}")

    def _check(self, source: str) -> None:
        found = list(imports.altered_imports(source))
        for record, why in found:
            self.stderr.write(f"{record.key}：{why}")
        if found:
            raise CommandError(f"{len(found)} 处与迁入时不一致")
        self.stdout.write(f"“{source}”已迁入 {len(imports.imported_digests(source))} 条，全部一致")


def _page(document: int) -> str:
    path: str = import_string(settings.ITEM_PATH)(document)
    return f"/{path}"
