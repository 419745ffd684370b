"""Every act of the life cycle as a call with fitting arguments, for tables of tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gongkai.apps.accounts.models import User
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import Edition
from tests.apps.factories import AT, SECRECY, later

Call = Callable[[Edition, User], object]


def _save(edition: Edition, by: User) -> object:
    return actions.save_draft(
        edition=edition, seen=edition.version, values={"summary": "改写概述"}, by=by, at=AT
    )


def _submit(edition: Edition, by: User) -> object:
    return actions.submit(edition=edition, seen=edition.version, by=by, at=AT)


def _discard(edition: Edition, by: User) -> object:
    return actions.discard(edition=edition, seen=edition.version, remark="不发了", by=by, at=AT)


def _approve(edition: Edition, by: User) -> object:
    answers = SECRECY if edition.state == "secrecy_review" else None
    return actions.approve(
        edition=edition, seen=edition.version, secrecy_answers=answers, by=by, at=AT
    )


def _send_back(edition: Edition, by: User) -> object:
    return actions.send_back(edition=edition, seen=edition.version, remark="请核数", by=by, at=AT)


def _recall(edition: Edition, by: User) -> object:
    return actions.recall(edition=edition, seen=edition.version, by=by, at=AT)


def _ask(edition: Edition, by: User) -> object:
    return actions.ask_opinion(
        edition=edition, seen=edition.version, asked=edition.body, question="是否同意", by=by, at=AT
    )


def _publish(edition: Edition, by: User) -> object:
    return actions.publish(edition=edition, seen=edition.version, by=by, at=AT)


def _schedule(edition: Edition, by: User) -> object:
    return actions.schedule(
        edition=edition, seen=edition.version, release_at=later(60), by=by, at=AT
    )


def _unschedule(edition: Edition, by: User) -> object:
    return actions.unschedule(edition=edition, seen=edition.version, remark="改期", by=by, at=AT)


def _keep(edition: Edition, by: User) -> object:
    return actions.keep(edition=edition, seen=edition.version, by=by, at=AT)


def _revise(edition: Edition, by: User) -> object:
    return actions.revise(edition=edition, seen=edition.version, change="update", by=by, at=AT)


def _withdraw(edition: Edition, by: User) -> object:
    return actions.withdraw(
        edition=edition, seen=edition.version, ground="inaccurate", remark="有误", by=by, at=AT
    )


def _set_validity(edition: Edition, by: User) -> object:
    return actions.set_validity(
        edition=edition,
        seen=edition.version,
        validity="repealed",
        since=date(2026, 11, 20),
        reason="已被新办法替代",
        by=by,
        at=AT,
    )


ACTS: dict[str, Call] = {
    "save": _save,
    "submit": _submit,
    "discard": _discard,
    "approve": _approve,
    "send_back": _send_back,
    "recall": _recall,
    "ask_opinion": _ask,
    "publish": _publish,
    "schedule": _schedule,
    "unschedule": _unschedule,
    "keep": _keep,
    "revise": _revise,
    "withdraw": _withdraw,
    "set_validity": _set_validity,
}
