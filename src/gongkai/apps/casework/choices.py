"""Closed lists of the models (选项), drawn from the law and from ``core/casework``."""

from __future__ import annotations

from gongkai.core.casework.happenings import kinds
from gongkai.core.casework.lifecycle import lifecycle
from gongkai.core.law import receipt, replies
from gongkai.core.law.events import Party
from gongkai.core.law.forms import Form, forms
from gongkai.core.law.grounds import ThirdPartyAnswer, grounds

Choices = list[tuple[str, str]]


def _newest_form() -> Form:
    return list(forms().values())[-1]


def applicant_choices() -> Choices:
    """Return the kinds of applicant that table 3 counts."""
    columns = _newest_form().table3.columns
    return [(column.key, column.label) for column in columns if column.key != "total"]


def channel_choices() -> Choices:
    """Return the channels by which an application comes in."""
    return [(channel.value, rule.label) for channel, rule in receipt.channels().items()]


def service_choices() -> Choices:
    """Return the manners of service."""
    return [(key, rule.label) for key, rule in receipt.services().items()]


def state_choices() -> Choices:
    """Return the states of a case."""
    return [(key, state.label) for key, state in lifecycle().states.items()]


def entry_choices() -> Choices:
    """Return the kinds of entry in a case."""
    return [(key, kind.label) for key, kind in kinds().items()]


def reply_choices() -> Choices:
    """Return the kinds of reply."""
    return [(key, kind.label) for key, kind in replies.kinds().items()]


def ground_choices() -> Choices:
    """Return the grounds for withholding."""
    return [(key, ground.label) for key, ground in grounds().items()]


def party_choices() -> Choices:
    """Return who may be consulted."""
    return [(party.value, party.label) for party in Party]


def answer_choices() -> Choices:
    """Return what a third party, co-maker or other body may answer."""
    labels = {
        ThirdPartyAnswer.AGREES: "同意公开",
        ThirdPartyAnswer.OBJECTS: "不同意公开且有合理理由",
        ThirdPartyAnswer.OBJECTS_WITHOUT_REASON: "不同意公开但理由不合理",
        ThirdPartyAnswer.SILENT: "逾期未提出意见",
    }
    return [(answer.value, labels[answer]) for answer in ThirdPartyAnswer]


def remedy_choices() -> Choices:
    """Return the groups of table 4."""
    return [(group.key, group.label) for group in _newest_form().table4.groups]


def result_choices() -> Choices:
    """Return the results of table 4."""
    columns = _newest_form().table4.columns
    return [(one.key, one.label) for one in columns if one.key not in ("total", "pending")]
