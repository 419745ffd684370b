"""The demo county (演示县): an invented county with three years of work, made through the actions."""
