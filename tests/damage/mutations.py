"""Mutations for fuzzing: bytes, lines, cells, structure and the insides of archives.

A mutant whose truth is known carries its samples; of any other, only that reading it neither
crashes nor hangs can be asked.
"""

import functools
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from gongkai.adapters.writers.report_text import Layout, TextStyle, write_text
from gongkai.core.reporting.specimens import sound_report
from tests.damage.copies import Copy
from tests.damage.recipes import chance_of, clean_copy, damaged_copy
from tests.damage.sample import change, names_in, sample_of

BASES = 24
ODD_BYTES = (
    b"\x00",
    b"\xff",
    b"<",
    b">",
    b"|",
    b"\t",
    b"\n",
    b"&#",
    b"\xe4\xb8",
    b"9" * 40,
    b"</table>",
)
ODD_TEXTS = (
    "",
    "/",
    "?",
    "N/A",
    "1O",
    "O",
    "l",
    "壹",
    "三",
    "1-2",
    "1/2",
    "约3",
    "3+2",
    "√",
    "　",
    "0 0",
    "..",
    "#REF!",
)


@functools.cache
def base(kind: str, number: int) -> Copy:
    """Return one of a few undamaged files that mutants of bytes are made from."""
    return clean_copy(number, kind)


@functools.cache
def base_text(number: int) -> str:
    """Return one of a few undamaged texts, each layout among them."""
    layouts = list(Layout)
    style = TextStyle(layouts[number % len(layouts)], gaps=number % 2 == 0)
    return write_text([sound_report(number).paper], style)


def mutate_bytes(kind: str) -> Callable[[random.Random], Copy]:
    """Return a mutator that flips, cuts, repeats and inserts bytes of a file of ``kind``."""

    def mutate(chance: random.Random) -> Copy:
        copy = base(kind, chance.randrange(BASES))
        data = _spoil(copy.data, chance, chance.choice((1, 1, 3, 20)))
        return Copy(copy.name, data, [], f"bytes of {kind}")

    return mutate


def _spoil(data: bytes, chance: random.Random, times: int) -> bytes:
    spoilt = bytearray(data)
    for _ in range(times):
        at = chance.randrange(len(spoilt) + 1)
        size = chance.choice((1, 2, 8, 64, 1000))
        kind = chance.randrange(5)
        if kind == 0:
            spoilt[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del spoilt[at : at + size]
        elif kind == 2:
            spoilt[at:at] = spoilt[at : at + size] * chance.randint(1, 5)
        elif kind == 3:
            spoilt[at:at] = chance.choice(ODD_BYTES) * chance.choice((1, 1, 50))
        else:
            del spoilt[at:]
        if not spoilt:
            spoilt += b"0"
    return bytes(spoilt)


def mutate_archive(kind: str) -> Callable[[random.Random], Copy]:
    """Return a mutator that spoils one part inside an office file and packs it again."""

    def mutate(chance: random.Random) -> Copy:
        copy = base(kind, chance.randrange(BASES))
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(copy.data)) as old, zipfile.ZipFile(stream, "w") as new:
            entries = old.infolist()
            large = [
                e.filename for e in entries if e.filename.endswith(".xml") and e.file_size > 2000
            ]
            hit = chance.choice(large)
            for entry in entries:
                part = old.read(entry)
                new.writestr(entry, _spoil(part, chance, 2) if entry.filename == hit else part)
        return Copy(copy.name, stream.getvalue(), [], f"part of {kind}")

    return mutate


def mutate_lines(chance: random.Random) -> Copy:
    """Repeat, move and cut lines of a text: no truth is left, but reading must end."""
    lines = base_text(chance.randrange(BASES)).split("\n")
    for _ in range(chance.randint(1, 12)):
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            lines.insert(to, lines[at])
        elif kind == 1 and len(lines) > 1:
            lines.insert(to, lines.pop(at))
        elif kind == 2:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        else:
            lines[at] = lines[at] * chance.choice((2, 3, 400))
    return Copy("report.txt", "\n".join(lines).encode(), [], "lines of text")


