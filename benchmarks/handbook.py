"""Make line-aligned texts of the Debian Administrator's Handbook, for `number_check.py`.

`python benchmarks/handbook.py FOLDER OUT`: FOLDER holds a folder for each language, as the Debian
package `debian-handbook` has it (`apt-get download debian-handbook`, `dpkg-deb -x`, then
`usr/share/doc/debian-handbook/html`). OUT gets a file for each language; the same line is the same
paragraph in all of them, and empty where it is not translated.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

ORIGINAL = "en-US"
# The tags of the folders are those of the publisher; these are what brief calls the languages.
TAGS = {"en-US": "en", "zh-CN": "zh", "zh-TW": "zh-Hant", "pt-BR": "pt-BR"}


class Paragraphs(HTMLParser):
    """Collects the text of each `<div class="para">`, without listings inside it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[bool] = []  # for each open div, whether it is a paragraph
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a paragraph, or leave out a listing."""
        if tag == "div":
            is_paragraph = dict(attrs).get("class") == "para"
            self._open.append(is_paragraph)
            if is_paragraph:
                self.found.append("")
        elif tag in {"pre", "table"}:
            self._skipped += 1

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if tag == "div" and self._open:
            self._open.pop()
        elif tag in {"pre", "table"}:
            self._skipped -= 1

    def handle_data(self, data: str) -> None:
        """Add text to the paragraph."""
        if self._open and self._open[-1] and not self._skipped:
            self.found[-1] += data


def read_paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of a page, each on one line."""
    parser = Paragraphs()
    parser.feed(path.read_text(encoding="utf-8"))
    return [" ".join(each.split()) for each in parser.found]


def main() -> None:
    """Write the files; a page whose paragraphs cannot be aligned is left out of its language."""
    source, target = map(Path, sys.argv[1:])
    target.mkdir(parents=True, exist_ok=True)
    pages = sorted(path.name for path in (source / ORIGINAL).glob("*.html"))
    original = {name: read_paragraphs(source / ORIGINAL / name) for name in pages}
    for folder in sorted(path for path in source.iterdir() if (path / pages[0]).is_file()):
        lines: list[str] = []
        for name, paragraphs in original.items():
            path = folder / name
            here = read_paragraphs(path) if path.is_file() else []
            if len(here) != len(paragraphs):
                here = [""] * len(paragraphs)
            same = folder.name != ORIGINAL
            lines += ["" if same and a == b else b for a, b in zip(paragraphs, here, strict=True)]
        tag = TAGS.get(folder.name, folder.name.partition("-")[0])
        (target / f"{tag}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
