"""What pages show of a public body (公开主体): its profile and its newest documents."""

from __future__ import annotations

from gongkai.apps.organizations import queries as organizations
from gongkai.apps.organizations.models import Profile, PublicBody
from gongkai.apps.publishing.queries import site
from gongkai.web.portal import reading
from gongkai.web.portal.model import Body

ENTRIES = 10
REPORTS = 20


def body(row: PublicBody) -> Body:
    """Return a public body with its profile, its guide, its reports and its newest documents."""
    profile = profile_of(row)
    former = [one.name for one in organizations.names_of(row) if one.until is not None]
    return Body(
        slug=row.slug,
        name=row.name,
        level=row.get_level_display(),
        facts=facts(profile),
        duties=profile.duties,
        structure=profile.structure,
        former_names=tuple(former),
        newest=reading.entries(site.newest(body=row, count=ENTRIES)),
        guides=reading.entries(site.newest(body=row, kind="guide", count=ENTRIES)),
        reports=reading.entries(site.newest(body=row, kind="annual_report", count=REPORTS)),
    )


def line(row: PublicBody) -> Body:
    """Return a public body as the directory lists it."""
    profile = profile_of(row)
    return Body(row.slug, row.name, row.get_level_display(), facts(profile), "", "")


def profile_of(row: PublicBody) -> Profile:
    """Return a body's profile; an empty one when none was written yet."""
    return getattr(row, "profile", None) or Profile(body=row)


def facts(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Return what a profile tells, with its labels."""
    return (
        ("负责人", " ".join(filter(None, (profile.leader, profile.leader_title)))),
        ("办公地址", profile.address),
        ("办公时间", profile.hours),
        ("联系电话", profile.telephone),
        ("传真", profile.fax),
        ("电子邮箱", profile.email),
        ("邮政编码", profile.postcode),
        ("公开工作机构", profile.disclosure_office),
        ("公开工作机构电话", profile.disclosure_telephone),
    )
