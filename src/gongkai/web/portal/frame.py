"""The frame of every portal page (页面框架): navigation, footer, template environment."""

from __future__ import annotations

import functools
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import jinja2

from gongkai.web.design import environment as design
from gongkai.web.portal import addresses
from gongkai.web.portal.model import SiteIdentity

ZONE = ZoneInfo("Asia/Shanghai")
NAVIGATION = (
    ("首页", "/"),
    ("政府信息公开", "/disclosure/"),
    ("政策文件库", "/policies/"),
    ("政府公报", "/gazette/"),
    ("专题专栏", "/topics/"),
    ("年度报告", "/reports/"),
    ("依申请公开", "/apply/"),
)
FOOTER = (
    ("网站地图", "/site-map/"),
    ("各单位公开", "/bodies/"),
    ("公开目录", "/catalogue/"),
    ("关于本站", "/about/"),
    ("无障碍说明", "/accessibility/"),
    ("订阅", "/about/#feeds"),
    ("开放数据", "/about/#data"),
)
CORRECTION = "/about/#correction"


def page(site: SiteIdentity, template: str, path: str, /, **values: Any) -> bytes:
    """Render a template of the portal for a path of the tree."""
    values.setdefault("title", site.name)
    text = (
        environment()
        .get_template(f"portal/{template}.html")
        .render(site=frame_site(site), here=addresses.link(path), **values)
    )
    return text.encode()


@functools.cache
def environment() -> jinja2.Environment:
    """Return the template environment of the portal."""
    built = design.environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.PackageLoader("gongkai.web.portal", "jinja"),
                jinja2.PackageLoader("gongkai.web.design", "jinja"),
            ]
        ),
        autoescape=True,
        auto_reload=False,
    )
    built.filters["stamp"] = stamp
    return built


def stamp(value: datetime | None) -> str:
    """Return a moment as the page tags ask for it: 2026-07-19 07:16."""
    return f"{value.astimezone(ZONE):%Y-%m-%d %H:%M}" if value else ""


@functools.lru_cache(maxsize=4)
def frame_site(site: SiteIdentity) -> dict[str, Any]:
    """Return what the frame of a portal page needs to know of the site."""
    return {
        "name": site.name,
        "address": site.address,
        "domain": site.domain,
        "identifier": site.identifier,
        "sponsor": site.sponsor,
        "operator": site.operator,
        "licence": site.licence,
        "licence_address": site.licence_address,
        "security_record": site.security_record,
        "security_address": site.security_address,
        "mark_address": site.mark_address,
        "correction_address": site.correction_address or CORRECTION,
        "telephone": site.telephone,
        "place": site.place,
        "navigation": NAVIGATION,
        "footer_links": FOOTER,
    }
