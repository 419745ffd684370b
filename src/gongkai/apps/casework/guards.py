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
