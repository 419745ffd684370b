"""One look for portal and back office: tokens, components, frames (look of the system)."""

from pathlib import Path

STATIC = Path(__file__).parent / "static" / "design"
