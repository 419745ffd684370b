"""Write docs/reference/actions.md from the code: every action and query with its signature.

Run: ``python docs/generate_actions.py``.
"""

import importlib
import inspect
import os
import re
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DATA", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
django.setup()

PAGES = {
    "公开信息的办理（`gongkai.apps.publishing.actions`）": "gongkai.apps.publishing.actions",
    "公开信息的查询（`gongkai.apps.publishing.queries`）": "gongkai.apps.publishing.queries",
    "筛查（`gongkai.apps.publishing.screening`）": "gongkai.apps.publishing.screening",
    "公开期限（`gongkai.apps.publishing.deadlines`）": "gongkai.apps.publishing.deadlines",
    "附件存放（`gongkai.apps.publishing.files`）": "gongkai.apps.publishing.files",
    "依申请公开的办理（`gongkai.apps.casework.actions`）": "gongkai.apps.casework.actions",
    "依申请公开的查询（`gongkai.apps.casework.queries`）": "gongkai.apps.casework.queries",
    "人员和角色的办理（`gongkai.apps.accounts.actions`）": "gongkai.apps.accounts.actions",
    "人员和角色的查询（`gongkai.apps.accounts.queries`）": "gongkai.apps.accounts.queries",
    "本县设定（`gongkai.apps.accounts.county_settings`）": "gongkai.apps.accounts.county_settings",
    "单位、资料、栏目的办理（`gongkai.apps.accounts.upkeep`）": "gongkai.apps.accounts.upkeep",
    "单位和栏目的查询（`gongkai.apps.organizations.queries`）": "gongkai.apps.organizations.queries",
    "留痕（`gongkai.apps.trail.actions`）": "gongkai.apps.trail.actions",
    "留痕查询（`gongkai.apps.trail.queries`）": "gongkai.apps.trail.queries",
    "待办队列的写入（`gongkai.apps.outbox.actions`）": "gongkai.apps.outbox.actions",
    "待办队列的查询（`gongkai.apps.outbox.queries`）": "gongkai.apps.outbox.queries",
}
HERE = Path(__file__).parent


def entries(name: str) -> list[str]:
    """Return one section for each public function or dataclass of a module."""
    module = importlib.import_module(name)
    names = getattr(module, "__all__", None) or [
        key
        for key, value in vars(module).items()
        if not key.startswith("_")
        and getattr(value, "__module__", "") == name
        and (inspect.isfunction(value) or inspect.isclass(value))
    ]
    return [entry(key, getattr(module, key)) for key in sorted(names)]


def entry(key: str, thing: object) -> str:
    """Return the section of one function or class."""
    plain = inspect.unwrap(thing) if inspect.isfunction(thing) else thing
    signature = str(inspect.signature(plain)) if callable(plain) else ""
    signature = re.sub(r"(?<=[:>] )'([^']*)'", r"\1", signature)
    for long, short in SHORTER.items():
        signature = signature.replace(long, short)
    page = inspect.cleandoc(plain.__doc__ or "")
    return f"### {key}\n\n```python\n{key}{signature}\n```\n\n{page}\n"


SHORTER = {
    "collections.abc.": "",
    "datetime.datetime": "datetime",
    "datetime.date": "date",
    "gongkai.apps.": "",
}


def main() -> None:
    """Write the page."""
    head = (HERE / "reference" / "actions-head.md").read_text("utf-8")
    parts = [head]
    for title, name in PAGES.items():
        parts += [f"## {title}\n", *entries(name)]
    (HERE / "reference" / "actions.md").write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    main()
