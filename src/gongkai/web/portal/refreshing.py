"""Keeping the public tree up to date (更新站点): what the worker does with messages of publishing."""

from __future__ import annotations

import functools
import json
from pathlib import Path

from django.conf import settings

from gongkai.adapters.site.signing import Signer
from gongkai.adapters.site.writer import SiteWriter, Written
from gongkai.apps.organizations import queries as organizations
from gongkai.apps.outbox.models import Message
from gongkai.core.publishing.topics import Topic, prescribed_topics, read_topics
from gongkai.web.design import STATIC
from gongkai.web.portal.model import SiteIdentity
from gongkai.web.portal.rendering import Renderer
from gongkai.web.portal.tree import Tree


def refresh(message: Message) -> None:
    """Write every page that a change of one document touches. Doing it twice changes nothing."""
    writer().publish(tree().touched(int(message.payload["document"])))


def refresh_body(message: Message) -> None:
    """Write the pages that tell of a public body, after its profile changed."""
    writer().publish(tree().touched_by_body(int(message.payload["body"])))


def rebuild(message: Message | None = None) -> Written:  # noqa: ARG001 - a handler takes the message
    """Make the whole tree anew; what is as it should be is not written again."""
    identity.cache_clear()
    tree.cache_clear()
    return writer().rebuild(tree().whole())


@functools.cache
def writer() -> SiteWriter:
    """Return this process's writer of the public tree."""
    return SiteWriter(Path(settings.SITE_ROOT), Signer.at(Path(settings.KEYS_ROOT) / "site.pem"))


@functools.cache
def tree() -> Tree:
    """Return the tree of this instance."""
    return Tree(Renderer(identity()), STATIC, topics())


def topics() -> tuple[Topic, ...]:
    """Return the special topics: ``DATA/topics.yaml`` when it is there, else those we come with.

    Raises:
        DataError: The county's file does not fit; every mistake is named.
    """
    path = Path(settings.DATA) / "topics.yaml"
    if path.exists():
        return read_topics(path.read_text("utf-8"), source=str(path))
    return prescribed_topics()


@functools.cache
def identity() -> SiteIdentity:
    """Return who runs the site: ``DATA/site.json`` when it is there, else the county's own names."""
    path = Path(settings.DATA) / "site.json"
    if path.exists():
        told = json.loads(path.read_text("utf-8"))
        return SiteIdentity(**{"address": settings.SITE_ADDRESS, **told})
    county = organizations.bodies().filter(level="county").first()
    name = county.name if county else "政府信息公开"
    return SiteIdentity(
        name=name,
        address=settings.SITE_ADDRESS,
        identifier="0000000000",
        sponsor=name,
        operator=f"{name}办公室",
    )
