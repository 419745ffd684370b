"""python -m benchmarks [NAME [ARGUMENT…]]: without a name, those that make bench prints."""

import importlib
import sys

BY_DEFAULT = ("reading", "growth", "startup")
NAMES = (
    *BY_DEFAULT,
    "casework",
    "importing",
    "fuzz",
    "publishing",
    "serving",
    "search",
    "office",
    "tree",
    "kills",
)


def main(arguments: list[str]) -> int:
    """Run one benchmark, or the default ones."""
    if arguments and arguments[0] not in NAMES:
        print(f"{arguments[0]}: no such benchmark; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    chosen = arguments[:1] or list(BY_DEFAULT)
    worst = 0
    for name in chosen:
        module = importlib.import_module(f"benchmarks.{name}")
        worst = max(worst, module.main(arguments[1:]))
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
