"""What the database forbids on the trail itself."""

from gongkai.apps.trail.guards import Guard, append_only, forbid

append_only("trail_entry")
forbid(Guard("trail_head_no_delete", "trail_head", "DELETE", "1=1", "the head stays"))
forbid(
    Guard(
        "trail_head_one_step",
        "trail_head",
        "UPDATE",
        "NEW.number <> OLD.number + 1 OR NEW.digest NOT IN "
        "(SELECT digest FROM trail_entry WHERE number = NEW.number AND previous = OLD.digest)",
        "the head follows the last row, one at a time",
    )
)
forbid(
    Guard(
        "trail_entry_follows_head",
        "trail_entry",
        "INSERT",
        "NEW.number NOT IN (SELECT number + 1 FROM trail_head WHERE digest = NEW.previous)",
        "a row follows the head",
    )
)
