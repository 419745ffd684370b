"""Taking over an old site: time, memory and rate at growing sizes, pages of the new site included.

``python -m benchmarks importing [COUNT …]`` (default 400 4000). Each size gets an invented old site
(a CSV table, a page in GB 18030 a record, a picture for every tenth, a Word attachment for every
fifth) and an empty county; then ``manage.py import`` runs in a process of its own, as an
administrator would run it, and the public tree is verified.
"""

from __future__ import annotations

import csv
import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (400, 4_000)
LIMIT_SECONDS = 600  # for 40,000 records with their pages
LIMIT_AT = 40_000
WORDS = [
    "供水",
    "排水",
    "道路",
    "学校",
    "医院",
    "补助",
    "公示",
    "许可",
    "规划",
    "预算",
    "检查",
    "整治",
    "培训",
    "改造",
    "环境",
    "就业",
    "养老",
    "救助",
    "水利",
    "农业",
]
SENTENCE = "为做好{}工作，按照职责分工，由牵头部门会同有关单位组织实施，及时公开进展情况。"
HEADINGS = ("编号", "标题", "发布日期", "单位", "类型", "栏目", "页面", "附件", "网址")
KINDS = (
    ("公告", "announcement", "notices"),
    ("动态", "news", "news"),
    ("文件", "policy_document", "A20-01-county"),
)
MAPPING = """
source: 旧门户
fields:
  key: 编号
  title: 标题
  published_at: 发布日期
  body: {column: 单位, values: {县府办: body-2}}
  kind: {column: 类型, values: {公告: announcement, 动态: news, 文件: policy_document}}
  column: 栏目
  text_file: 页面
  attachments: 附件
  address: 网址
select: ["#zoom"]
"""


def old_site(folder: Path, count: int) -> Path:
    """Write an invented old site and return its table."""
    import docx

    from tests.jobs.importing.old_site import PNG

    rng = random.Random(count)
    document = docx.Document()
    document.add_paragraph("附表")
    word = io.BytesIO()
    document.save(word)
    with (_made(folder) / "records.csv").open("w", encoding="gb18030", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADINGS)
        for number in range(count):
            label, _, column = KINDS[number % 3]
            place = folder / "html" / str(number // 1000)
            place.mkdir(parents=True, exist_ok=True)
            text = "".join(f"<p>{SENTENCE.format(rng.choice(WORDS))}</p>" for _ in range(15))
            if number % 10 == 0:
                (place / f"{number}.png").write_bytes(PNG)
                text += f'<img src="{number}.png" alt="图">'
            enclosed = ""
            if number % 5 == 0:
                enclosed = f"html/{number // 1000}/{number}.docx"
                (folder / enclosed).write_bytes(word.getvalue())
            page = f'<html><body><div>导航</div><div id="zoom">{text}</div></body></html>'
            (place / f"{number}.html").write_bytes(page.encode("gb18030"))
            day = f"{2008 + number * 15 // count}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            title = f"关于{rng.choice(WORDS)}{rng.choice(WORDS)}情况的{label}（第{number}号）"
            path = f"html/{number // 1000}/{number}.html"
            table.writerow(
                (number, title, day, "县府办", label, column, path, enclosed, f"/art/{number}.html")
            )
    (folder / "mapping.yaml").write_text(MAPPING, "utf-8")
    return folder / "records.csv"


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.apps.factories import AT, County
from gongkai.apps.accounts import actions as accounts
county = County()
by = accounts.create_user(username="root", name="管某", body=county.government, password=None, by=accounts.SETUP, at=AT)
accounts.grant_role(user=by, body=county.government, role="administrator", by=accounts.SETUP, at=AT)
"""


def main(arguments: list[str]) -> int:
    """Print one row a size; 1 when 40,000 records take more than ten minutes or a file is wrong."""
    sizes = [int(one) for one in arguments] or list(SIZES)
    print(
        "| records | files | seconds | cpu seconds | records a second | peak MB | second run s | tree |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    return max(_measure(count) for count in sizes)


def _measure(count: int) -> int:
    from gongkai.adapters.site.verify import verify

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        table = old_site(folder / "old", count)
        files = sum(1 for one in (folder / "old").rglob("*") if one.is_file())
        environment = {
            **os.environ,
            "DATA": str(folder / "data"),
            "GONGKAI_TEST_DATA": str(folder / "data"),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True)
        first = _run(table, folder, environment)
        second = _run(table, folder, environment)
        wrong = verify(folder / "data" / "site")
        print(
            f"| {count} | {files} | {first[0]:.1f} | {first[1]:.1f} | {count / first[0]:.0f} | {first[2]:.0f} "
            f"| {second[0]:.1f} | {'as its manifest says' if not wrong else wrong[0]} |",
            flush=True,
        )
        return int(bool(wrong) or (count >= LIMIT_AT and first[0] > LIMIT_SECONDS))


def _run(table: Path, folder: Path, environment: dict[str, str]) -> tuple[float, float, float]:
    """Return seconds of the clock and of all processors, and the largest process in MB."""
    command = [sys.executable, "manage.py", "import", str(table), "--by", "root"]
    command += [
        "--mapping",
        str(folder / "old" / "mapping.yaml"),
        "--report",
        str(folder / "report"),
    ]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    took = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, spent, after.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
