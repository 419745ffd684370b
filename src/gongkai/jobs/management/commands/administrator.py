"""``manage.py administrator``: the first administrator of a new instance."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from gongkai.apps.accounts.actions import SETUP, create_user, grant_role
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.kernel.refusals import Refused


class Command(BaseCommand):
    """Makes an account with the role of administrator at a body."""

    help = "为一个单位设立系统管理员；口令从标准输入读取，不出现在命令行。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("username", help="用户名")
        parser.add_argument("name", help="姓名")
        parser.add_argument("body", help="单位代码")

    @transaction.atomic
    def handle(self, *_: Any, username: str, name: str, body: str, **__: Any) -> None:
        """Make the account and grant the role.

        Raises:
            CommandError: There is no such body, or the account was refused.
        """
        at = timezone.now()
        found = PublicBody.objects.filter(code=body).first()
        if found is None:
            raise CommandError(f"没有代码为 {body} 的单位。请先建立单位")
        password = sys.stdin.readline().rstrip("\n")
        if len(password) < 10:
            raise CommandError("口令少于 10 个字符。请另设口令，由标准输入的第一行给出")
        try:
            user = create_user(
                username=username, name=name, body=found, password=password, by=SETUP, at=at
            )
            grant_role(user=user, body=found, role="administrator", by=SETUP, at=at)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"已设立系统管理员 {user.trail_name()}，单位：{found}")