def lose_lines(chance: random.Random) -> Copy:
    """Lose whole rows or single cells: what is lost must not come back, the rest stays itself."""
    sample = sample_of(sound_report(chance.randrange(10**6)))
    number = chance.choice((3, 3, 3, 4))
    rows = sample.rows(number) or []
    layout = chance.choice(
        (Layout.TABS, Layout.BARS, Layout.LINES, Layout.SPACED_LINES, Layout.COMMAS)
    )
    for _ in range(chance.randint(1, 4)):
        row = chance.choice([row for row in rows if names_in(row)])
        at = chance.choice([i for i, cell in enumerate(row) if cell.cell])
        sample.blank([row[at].cell or ""])
        sample.doubtful.update(names_in(row))
        del row[at]
        if not names_in(row):
            break
    sample.put_rows(number, rows)
    sample.settle()
    text = write_text([sample.paper], TextStyle(layout, gaps=False))
    return Copy("report.txt", text.encode(), [sample], f"cells lost, {layout}")


def replace_cells(chance: random.Random) -> Copy:
    """Print other figures, or what is no figure, in some cells."""
    sample = sample_of(sound_report(chance.randrange(10**6)))
    for number in (2, 3, 4):
        rows = sample.rows(number)
        if rows is None:
            continue
        for row in rows:
            for at, cell in enumerate(row):
                if cell.cell and chance.random() < 0.05:
                    text, value = _other_text(chance)
                    row[at] = change(cell, text)
                    sample.truth[cell.cell] = value
                    sample.doubtful.update(names_in(row))
        sample.put_rows(number, rows)
    style = TextStyle(chance.choice((Layout.TABS, Layout.BARS, Layout.COMMAS, Layout.MARKDOWN)))
    text = write_text([sample.paper], style)
    return Copy("report.txt", text.encode(), [sample], f"cells replaced, {style.layout}")


def _other_text(chance: random.Random) -> tuple[str, Decimal | None]:
    if chance.random() < 0.5:
        number = chance.choice((chance.randint(0, 99), chance.randint(10**3, 10**7)))
        return str(number), Decimal(number)
    text = chance.choice(ODD_TEXTS)
    return text, None


def pile_up(chance: random.Random) -> Copy:
    """Damage of up to nine kinds at once."""
    kind = "text" if chance.random() < 0.8 else "html"
    return damaged_copy(chance.randrange(10**9), kind, most=9)


def spoil_text(chance: random.Random) -> Copy:
    """Characters of a text changed anywhere: only crashing and hanging can be judged."""
    characters = list(base_text(chance.randrange(BASES)))
    for _ in range(chance.choice((5, 50, 400))):
        at = chance.randrange(len(characters))
        characters[at] = chance.choice("0123456789一二三（）、.| \t\n　件无")
    return Copy("report.txt", "".join(characters).encode(), [], "characters of text")


MUTATORS: tuple[tuple[int, Callable[[random.Random], Copy]], ...] = (
    (16, mutate_bytes("text")),
    (14, mutate_lines),
    (12, spoil_text),
    (14, lose_lines),
    (12, replace_cells),
    (14, pile_up),
    (8, mutate_bytes("html")),
    (3, mutate_bytes("docx")),
    (3, mutate_archive("docx")),
    (1, mutate_bytes("xlsx")),
    (2, mutate_archive("xlsx")),
    (1, mutate_bytes("pdf")),
)


def mutant(seed: int) -> Copy:
    """Return the mutant of a seed, always the same."""
    chance = chance_of(seed)
    weights = [weight for weight, _ in MUTATORS]
    mutate = chance.choices([mutator for _, mutator in MUTATORS], weights)[0]
    copy = mutate(chance)
    return replace(copy, recipe=f"{copy.recipe} seed={seed}")
