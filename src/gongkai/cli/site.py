"""``gongkai site``: verify the public tree on disk and as it is served; rebuild it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from gongkai.adapters.site.verify import Discrepancy, verify
from gongkai.cli.console import complain

HELP = "核验公开站点，逐个指出被改动、缺失、多出的文件；重建站点"
USAGE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("verify", help="按签名清单核验每个文件")
    check.add_argument("tree", type=Path, metavar="SITE", help="站点目录，如 var/demo/site")
    check.add_argument("--url", help="同时核验读者从这个网址取得的内容")
    check.add_argument("--key", help="可信的公钥（64 位十六进制）；不给的用站点旁的公钥")
    again = verbs.add_parser("rebuild", help="全站重建（在装有数据库的机器上运行）")
    again.add_argument("--data", type=Path, help="数据目录；不给的用环境变量 DATA")


def run(options: argparse.Namespace) -> int:
    """Run the sub-command: 0 all is well, 1 faults were found or it failed, 2 wrong use."""
    return _verify(options) if options.verb == "verify" else _rebuild(options)


def _verify(options: argparse.Namespace) -> int:
    if not options.tree.is_dir():
        complain(f"{options.tree}：没有这个目录。请给出站点目录，如 var/demo/site")
        return USAGE
    if options.url is not None and urlsplit(options.url).scheme not in ("http", "https"):
        complain(f"{options.url}：不是网址。请以 http:// 或 https:// 开头")
        return USAGE
    found = verify(options.tree, public_key=options.key, url=options.url)
    for one in found:
        print(_line(one))
    if found:
        complain(f"{len(found)} 处不符。请查明原因，再用 gongkai site rebuild 重建")
        return 1
    print("全部相符")
    return 0


def _line(one: Discrepancy) -> str:
    return f"{one.fault.label}　{one.path}　{one.detail}"


def _rebuild(options: argparse.Namespace) -> int:
    """Run ``manage.py site rebuild`` in a process of its own: this command knows no Django."""
    environment = dict(os.environ)
    environment.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    if options.data is not None:
        environment["DATA"] = str(options.data)
    command = [sys.executable, "-m", "django", "site", "rebuild"]
    return int(subprocess.run(command, env=environment, check=False).returncode != 0)  # noqa: S603 - our own interpreter
