"""``gongkai dataset``: makes tidy tables (数据集) out of many annual reports."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.adapters.dataset.building import Built, DatasetError, Request, build
from gongkai.adapters.dataset.files import FORMATS
from gongkai.adapters.dataset.tables import TABLES
from gongkai.adapters.readers.read import find_files
from gongkai.cli.console import complain
from gongkai.cli.progress import with_progress
from gongkai.cli.read import positive
from gongkai.core.audit.profiles import profile_names

DONE, NOTHING_READ, WRONG_USAGE = 0, 1, 2
MEANINGS = {
    "documents": "文件",
    "reports": "报告",
    "cells": "单元格",
    "sentences": "正文中的数",
    "findings": "问题",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``gongkai dataset``."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="文件或文件夹")
    parser.add_argument(
        "--output", metavar="DIR", required=True, help="写入的文件夹；中断后再次运行从断处继续"
    )
    parser.add_argument("--format", choices=FORMATS, default="parquet", help="表的格式")
    parser.add_argument(
        "--profile", choices=profile_names(), default="research", help="核查方案，决定问题的级别"
    )
    parser.add_argument("--jobs", type=positive, metavar="N", help="进程数，默认等于处理器核数")


def run(arguments: argparse.Namespace) -> int:
    """Build the data set; return 0, or 1 when no report was read."""
    request = Request(
        tuple(find_files(arguments.paths)),
        Path(arguments.output),
        arguments.format,
        arguments.profile,
        arguments.jobs,
    )
    try:
        built = build(request, with_progress)
    except DatasetError as error:
        complain(str(error))
        return WRONG_USAGE
    except OSError as error:
        complain(f"{error.filename or arguments.output}：{error.strerror or error}")
        return WRONG_USAGE
    for crash in built.crashes:
        complain(f"规则运行中断，按无法判断计，请向开发者报告：{crash}")
    return _tell(built, request)


def _tell(built: Built, request: Request) -> int:
    counts = "，".join(f"{MEANINGS[t.name]} {built.rows[t.name]} 行" for t in TABLES)
    done = "已经齐全，没有重做" if built.was_there else "已写入"
    print(f"{request.output}：{done}。{counts}。各列含义见 codebook.md。")
    if not built.rows["reports"]:
        complain("没有读出任何年度报告。")
        return NOTHING_READ
    return DONE
