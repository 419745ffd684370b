"""Addresses of the public tree: which file shows what. They never change once published."""

from __future__ import annotations

HOME = "index.html"
PLATFORM = "disclosure/index.html"
POLICIES = "policies/index.html"
GAZETTE = "gazette/index.html"
TOPICS = "topics/index.html"
CATALOGUE = "catalogue/index.html"
STANDARD = "catalogue/standard/index.html"
BODIES = "bodies/index.html"
REPORTS = "reports/index.html"
SITE_MAP = "site-map/index.html"
ABOUT = "about/index.html"
APPLYING = "apply/guide/index.html"
OPEN_DATA = "api/openapi.json"
ACCESSIBILITY = "accessibility/index.html"
FEED = "feed.atom"
RSS = "feed.rss"
ROBOTS = "robots.txt"
SITEMAP_INDEX = "sitemap.xml"
SITEMAP_PAGES = "sitemap-pages.xml"
NOT_FOUND = "404.html"


def item(document: int) -> str:
    """Return the page of a document; the number is the document's own and permanent."""
    return f"items/{document // 1000:03d}/{document}.html"


def item_data(document: int) -> str:
    """Return the machine-readable file beside the page of a document."""
    return data_beside(item(document))


def edition(document: int, number: int) -> str:
    """Return the page of an earlier edition of a document."""
    return f"items/{document // 1000:03d}/{document}-edition-{number}.html"


def column(address: str) -> str:
    """Return the front page of a column: its newest items."""
    return f"columns/{address}/index.html"


def column_volume(address: str, volume: int) -> str:
    """Return a numbered volume of a column, counted from the oldest, so that it stays as it is."""
    return f"columns/{address}/{volume}.html"


def data_beside(page: str) -> str:
    """Return the machine-readable file beside a page."""
    return page.removesuffix(".html") + ".json"


def column_feed(address: str) -> str:
    """Return the feed of a column's newest items."""
    return f"columns/{address}/feed.atom"


def topic(key: str) -> str:
    """Return the page of a special topic."""
    return f"topics/{key}.html"


def theme(code: str) -> str:
    """Return the page of a top class of the theme classification."""
    return f"themes/{code}.html"


def policies_of(year: int) -> str:
    """Return the page of a year in the policy library."""
    return f"policies/{year}.html"


def standard(year: int) -> str:
    """Return the page of an earlier year's standard catalogue."""
    return f"catalogue/standard/{year}.html"


def body(slug: str) -> str:
    """Return the page of a public body."""
    return f"bodies/{slug}.html"


def attachment(digest: str, name: str) -> str:
    """Return where an attachment lies: by its content, under its own name's ending."""
    ending = name.rpartition(".")[2].lower() if "." in name else "bin"
    return f"files/{digest[:2]}/{digest}.{ending}"


def sitemap(chunk: int) -> str:
    """Return a numbered part of the site map for machines, counted from the oldest."""
    return f"sitemap-{chunk}.xml"


def link(path: str) -> str:
    """Return the address a reader follows to a file of the tree."""
    return "/" + path.removesuffix("index.html")


def column_sitemap(column: int, chunk: int) -> str:
    """Return a numbered part of the site map with the volumes of a column."""
    return f"sitemap-column-{column}-{chunk}.xml"
