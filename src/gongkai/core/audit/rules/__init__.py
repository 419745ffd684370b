"""The rules, one module a family; numbers are stable and never reused."""
