"""Measure on parallel texts how well brief compares the numbers of two languages.

`python benchmarks/number_check.py [options] TEXTS…`, where TEXTS are

- files of pairs: each line has two language tags and two texts, separated by tabs
  (`de  it  Text  Testo`); other lines are passed over;
- or files whose lines belong together, each with its language: `de=a.txt it=b.txt fr=c.txt`.
  Every two of them are compared, or with `--against en` those with that language.

Only pairs with a digit are counted. For each pair of languages the program prints the share of
false warnings (notes do not count), and the share of mistakes, made at random one at a time, that
are caught, by kind.

--list        prints the pairs with warnings and the mistakes missed; some pairs really differ
--most N      takes at most N pairs of each two languages, evenly from all
--docs KEY    also writes the table into docs/numbers.md, between the marks of that name
--caption T   the sentence below that table: what was measured
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from itertools import combinations, islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if __name__ == "__main__":  # run as a script, its folder is on the path, and not the checkout's
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.mutations import KINDS, make_mutations
from benchmarks.table import Table, put_into
from brief.editorial.numbers import compare_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Pair = tuple[str, str, str, str]
COLUMNS = 4
DOCUMENT = Path(__file__).parents[1] / "docs" / "numbers.md"
FIGURES = tuple(kind for kind in KINDS if kind != "word")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the pairs in the files, and print a row per pair of languages."""
    options = _read_arguments(arguments)
    pairs: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in read_pairs(options.texts, options.against):
        if re.search(r"\d", pair[2] + pair[3]):
            pairs[pair[0], pair[1]].append(pair)
    counts: dict[str, Counter[str]] = {}
    random = Random(options.seed)  # noqa: S311 - the same mistakes in every run are wanted
    for tags, found in pairs.items():
        own = counts["–".join(tags)] = Counter()
        step = max(1, -(-len(found) // options.most)) if options.most else 1
        for pair in found[::step]:
            measure(pair, own, random, show=options.list)
    counts["all"] = sum(counts.values(), Counter())
    table = make_table(options.docs or "numbers", counts)
    for row in (table.head, *table.rows):
        _print_row(row[0], row[1:])
    if options.docs:
        put_into(DOCUMENT, table, options.caption)


def _read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--against", default="")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--docs", default="")
    parser.add_argument("--caption", default="")
    return parser.parse_args(arguments)


def read_pairs(texts: Iterable[str], against: str = "") -> Iterator[Pair]:
    """Yield the pairs of all files; empty texts, and lines without four columns, are passed over.

    `against`: of files whose lines belong together, compare only pairs with that language.
    """
    aligned: dict[str, list[str]] = {}
    for each in texts:
        tag, is_aligned, path = each.partition("=")
        if is_aligned and not Path(each).exists():
            aligned[tag] = _read_lines(Path(path))
            continue
        for line in _read_lines(Path(each)):
            columns = line.split("\t")
            if len(columns) == COLUMNS:
                yield columns[0], columns[1], columns[2], columns[3]
    for one, other in combinations(aligned, 2):
        if against and against not in {one, other}:
            continue
        for left, right in zip(aligned[one], aligned[other], strict=False):
            if left.strip() and right.strip():
                yield one, other, left, right


def _read_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig", errors="replace").split("\n")


def find_warnings(pair: Pair) -> set[tuple[str, str, str]]:
    """Return the warnings about a pair, without the notes."""
    left_tag, right_tag, left, right = pair
    return {
        (each.code, each.left.text if each.left else "", each.right.text if each.right else "")
        for each in compare_numbers(left, left_tag, right, right_tag)
        if each.code != "number-approximate"
    }


def measure(pair: Pair, counts: Counter[str], random: Random, *, show: bool) -> None:
    """Count a pair, a warning about it, and the mistakes in either text that are caught.

    A pair in a language that CLDR does not know is counted as unknown, and not measured.
    """
    try:
        before = find_warnings(pair)
    except ValueError:
        counts["unknown"] += 1
        return
    counts["pairs"] += 1
    counts["false"] += bool(before)
    if show and before:
        _print_pair("warned", pair, sorted(before))
    for side in (0, 1):
        for mistake in make_mutations(pair[side + 2], pair[side], random):
            texts = (mistake.text, pair[3]) if side == 0 else (pair[2], mistake.text)
            changed = (pair[0], pair[1], *texts)
            counts[mistake.kind] += 1
            counts["figures"] += mistake.kind in FIGURES
            if find_warnings(changed) - before:
                counts[f"{mistake.kind} caught"] += 1
                counts["figures caught"] += mistake.kind in FIGURES
            elif show:
                _print_pair(f"missed {mistake.before} → {mistake.after}", changed, [])


def make_table(key: str, counts: dict[str, Counter[str]]) -> Table:
    """Return a row for each pair of languages, and one for all if there are several."""
    rows = []
    for name, own in counts.items():
        if name == "all" and len(counts) == 2:  # noqa: PLR2004 - one pair, and all
            continue
        false = _format_share(own["false"], own["pairs"])
        caught = (_format_share(own[f"{kind} caught"], own[kind]) for kind in ("figures", *KINDS))
        rows.append((name, f"{own['pairs']:,}", false, *caught))
    head = ("languages", "pairs", "warned", "figures caught", *KINDS)
    unknown = sum(own["unknown"] for own in islice(counts.values(), len(counts) - 1))
    remarks = (f"{unknown:,} pairs are in languages that CLDR does not know.",) if unknown else ()
    return Table(key, head, tuple(rows), remarks)


def _format_share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _print_row(name: str, cells: Sequence[str]) -> None:
    sys.stdout.write(f"{name:10}" + "".join(f"{cell:>16}" for cell in cells) + "\n")


def _print_pair(what: str, pair: Pair, warned: list[tuple[str, str, str]]) -> None:
    sys.stdout.write(f"{what}\n  {pair[2]}\n  {pair[3]}\n")
    for each in warned:
        sys.stdout.write(f"    {' | '.join(each)}\n")


if __name__ == "__main__":
    main()
