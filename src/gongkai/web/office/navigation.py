"""The navigation of the back office (工作导航): entries by what a person may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from gongkai.apps.casework.queries.permissions import HANDLING
from gongkai.apps.publishing import queries
from gongkai.web.office import wording
from gongkai.web.office.rights import rights


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One entry: name, address, whether it is where the person is, how much waits there."""

    name: str
    url: str
    current: bool = False
    count: int = 0
    sub: bool = False


# Name, route, whether it stands below the entry before it, the roles it is for (none: everybody).
ENTRIES: tuple[tuple[str, str, bool, tuple[str, ...]], ...] = (
    ("待我处理", "office:home", False, ()),
    ("公开信息", "office:documents", False, ()),
    ("发布登记", "office:releases", True, ()),
    ("按期公开", "office:on-time", True, ()),
    ("有效性", "office:validity", True, ()),
    ("即将失效", "office:expiring", True, ()),
    ("文件清理", "office:clean-ups", True, ()),
    ("栏目更新", "office:stale", True, ()),
    ("依申请公开", "office:cases", False, HANDLING),
    ("登记簿", "office:case-register", True, HANDLING),
    ("统计", "office:case-statistics", True, HANDLING),
    ("各单位办件", "office:cases-overseen", False, ("supervisor",)),
    ("单位", "office:bodies", False, ()),
    ("人员", "office:people", True, ("administrator",)),
    ("栏目", "office:columns", True, ()),
    ("本县设定", "office:settings", True, ()),
    ("留痕", "office:trail", False, ("administrator", "supervisor")),
    ("运行情况", "office:running", False, ("administrator",)),
    ("使用手册", "office:handbook", False, ()),
)


def context(_: HttpRequest) -> dict[str, Any]:
    """Give every page the navigation and the words for codes (a context processor)."""
    return {
        "office_navigation": entries,
        "act_words": wording.act_words,
        "field_label": wording.field_label,
        "field_value": wording.field_value,
    }


def entries(request: HttpRequest) -> list[NavigationEntry]:
    """Return the entries for the signed-in person."""
    if not request.user.is_authenticated:
        return []
    mine = rights(request)
    waiting = queries.worklist(request.user, at=timezone.now(), held=mine.held).count()
    found = []
    for name, route, sub, wanted in ENTRIES:
        if wanted and not mine.any_of(*wanted):
            continue
        address = reverse(route)
        here = request.path == address or (
            address != reverse("office:home") and request.path.startswith(address)
        )
        count = waiting if route == "office:home" else 0
        found.append(NavigationEntry(name, address, here, count, sub))
    return found
