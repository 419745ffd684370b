"""Everything a person can do to a case (办理事项): one function a verb.

Each asks for permission, works in one transaction, and leaves a trace. ``seen`` is the
``Case.version`` that the person had on the screen.
"""

from gongkai.apps.casework.actions.answering import (
    Decision,
    approve_reply,
    draft_reply,
    give_legality_opinion,
    give_secrecy_opinion,
    recall_reply,
    send_back_reply,
    serve_reply,
    sign_reply,
    submit_reply,
)
from gongkai.apps.casework.actions.asking import (
    ask_reasons,
    consult,
    delay_reply,
    note_silence,
    override_objection,
    record_answer,
    record_delivery,
)
from gongkai.apps.casework.actions.closing import (
    archive,
    rate,
    reopen,
    transfer,
    withdraw_application,
)
from gongkai.apps.casework.actions.extending import extend_deadline, request_extension
from gongkai.apps.casework.actions.filing import Filed, file_application, register_application
from gongkai.apps.casework.actions.looking_up import fetch_paper, forget_failures, look_up
from gongkai.apps.casework.actions.privacy import read_personal_data
from gongkai.apps.casework.actions.receiving import (
    confirm_receipt,
    correct_date,
    strike_out,
    void_register_number,
)
from gongkai.apps.casework.actions.supplementing import (
    lapse_supplementation,
    record_supplementation,
    request_supplementation,
)

__all__ = [
    "Decision",
    "Filed",
    "approve_reply",
    "archive",
    "ask_reasons",
    "confirm_receipt",
    "consult",
    "correct_date",
    "delay_reply",
    "draft_reply",
    "extend_deadline",
    "fetch_paper",
    "file_application",
    "forget_failures",
    "give_legality_opinion",
    "give_secrecy_opinion",
    "lapse_supplementation",
    "look_up",
    "note_silence",
    "override_objection",
    "rate",
    "read_personal_data",
    "recall_reply",
    "record_answer",
    "record_delivery",
    "record_supplementation",
    "register_application",
    "reopen",
    "request_extension",
    "request_supplementation",
    "send_back_reply",
    "serve_reply",
    "sign_reply",
    "strike_out",
    "submit_reply",
    "transfer",
    "void_register_number",
    "withdraw_application",
]
