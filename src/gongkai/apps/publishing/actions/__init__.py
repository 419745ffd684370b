"""Everything a person can do to a document (办理事项): one function a verb.

Each asks for permission, works in one transaction, and leaves a trace. ``seen`` is the
``Edition.version`` that the person had on the screen: when somebody else was quicker, the act is
refused and says who. ``at`` is the moment, passed in by the door.
"""

from gongkai.apps.publishing.actions.cleaning_up import (
    add_to_clean_up,
    close_clean_up,
    decide_clean_up,
    start_clean_up,
)
from gongkai.apps.publishing.actions.drafting import (
    create_document,
    discard,
    revise,
    save_draft,
)
from gongkai.apps.publishing.actions.importing import begin_import, finish_import, import_batch
from gongkai.apps.publishing.actions.materials import (
    answer_finding,
    attach,
    describe_attachment,
    detach,
    relate,
    unrelate,
)
from gongkai.apps.publishing.actions.opinions import answer_opinion, ask_opinion, recall_opinion
from gongkai.apps.publishing.actions.releasing import (
    keep,
    publish,
    release_due,
    schedule,
    unschedule,
)
from gongkai.apps.publishing.actions.reviewing import approve, recall, send_back, submit
from gongkai.apps.publishing.actions.validity import lapse_due, set_validity
from gongkai.apps.publishing.actions.visits import record_visits
from gongkai.apps.publishing.actions.withdrawing import withdraw

__all__ = [
    "add_to_clean_up",
    "answer_finding",
    "answer_opinion",
    "approve",
    "ask_opinion",
    "attach",
    "begin_import",
    "close_clean_up",
    "create_document",
    "decide_clean_up",
    "describe_attachment",
    "detach",
    "discard",
    "finish_import",
    "import_batch",
    "keep",
    "lapse_due",
    "publish",
    "recall",
    "recall_opinion",
    "record_visits",
    "relate",
    "release_due",
    "revise",
    "save_draft",
    "schedule",
    "send_back",
    "set_validity",
    "start_clean_up",
    "submit",
    "unrelate",
    "unschedule",
    "withdraw",
]
