"""Random YAML files in all styles that people write, and texts that are hard to write."""

from __future__ import annotations

from random import Random  # noqa: TC003 - a class of values

WORDS = ("river", "harbour", "tolls", "bridge", "water", "return", "of", "the", "in", "twelve")
HARD = (
    *("**The line.**", "delta:", "- dash", "#tag", "it’s", "o'clock", '"quoted"', "50 %", "[x]"),
    *(
        "{y}",
        "a,b",
        "https://example.org/a?b=c",
        "漢字かな",
        "港口",
        "\N{GRINNING FACE}",
        "née",
        "\u00a0x",
    ),
    *("x\u202f%", "null", "~", "---", "...", "?", "&a", "*b", "!t", "|", ">", "%", "@", "`", ","),
    *(
        "key: v",
        "x #y",
        "\t",
        "  ",
        "\\",
        "\x85",
        "\u2028",
        "\u2029",
        "\x07",
        "w" * 120,
        "a\ufeffb",
    ),
)


class RandomFile:
    """Makes the text of one file; its line ends are the same everywhere."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.newline = random.choice(("\n", "\n", "\r\n"))

    def text(self) -> str:
        """Return a text with signs that YAML reads in another way, line breaks and spaces."""
        pick = self.random
        count = pick.choice((0, 1, 1, 2, 3, 5, 8, 20, 40))
        words = [pick.choice(HARD if pick.random() < 0.35 else WORDS) for _ in range(count)]
        text = " ".join(words)
        if pick.random() < 0.15:
            text = text.replace(" ", "\n", pick.randint(1, 3))
        return pick.choice(("",) * 18 + (" ", "\n")) + text + pick.choice(("",) * 18 + (" ", "\n"))

    def file(self) -> str:
        """Return a file of a few keys, with comments, blank lines and document marks."""
        pick = self.random
        lines = [mark for mark in ("---", "# header") if pick.random() < 0.3]
        for number in range(pick.randint(1, 5)):
            key = pick.choice(("k{}", '"q {}"', "'s{}'")).format(number)
            lines += self._entry(key)
            lines += [line for line in ("", "# free") if pick.random() < 0.2]
        lines += ["..."] if pick.random() < 0.1 else []
        mark, end = "\ufeff" * (pick.random() < 0.1), self.newline * (pick.random() < 0.85)
        return mark + self.newline.join(lines) + end

    def words(self, most: int = 5) -> str:
        """Return words without any sign."""
        return " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(1, most)))

    def _entry(self, key: str) -> list[str]:
        pick = self.random
        kind = pick.choice(("scalar", "scalar", "list", "mappings", "brackets", "braces"))
        if kind == "scalar":
            return [f"{key}: {self._scalar(2)}".rstrip(" ")]
        if kind == "list":
            column = pick.choice((0, 2, 4))
            lines = [f"{key}:"]
            for _ in range(pick.randint(1, 4)):
                lines += [f"{' ' * column}# about it"] if pick.random() < 0.2 else []
                lines += [f"{' ' * column}- {self._scalar(column + 2)}".rstrip(" ")]
                lines += [""] if pick.random() < 0.2 else []
            return lines
        if kind == "mappings":
            lines = [f"{key}:"]
            for _ in range(pick.randint(1, 3)):
                lines += [f"  - id: {self._scalar(6)}".rstrip(" ")]
                lines += [f"    text: {self._scalar(6)}".rstrip(" ")]
            return lines
        values = [self._scalar(2, flow=True) for _ in range(3)]
        if kind == "brackets":
            joint = "," + pick.choice((" ", f"{self.newline}  "))
            return [f"{key}: [{joint.join(values)}{pick.choice(('', ','))}]"]
        return [f"{key}: {{{', '.join(f'k{n}: {value}' for n, value in enumerate(values))}}}"]

    def _scalar(self, indent: int, *, flow: bool = False) -> str:
        pick, margin = self.random, self.newline + " " * indent
        words = self.words
        blank = "" if flow else self.newline * pick.randint(0, 1)
        inline = {
            "plain": words(),
            "single": f"'{words()}'' {words()}'",
            "double": f'"{words()} \\u2019 \\" {words()}"',
            "empty": '""' if flow else "",
            "plain lines": f"{words()}{blank}{margin}{words()}",
            "single lines": f"'{words()}{blank}{margin}{words()}'",
            "double lines": f'"{words()}{pick.choice((blank, chr(92)))}{margin}{words()}"',
        }
        if not flow and pick.random() < 0.5:
            return self._block(margin)
        if not flow and pick.random() < 0.1:
            return f"{words()}  # comment"
        return pick.choice(tuple(inline.values()))

    def _block(self, margin: str) -> str:
        pick = self.random
        header = pick.choice((">-", "|-", ">2-", "|-2", ">+", "|", ">")) + pick.choice(
            ("", "  # c")
        )
        lines = [self.words(9) for _ in range(pick.randint(1, 4))]
        if pick.random() < 0.3:
            lines.insert(pick.randint(1, len(lines)), "")
        if pick.random() < 0.2:
            lines.insert(1, f"  {self.words()}")
        return header + "".join(margin + line if line else self.newline for line in lines)
