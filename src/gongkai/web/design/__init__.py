"""One look for portal and back office: tokens, components, frames (look of the system)."""
