"""How many personal copies of a PDF one core makes a second.

    python benchmarks/personal.py                  of the sample in content/, in German
    python benchmarks/personal.py FILE --lang ar   of a PDF that brief made

Each copy has another name. Half of the names are in Latin letters, the others in Arabic, Cyrillic
and Chinese, so that a copy has one font or two.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

CHECKOUT = Path(__file__).parents[1]
NAMES = (
    "A. Reader",
    "B. Müller-Lüdenscheidt",
    "C. Łódź",
    "Иван",
    "D. Àlvarez",
    "محمد الفاتح",
    "张伟",
)


def main() -> None:
    """Print copies a second, the time for the first copy, and what a copy adds to the file."""
    sys.path[0] = str(CHECKOUT)
    from brief.design.brand.brand import load_brand
    from brief.prepress.personal_style import make_personal_style
    from brief.press.personal.template import open_personal_template
    from brief.project import Project

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, help="a PDF that brief made")
    parser.add_argument("--lang", default="de", help="its language")
    parser.add_argument("--brand", default="house", help="its brand")
    parser.add_argument("--copies", type=int, default=2000)
    asked = parser.parse_args()
    pdf = asked.file.read_bytes() if asked.file else build_sample(asked.lang)
    style = make_personal_style(load_brand(Project(CHECKOUT), asked.brand), asked.lang)
    start = time.perf_counter()
    template = open_personal_template(pdf, style)
    tell(f"opened in {(time.perf_counter() - start) * 1000:.0f} ms")
    for name in NAMES:  # the first name in a script prepares its font
        template.make_copy(name)
    tell(f"first copies in {(time.perf_counter() - start) * 1000:.0f} ms")
    names = [f"{name} {number}" for number, name in enumerate(islice(cycle(NAMES), asked.copies))]
    start = time.process_time()
    added = sum(len(template.make_copy(name)) - len(pdf) for name in names)
    seconds = time.process_time() - start
    tell(f"{asked.copies / seconds:.0f} copies a second on one core")
    tell(f"{added / asked.copies / 1000:.1f} kB more than the PDF of {len(pdf) / 1000:.0f} kB")


def tell(line: str) -> None:
    """Write a line on standard output."""
    sys.stdout.write(f"{line}\n")


def build_sample(tag: str) -> bytes:
    """Return the sample briefing in a language."""
    from brief.build import Request, build
    from brief.project import Project

    with TemporaryDirectory() as folder:
        request = Request(out=Path(folder), languages=(tag,))
        report = build(Project(CHECKOUT), request, lambda *_: None)
        if report.has_failed:
            sys.exit(f"the sample cannot be built: {report.findings}")
        return next(result.path.read_bytes() for result in report.results if result.path)


if __name__ == "__main__":
    main()
