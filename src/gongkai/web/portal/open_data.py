"""The description of the open data (开放数据接口), as OpenAPI."""

from __future__ import annotations

from typing import Any

from gongkai.web.portal.model import SiteIdentity

ITEM_FIELDS = {
    "schema": "string", "url": "string", "index_number": "string", "title": "string",
    "document_number": "string", "kind": "string", "issuer": "string", "body": "string",
    "theme": "string", "genre": "string", "item": "string", "published_on": "string",
    "summary": "string", "edition": "integer", "html": "string",
}  # fmt: skip
OPTIONAL_FIELDS = ("written_on", "effective_on", "expires_on", "validity")
LIST_FIELDS = (
    "joint_issuers", "keywords", "attachments", "interpretations", "interprets", "tables",
    "editions",
)  # fmt: skip
LINE_FIELDS = ("title", "url", "data", "document_number", "body", "kind", "published_on")
FILTERS = ("q", "body", "column", "kind", "year", "validity", "sort", "page", "format")


def description(site: SiteIdentity) -> dict[str, Any]:
    """Return the OpenAPI description of what can be read by machines."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{site.name} 开放数据",
            "version": "1",
            "description": "每条公开信息在网页旁都有一份数据文件；检索结果可以取 JSON。",
        },
        "servers": [{"url": site.address}],
        "paths": {
            "/items/{folder}/{document}.json": {
                "get": _read(
                    "一条公开信息",
                    {"$ref": "#/components/schemas/Item"},
                    [_parameter("folder", "path"), _parameter("document", "path")],
                )
            },
            "/columns/{column}/{volume}.json": {
                "get": _read(
                    "一个栏目的一卷；最新的一页是 index.json",
                    {"$ref": "#/components/schemas/List"},
                    [_parameter("column", "path"), _parameter("volume", "path")],
                )
            },
            "/search": {
                "get": _read(
                    "检索（format=json）",
                    {"$ref": "#/components/schemas/Found"},
                    [_parameter(name, "query") for name in FILTERS],
                )
            },
        },
        "components": {"schemas": {"Item": _item(), "List": _list(), "Found": _found()}},
    }


def _read(summary: str, schema: dict[str, str], parameters: list[dict[str, Any]]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    responses = {"200": {"description": summary, "content": content}}
    return {"summary": summary, "parameters": parameters, "responses": responses}


def _parameter(name: str, where: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "schema": {"type": "string"},
    }


def _item() -> dict[str, Any]:
    properties: dict[str, Any] = {name: {"type": kind} for name, kind in ITEM_FIELDS.items()}
    properties |= {name: {"type": ["string", "null"]} for name in OPTIONAL_FIELDS}
    properties |= {name: {"type": "array"} for name in LIST_FIELDS}
    properties["facts"] = {"type": "object"}
    return _closed(properties)


def _list() -> dict[str, Any]:
    line: dict[str, Any] = {name: {"type": "string"} for name in LINE_FIELDS}
    line["validity"] = {"type": ["string", "null"]}
    properties: dict[str, Any] = {
        name: {"type": "string"} for name in ("schema", "url", "column", "label")
    }
    properties["items"] = {"type": "array", "items": _closed(line)}
    return _closed(properties)


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _found() -> dict[str, Any]:
    names = ("title", "url", "excerpt", "published_on", "body", "kind")
    result = {"type": "object", "properties": {name: {"type": "string"} for name in names}}
    return {
        "type": "object",
        "properties": {
            "query": {"type": "string"},
            "total": {"type": "integer"},
            "results": {"type": "array", "items": result},
            "facets": {"type": "object"},
        },
        "required": ["query", "total", "results", "facets"],
    }
