"""``manage.py rotate_keys``: changes the keys of personal data; a broken-off run is taken up again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.adapters.encryption.cipher import UnreadableError
from gongkai.adapters.encryption.keyring import KeyringError
from gongkai.apps.casework import rotation
from gongkai.apps.trail.actions import TIMETABLE
from gongkai.core.kernel.refusals import Refused


class Command(BaseCommand):
    """Seals personal data with new keys (更换个人信息密钥)."""

    help = (
        "更换个人信息密钥：--new 先加入新密钥，然后把全部数据和材料文件改用现行密钥加密；"
        "中断后再运行即可继续。--retire 在全部更换之后删除旧密钥。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--new", action="store_true", help="先加入一把新密钥")
        parser.add_argument("--retire", action="store_true", help="更换之后删除旧密钥")
        parser.add_argument(
            "--verify", action="store_true", help="不更换，只查验全部数据和文件能否打开"
        )
        parser.add_argument("--batch", type=int, default=rotation.BATCH, help="每批多少条")

    def handle(self, *_: Any, new: bool, retire: bool, verify: bool, batch: int, **__: Any) -> None:
        """Run what is asked for.

        Raises:
            CommandError: Keys or values cannot be read, or older keys are still in use.
        """
        try:
            if verify:
                self._verify()
                return
            if new:
                self.stdout.write(f"已加入新密钥 {rotation.add_key()}。请把密钥文件离线备份一份")
            done = rotation.rotate(
                by=TIMETABLE, at=timezone.now(), batch=batch, tell=self.stdout.write
            )
            self.stdout.write(f"更换完毕：数据 {done.rows} 条，材料文件 {done.files} 个")
            if retire:
                old = rotation.retire()
                self.stdout.write(f"已删除旧密钥：{'、'.join(old) or '没有旧密钥'}")
        except (KeyringError, UnreadableError, Refused) as error:
            raise CommandError(str(error)) from error

    def _verify(self) -> None:
        found = 0
        for sentence in rotation.unreadable():
            found += 1
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"{found} 处打不开。请核对密钥文件，或者从备份恢复")
        self.stdout.write("全部个人信息和材料文件都能打开")
