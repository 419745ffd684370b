"""Everything a person can do to a case (办理事项): one function a verb.

Each asks for permission, works in one transaction, and leaves a trace. ``seen`` is the
``Case.version`` that the person had on the screen.
"""

from gongkai.apps.casework.actions.anonymizing import anonymize
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
    record_reasons,
)
from gongkai.apps.casework.actions.assigning import (
    answer_task,
    assign_officer,
    assign_task,
    chase_task,
    recall_task,
)
from gongkai.apps.casework.actions.binding import bind_file
from gongkai.apps.casework.actions.calendars import enter_calendar_year
from gongkai.apps.casework.actions.challenging import (
    RemedyFacts,
    record_remedy_step,
    register_remedy,
)
from gongkai.apps.casework.actions.charging import (
    lapse_fee,
    notify_fee,
    record_fee_delivery,
    record_payment,
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
from gongkai.apps.casework.actions.filing_papers import attach_paper, release_paper
from gongkai.apps.casework.actions.issuing import issue_letter, print_reply
from gongkai.apps.casework.actions.looking_up import fetch_paper, forget_failures, look_up
from gongkai.apps.casework.actions.privacy import read_personal_data
from gongkai.apps.casework.actions.proposing import propose_disclosure
from gongkai.apps.casework.actions.reading_notices import mark_all_read, mark_read
from gongkai.apps.casework.actions.receiving import (
    confirm_receipt,
    correct_date,
    strike_out,
    void_register_number,
)
from gongkai.apps.casework.actions.redacting import redact_paper
from gongkai.apps.casework.actions.reminding import remind_of_terms
from gongkai.apps.casework.actions.saving import (
    discard_draft_application,
    forget_drafts,
    resume_draft_application,
    save_draft_application,
)
from gongkai.apps.casework.actions.supplementing import (
    lapse_supplementation,
    record_supplementation,
    request_supplementation,
)
from gongkai.apps.casework.actions.telling import (
    disclosure_drafted,
    mark_sent,
    record_disclosure_draft,
)

__all__ = [
    "Decision",
    "Filed",
    "RemedyFacts",
    "anonymize",
    "answer_task",
    "approve_reply",
    "archive",
    "ask_reasons",
    "assign_officer",
    "assign_task",
    "attach_paper",
    "bind_file",
    "chase_task",
    "confirm_receipt",
    "consult",
    "correct_date",
    "delay_reply",
    "discard_draft_application",
    "disclosure_drafted",
    "draft_reply",
    "enter_calendar_year",
    "extend_deadline",
    "fetch_paper",
    "file_application",
    "forget_drafts",
    "forget_failures",
    "give_legality_opinion",
    "give_secrecy_opinion",
    "issue_letter",
    "lapse_fee",
    "lapse_supplementation",
    "look_up",
    "mark_all_read",
    "mark_read",
    "mark_sent",
    "note_silence",
    "notify_fee",
    "override_objection",
    "print_reply",
    "propose_disclosure",
    "rate",
    "read_personal_data",
    "recall_reply",
    "recall_task",
    "record_answer",
    "record_delivery",
    "record_disclosure_draft",
    "record_fee_delivery",
    "record_payment",
    "record_reasons",
    "record_remedy_step",
    "record_supplementation",
    "redact_paper",
    "register_application",
    "register_remedy",
    "release_paper",
    "remind_of_terms",
    "reopen",
    "request_extension",
    "request_supplementation",
    "resume_draft_application",
    "save_draft_application",
    "send_back_reply",
    "serve_reply",
    "sign_reply",
    "strike_out",
    "submit_reply",
    "transfer",
    "void_register_number",
    "withdraw_application",
]
