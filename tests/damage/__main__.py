"""Attack the reader and print what broke: python -m tests.damage KIND COUNT [OPERATOR…]."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from gongkai.adapters.readers.read import read_file
from tests.damage.recipes import ALL_DAMAGE, clean_copy, damaged_copy
from tests.damage.score import Score, score_copy


def main(arguments: list[str]) -> None:
    """Read ``count`` copies and list the faults by damage."""
    kind, count = arguments[0], int(arguments[1])
    wanted = arguments[2:]
    operators = [o for o in ALL_DAMAGE if not wanted or o.__name__ in wanted]
    total, blame, shown = Score(), Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            clean = wanted == ["clean"]
            copy = clean_copy(seed, kind) if clean else damaged_copy(seed, kind, operators)
            path = Path(folder) / copy.name
            path.write_bytes(copy.data)
            score = score_copy(copy, read_file(path))
            total.add(score)
            if score.faults:
                blame.update(
                    {d for s in copy.samples for d in s.damage} | {copy.recipe.split("[")[0]}
                )
                shown += 1
                if shown <= 25:
                    sys.stdout.write(f"{copy.recipe}\n    {score}; {score.faults[:4]}\n")
    sys.stdout.write(f"{total}\n{blame.most_common(40)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
