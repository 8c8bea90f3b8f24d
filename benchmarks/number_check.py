"""Measure on your own parallel texts how well brief compares the numbers of two languages.

`python benchmarks/number_check.py [--list] [--seed N] PAIRS.tsv…`: each line of a file contains two
language tags and two texts, separated by tabs (`de  it  Text  Testo`). For each pair of languages
the program prints the share of false warnings (notes do not count), and the share of mistakes,
made at random one at a time, that are caught, by kind.

`--list` prints the pairs with warnings and the mistakes missed; some pairs will really differ.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from brief.editorial.numbers import compare_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

if __name__ == "__main__":  # run as a script, its folder is on the path, and not the checkout's
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.mutations import KINDS, make_mutations

Pair = tuple[str, str, str, str]
COLUMNS = 4


def main() -> None:
    """Measure the pairs in the files, and print a row per pair of languages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warned: dict[str, Counter[str]] = defaultdict(Counter)
    random = Random(options.seed)  # noqa: S311 - the same mistakes in every run are wanted
    for pair in read_pairs(options.files):
        measure(pair, warned[f"{pair[0]}–{pair[1]}"], random, show=options.list)
    _print_row("", ("pairs", "false", *KINDS))
    for languages, counts in warned.items():
        false = _format_share(counts["false"], counts["pairs"])
        shares = (_format_share(counts[f"{kind} caught"], counts[kind]) for kind in KINDS)
        _print_row(languages, (str(counts["pairs"]), false, *shares))


def read_pairs(files: list[Path]) -> Iterator[Pair]:
    """Yield the pairs of all files; lines without four columns are skipped."""
    for path in files:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if len(row) == COLUMNS:
                    yield row[0], row[1], row[2], row[3]


def find_warnings(pair: Pair) -> set[tuple[str, str, str]]:
    """Return the warnings about a pair, without the notes."""
    left_tag, right_tag, left, right = pair
    return {
        (each.code, each.left.text if each.left else "", each.right.text if each.right else "")
        for each in compare_numbers(left, left_tag, right, right_tag)
        if each.code != "number-approximate"
    }


def measure(pair: Pair, counts: Counter[str], random: Random, *, show: bool) -> None:
    """Count a pair, a warning about it, and the mistakes in either text that are caught."""
    before = find_warnings(pair)
    counts["pairs"] += 1
    counts["false"] += bool(before)
    if show and before:
        _print_pair("warned", pair, sorted(before))
    for side in (0, 1):
        for mistake in make_mutations(pair[side + 2], pair[side], random):
            texts = (mistake.text, pair[3]) if side == 0 else (pair[2], mistake.text)
            changed = (pair[0], pair[1], *texts)
            counts[mistake.kind] += 1
            if find_warnings(changed) - before:
                counts[f"{mistake.kind} caught"] += 1
            elif show:
                _print_pair(f"missed {mistake.before} → {mistake.after}", changed, [])


def _format_share(part: int, whole: int) -> str:
    return f"{part / whole:.1%} ({whole})" if whole else "–"


def _print_row(name: str, cells: tuple[str, ...]) -> None:
    sys.stdout.write(f"{name:8}" + "".join(f"{cell:>15}" for cell in cells) + "\n")


def _print_pair(what: str, pair: Pair, warned: list[tuple[str, str, str]]) -> None:
    sys.stdout.write(f"{what}\n  {pair[2]}\n  {pair[3]}\n")
    for each in warned:
        sys.stdout.write(f"    {' | '.join(each)}\n")


if __name__ == "__main__":
    main()
