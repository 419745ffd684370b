"""Acts on several editions at once (成批办理): looked at first, then each by itself.

The first request shows what will happen to which edition and which cannot and why; the second does
it. Every edition is an act of its own, in its own transaction, with all the checks of a single one:
one that is refused stays as it is and the others go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gongkai.apps.publishing import queries
from gongkai.apps.publishing.models import Edition
from gongkai.core.kernel.refusals import Refused
from gongkai.core.publishing.lifecycle import lifecycle
from gongkai.core.publishing.vocabularies import vocabulary
from gongkai.web.office.editions.acting import ACTS, Deed, given_in
from gongkai.web.office.editions.finding import SHOWN, Errors, errors_of

NAMES = (
    "submit", "approve", "send_back", "recall", "publish", "schedule", "unschedule", "withdraw", "discard",
)  # fmt: skip
MOST = 40  # one page of a list; more cannot be looked at before confirming
ASKED = {"remark", "release_at", "withdrawal_ground"}  # what the confirmation page asks for
READ = "read"


@dataclass(frozen=True, slots=True)
class Row:
    """One edition in hand: as the person saw it, and what stands against the act."""

    edition: Edition
    seen: int
    against: Errors

    @property
    def key(self) -> str:
        """Return how a form names the row."""
        return f"{self.edition.pk}.{self.seen}"


def offered(held: Mapping[str, set[int]]) -> list[tuple[str, str]]:
    """Return the acts that somebody with these roles may do anywhere, with their words."""
    may = {
        name
        for state in lifecycle().states.values()
        for name, act in state.acts.items()
        if set(act.who) & set(held)
    }
    return [(name, ACTS[name].label) for name in NAMES if name in may]


@login_required
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Show what an act will do to the chosen editions, or do it."""
    name = request.POST.get("act", "")
    if name not in NAMES:
        raise Http404
    rows = _chosen(request)
    errors: Errors = []
    if not rows:
        errors.append(("", "没有选择信息。请返回列表勾选"))
    if len(rows) > MOST:
        errors.append(("", f"一次最多办理 {MOST} 件，您选了 {len(rows)} 件。请返回列表减少"))
    if errors or "confirmed" not in request.POST:
        return _page(request, name, [] if errors else _judged(request, name, rows), errors)
    given, errors = given_in(request)
    if name == "approve" and READ not in request.POST:
        errors.append(("f-read", "没有确认已逐件看过。请看过后勾选"))
    if errors:
        return _page(request, name, _judged(request, name, rows), errors)
    finished = [done(request, name, row, given) for row in rows]
    values = {
        "title": f"成批{ACTS[name].label}：结果",
        "act": ACTS[name],
        "done": [row for row in finished if not row.against],
        "left": [row for row in finished if row.against],
        "next": back(request),
    }
    return render(request, "office/bulk_result.html", values, using="jinja2")


def _chosen(request: HttpRequest) -> list[Row]:
    """Return the chosen editions that the person may read, as they were on the screen."""
    seen: dict[int, int] = {}
    for text in request.POST.getlist("row"):
        key, _, version = text.partition(".")
        if key.isdecimal() and version.isdecimal():
            seen[int(key)] = int(version)
    readable = queries.readable_editions(request.user, at=timezone.now())
    found = readable.filter(pk__in=seen).select_related(*SHOWN)
    by_key = {one.pk: one for one in found}
    return [Row(by_key[key], version, []) for key, version in seen.items() if key in by_key]


def _judged(request: HttpRequest, name: str, rows: list[Row]) -> list[Row]:
    """Return the rows with every reason that no input on the next page can answer."""
    at = timezone.now()
    judged = []
    for row in rows:
        if name == "publish":
            reasons = queries.may_publish(row.edition, by=request.user, at=at)
        else:
            reasons = queries.may(name, row.edition, by=request.user, at=at)
        left = [one for one in reasons if one.code.rpartition(".")[2] not in ASKED]
        against = errors_of(Refused(left))
        if row.seen != row.edition.version:
            against.append(("", f"您打开列表之后，{row.edition.changed_by}已办理过。请先查看"))
        judged.append(Row(row.edition, row.seen, against))
    return judged


def done(request: HttpRequest, name: str, row: Row, given: Mapping[str, object]) -> Row:
    """Do one act on one edition and return the row with what stood against it, if it was refused."""
    deed = Deed(row.edition, row.seen, request.user, timezone.now())
    try:
        ACTS[name].call(deed, given)
    except Refused as refusal:
        return Row(row.edition, row.seen, errors_of(refusal))
    return row


def _page(request: HttpRequest, name: str, rows: list[Row], errors: Errors) -> HttpResponse:
    values = {
        "title": f"成批{ACTS[name].label}",
        "name": name,
        "act": ACTS[name],
        "can": [row for row in rows if not row.against],
        "cannot": [row for row in rows if row.against],
        "errors": errors,
        "given": request.POST,
        "grounds": list(vocabulary("withdrawal_grounds").items()),
        "next": back(request),
    }
    return render(
        request, "office/bulk.html", values, using="jinja2", status=422 if errors else 200
    )


def back(request: HttpRequest) -> str:
    """Return the list that somebody came from, never a place outside the back office."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, None)
    return wanted if safe and wanted.startswith("/office/") else "/office/documents/"
