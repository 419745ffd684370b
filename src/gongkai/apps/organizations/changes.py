"""How bodies and columns change (单位和栏目变动). Rights are asked one floor up, in accounts.

``organizations`` lies below ``accounts`` and cannot know who may; the acts that a door calls are
``gongkai.apps.accounts.upkeep``.
"""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.apps.organizations.models import BodyName, Profile, PublicBody, SiteColumn
from gongkai.core.publishing.columns import PrescribedColumn, prescribed_columns, walk


def place(body: PublicBody) -> PublicBody:
    """Save a new body with its path and first name."""
    body.save(force_insert=True)
    above = body.parent.path if body.parent else "/"
    body.path = f"{above}{body.pk}/"
    body.save(update_fields=("path",))
    since = body.founded_on or date(1949, 10, 1)
    BodyName.objects.create(body=body, name=body.name, short_name=body.short_name, since=since)
    Profile.objects.create(body=body)
    return body


def rename(body: PublicBody, *, name: str, short_name: str, since: date, reason: str) -> BodyName:
    """End the current name the day before ``since`` and begin a new one."""
    BodyName.objects.filter(body=body, until=None).update(until=since - timedelta(days=1))
    new = BodyName.objects.create(
        body=body, name=name, short_name=short_name, since=since, reason=reason
    )
    body.name, body.short_name = name, short_name
    body.save(update_fields=("name", "short_name"))
    return new


def merge(body: PublicBody, *, into: PublicBody, on: date) -> PublicBody:
    """Close a body that was merged into another; its documents keep their index numbers."""
    body.closed_on, body.successor = on, into
    body.save(update_fields=("closed_on", "successor"))
    return body


def install_columns() -> list[SiteColumn]:
    """Create the prescribed columns that are not there yet, and refresh the law's part of the others."""
    by_code = {row.code: row for row in SiteColumn.objects.all()}
    made = []
    for order, (parent, column) in enumerate(walk(prescribed_columns())):
        above = by_code.get(parent) if parent else None
        row = by_code.get(column.code)
        if row is None:
            row = SiteColumn(code=column.code)
            made.append(row)
        _fill(row, column, above, order * 10)
        row.save()
        by_code[column.code] = row
    return made


def _fill(row: SiteColumn, column: PrescribedColumn, above: SiteColumn | None, order: int) -> None:
    row.label, row.type, row.basis = column.label, column.type, column.basis
    row.parent, row.order, row.prescribed = above, order, True
    row.kinds, row.per_body = list(column.kinds), column.per_body
    row.update_within_days = column.update_within_days
    row.address = f"{above.address}/{column.address}" if above else column.address
    row.description = row.description or f"{column.label}（{column.basis}）"
    row.keywords = row.keywords or column.label
