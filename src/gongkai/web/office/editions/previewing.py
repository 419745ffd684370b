"""Showing a draft as it will be published (预览), through the renderer that publishes."""

from __future__ import annotations

import dataclasses
import re
from datetime import datetime

from gongkai.apps.publishing.models import Edition
from gongkai.web.portal import reading, refreshing

_IMAGE = re.compile(r'(<img\b[^>]*\bsrc=")files/([0-9a-f]{64}\.\w+)(")')


def for_staff(edition: Edition) -> str:
    """Return the body text with its images where staff can see them before release."""
    return _IMAGE.sub(rf"\g<1>/office/editions/{edition.pk}/files/\g<2>\g<3>", edition.text)


def page(edition: Edition, *, at: datetime) -> bytes:
    """Return the portal page of an edition that is not yet published."""
    shown = reading.draft(edition, at=at)
    shown = dataclasses.replace(shown, html=for_staff(edition))
    return refreshing.tree().render.item(shown)
