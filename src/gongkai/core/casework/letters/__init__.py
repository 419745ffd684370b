"""Letters (文书): templates bound to the law, merged from plain facts, edited, and linted before signing."""
