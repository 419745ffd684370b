"""The standing texts of the portal (固定页面): about the site, accessibility, how to apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.web.portal.model import SiteIdentity


@dataclass(frozen=True, slots=True)
class Statement:
    """A headed part: its name in the address, its sentences, and where to go from it."""

    key: str
    heading: str
    lines: Sequence[str]
    links: Sequence[tuple[str, str]] = ()


Parts = Sequence[Statement]


def about(site: SiteIdentity) -> Parts:
    """Return the page about the site (关于本站)."""
    return [
        Statement(
            "sponsor",
            "主办和承办",
            [
                f"本站由{site.sponsor}主办，{site.operator}承办。",
                f"网站标识码 {site.identifier}。联系电话 {site.telephone}，地址 {site.place}。",
            ],
        ),
        Statement(
            "sources",
            "信息从哪里来",
            [
                "本站的信息由各公开主体起草，经初审、复审、终审三人审核和保密审查后发布。",
                "每条信息都有永久的索引号和网址；更正、撤回都留有说明，历史版本可以查看。",
            ],
        ),
        Statement(
            "correction",
            "网站找错",
            [
                f"发现错别字、打不开的链接、过期或者不准确的内容，请告诉我们：{site.telephone}"
                f"（{site.operator}）。请说明网页标题或者网址、错在哪里。",
                "核实后更正的，页面上会写明更正说明，原来的版本仍可查看。",
            ],
        ),
        Statement(
            "feeds",
            "订阅",
            ["用阅读器订阅下面的网址，有新信息时自动收到。每个栏目的页尾也有本栏目的订阅网址。"],
            [("全站最新信息（Atom）", "/feed.atom"), ("全站最新信息（RSS）", "/feed.rss")],
        ),
        Statement(
            "data",
            "开放数据和核对",
            [
                "每条信息、每个栏目页旁都有机器可读的数据文件，可以自由使用，请注明来源。",
                "附件旁列有 SHA-256 摘要值，下载后可以核对。",
            ],
            [("接口说明（OpenAPI）", "/api/openapi.json"), ("全部网页的清单", "/sitemap.xml")],
        ),
        Statement(
            "privacy",
            "访问统计和隐私",
            [
                "本站只统计页面访问次数，不使用第三方统计，不跟踪个人。",
                "长者模式、字号的选择只记在您自己的浏览器里。",
            ],
        ),
        Statement(
            "outside",
            "站外链接",
            ["指向其他网站的链接带有“↗”标记，打开前会提示将前往的网站；其内容由该网站负责。"],
        ),
    ]


def accessibility(site: SiteIdentity) -> Parts:
    """Return the accessibility statement (无障碍说明)."""
    return [
        Statement(
            "done",
            "本站做了什么",
            [
                "页面按《Web 内容无障碍指南》2.1 AA 级制作，可以只用键盘操作，可以用读屏软件阅读。",
                "页首的“长者模式”放大文字、加强对比、减少分栏；“朗读”读出本页内容。",
                "文件页可以选择标准、大、特大三种字号。文字可以再放大一倍，内容不会被遮挡。",
                "不开启脚本也能阅读全部信息、搜索、放大字号和进入长者模式。朗读、打印按钮和复制需要脚本。",
            ],
        ),
        Statement(
            "keyboard",
            "键盘操作",
            ["Tab 键依次移动，回车打开，空格选择；页首第一个链接可以跳到正文。"],
        ),
        Statement(
            "limits",
            "还做不到的",
            [
                "各单位上传的扫描件、图片和表格附件，可能不便于读屏软件阅读。需要其他形式的，可以向该单位索取。",
                "朗读使用您的设备自带的声音；设备没有中文声音的，不能朗读。",
            ],
        ),
        Statement(
            "help",
            "遇到困难",
            [
                f"看不清、打不开、用不了，请打电话告诉我们：{site.telephone}。",
                "也可以到县政务服务大厅的公开查阅点，由工作人员协助查阅。",
            ],
        ),
    ]


def applying(site: SiteIdentity) -> Parts:
    """Return how to apply for information (申请指南); the form itself is answered live."""
    return [
        Statement(
            "how",
            "怎样申请",
            [
                "公民、法人和其他组织可以向行政机关申请获取政府信息。请写明姓名或者名称、身份证明、"
                "联系方式，要获取的信息的名称、文号或者便于查找的特征，以及要求的提供方式。",
                f"当面或邮寄：{site.place or site.operator}，{site.operator}，信封注明“政府信息公开申请”。",
                f"咨询电话：{site.telephone or '见各单位页面'}。",
                "也可以在本站填写申请、查询进度、收取答复，不用注册。",
            ],
            [("网上申请", "/apply/"), ("查询办理进度", "/apply/status/")],
        ),
        Statement(
            "when",
            "多久答复",
            [
                "能当场答复的当场答复；不能当场答复的，自收到申请之日起二十个工作日内答复；"
                "需要延长的，经负责人同意并告知您，最长再延长二十个工作日。",
                "依据：《政府信息公开条例》第二十九条、第三十三条。",
            ],
        ),
        Statement(
            "first",
            "先找一找",
            ["您要的信息可能已经公开。请先在本站搜索，或查看“政府信息公开”栏目。"],
            [("搜索", "/search"), ("政府信息公开", "/disclosure/"), ("各单位公开", "/bodies/")],
        ),
    ]
