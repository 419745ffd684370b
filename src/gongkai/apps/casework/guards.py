"""What the database itself forbids about cases (数据库防护)."""

from gongkai.apps.trail.guards import Guard, append_only, changed, forbid

append_only("casework_event")
append_only("casework_remedystep")
for table in ("case", "matter", "reply", "paper", "consultation", "task", "fee", "remedy"):
    forbid(
        Guard(f"{table}_is_kept", f"casework_{table}", "DELETE", "1=1", f"no {table} is deleted")
    )
forbid(
    Guard(
        "case_number_is_permanent",
        "casework_case",
        "UPDATE",
        changed(["body_id", "year", "serial", "reference", "registered_at", "transferred_from_id"]),
        "a number of the register never changes",
    )
)
forbid(
    Guard(
        "register_series_only_grows",
        "casework_registerseries",
        "UPDATE",
        "NEW.last <> OLD.last + 1",
        "numbers of the register follow one another",
    )
)
forbid(
    Guard(
        "case_number_follows_series",
        "casework_case",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM casework_registerseries s WHERE s.body_id = NEW.body_id "
        "AND s.year = NEW.year AND s.last = NEW.serial)",
        "a case takes the number that the register has just given",
    )
)
SINCE_REOPENED = (
    "e.id > COALESCE((SELECT max(r.id) FROM casework_event r WHERE r.case_id = NEW.case_id "
    "AND r.kind = 'reopened'), 0)"
)
SINCE_SUBMITTED = (
    "e.id > COALESCE((SELECT max(r.id) FROM casework_event r WHERE r.case_id = NEW.case_id "
    "AND r.kind = 'reply_submitted'), 0)"
)
APPROVED = (
    "SELECT 1 FROM casework_event e WHERE e.case_id = NEW.case_id AND e.kind = 'reply_approved'"
)
OF_THE_SAME_PERSON = (
    "SELECT 1 FROM casework_event e WHERE e.case_id = NEW.case_id AND e.by_id = NEW.by_id"
)
forbid(
    Guard(
        "nobody_approves_or_signs_their_own_reply",
        "casework_event",
        "INSERT",
        "NEW.kind IN ('reply_approved', 'reply_signed', 'secrecy_opinion', 'legality_opinion') "
        f"AND EXISTS ({OF_THE_SAME_PERSON} AND e.kind IN ('reply_drafted', 'reply_submitted') "
        f"AND {SINCE_REOPENED})",
        "nobody reviews or signs what they drafted",
    )
)
forbid(
    Guard(
        "two_people_approve_and_sign",
        "casework_event",
        "INSERT",
        f"NEW.kind = 'reply_signed' AND (EXISTS ({APPROVED} AND e.by_id = NEW.by_id "
        f"AND {SINCE_SUBMITTED}) OR NOT EXISTS ({APPROVED} AND {SINCE_SUBMITTED}))",
        "a reply is signed by somebody else than approved it, and only when approved",
    )
)
