"""What the database itself forbids about editions and reviews (数据库防护)."""

from gongkai.apps.publishing.models import Edition
from gongkai.apps.trail.guards import Guard, append_only, changed, forbid

EDITION = "publishing_edition"
FROZEN = [
    str(field.column) for field in Edition._meta.concrete_fields if field.name in Edition.CONTENT
]
FIXED = ["document_id", "number", "kind", "origin", "created_by_id", "created_at"]
APPROVED = (
    "SELECT count(DISTINCT reviewer_id) FROM publishing_review WHERE edition_id = NEW.id "
    "AND round = NEW.round AND digest = NEW.digest AND verdict = 'approve' AND step "
)
RANKS = "IN ('first_review', 'second_review', 'final_review')"
OUT = "NEW.state IN ('approved', 'scheduled', 'published', 'kept') AND NEW.origin = 'drafted'"

forbid(
    Guard(
        "edition_content_is_frozen",
        EDITION,
        "UPDATE",
        f"(OLD.state <> 'drafting' OR NEW.state <> 'drafting') AND {changed(FROZEN)}",
        "the content of an edition changes only while it is drafted",
    )
)
forbid(
    Guard(
        "edition_digest_is_frozen",
        EDITION,
        "UPDATE",
        f"OLD.state <> 'drafting' AND {changed(['digest', 'round', 'body_id', 'issuer_name'])} "
        "AND NOT (OLD.state IN ('approved', 'scheduled') AND NEW.state = 'published' "
        f"AND NOT {changed(['digest', 'round', 'body_id'])})",
        "digest and round belong to one submission",
    )
)
forbid(
    Guard(
        "edition_identity_is_fixed",
        EDITION,
        "UPDATE",
        changed(FIXED),
        "an edition keeps its document, number and kind",
    )
)
forbid(
    Guard(
        "edition_needs_three_people",
        EDITION,
        "UPDATE",
        f"{OUT} AND (({APPROVED} {RANKS}) < 3 OR ({APPROVED} = 'secrecy_review') < 1)",
        "three people and the secrecy review approve exactly this text before it goes out",
    )
)
forbid(
    Guard(
        "edition_begins_as_draft",
        EDITION,
        "INSERT",
        "NEW.state <> 'drafting' AND NEW.origin <> 'imported'",
        "an edition begins as a draft",
    )
)
forbid(
    Guard(
        "edition_stays_closed",
        EDITION,
        "UPDATE",
        "OLD.state IN ('superseded', 'kept', 'discarded') AND NEW.state <> OLD.state "
        "OR OLD.state = 'published' AND NEW.state NOT IN ('published', 'withdrawn', 'superseded') "
        "OR OLD.state = 'withdrawn' AND NEW.state NOT IN ('withdrawn', 'superseded')",
        "what was released does not become a draft again",
    )
)
forbid(Guard("edition_is_kept", EDITION, "DELETE", "1=1", "no edition is deleted"))
forbid(
    Guard(
        "review_judges_the_text_in_hand",
        "publishing_review",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM publishing_edition e WHERE e.id = NEW.edition_id "
        "AND e.digest = NEW.digest AND e.round = NEW.round AND (e.state = NEW.step "
        "OR NEW.verdict = 'send_back'))",
        "a verdict is about the text and the step in hand",
    )
)
forbid(
    Guard(
        "nobody_approves_their_own",
        "publishing_review",
        "INSERT",
        "NEW.verdict = 'approve' AND EXISTS (SELECT 1 FROM publishing_contribution c "
        "WHERE c.edition_id = NEW.edition_id AND c.user_id = NEW.reviewer_id)",
        "nobody approves what they wrote",
    )
)
for table in (
    "publishing_review",
    "publishing_contribution",
    "publishing_release",
    "publishing_validitychange",
    "publishing_setaside",
    "publishing_importedrecord",
):
    append_only(table)
for table in ("publishing_attachment", "publishing_relation"):
    for when, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        forbid(
            Guard(
                f"{table}_{when.lower()}_in_draft",
                table,
                when,  # type: ignore[arg-type]
                f"NOT EXISTS (SELECT 1 FROM publishing_edition e WHERE e.id = {row}.edition_id "  # noqa: S608 - constants of this module
                "AND (e.state = 'drafting' OR e.origin = 'imported'))",
                "materials change only while the edition is drafted",
            )
        )
forbid(
    Guard(
        "index_number_is_permanent",
        "publishing_document",
        "UPDATE",
        f"OLD.index_number IS NOT NULL AND {changed(['index_number'])}",
        "an index number never changes",
    )
)
forbid(
    Guard(
        "index_series_only_grows",
        "publishing_indexseries",
        "UPDATE",
        "NEW.last < OLD.last",
        "a serial number is never given twice",
    )
)
