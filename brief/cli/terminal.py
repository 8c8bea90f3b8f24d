"""Terminal output for people: one line per edition, findings with their source line.

It goes to standard error; standard output is for programs.
"""

from __future__ import annotations

import os
import sys
from itertools import accumulate
from typing import TYPE_CHECKING, TextIO
from unicodedata import category, east_asian_width

from brief.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from brief.build import Report, Result
    from brief.errors import BriefError
    from brief.findings import Place
    from brief.project import Project

FindingKey = tuple[str, str, str]

RED, GREEN, YELLOW, BLUE, BOLD, DIM = "31", "32", "33", "36", "1", "2"  # ECMA-48, 8.3.117 (SGR)
COLOURS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.NOTE: BLUE}
KIB = 1024
MAX_SOURCE_WIDTH, MIN_SOURCE_WIDTH = 90, 20  # cells of a source line
SOURCE_MARGIN = 11  # cells of its margin, an ellipsis on both sides, and the last column
CONTROL_CATEGORIES = {"Cc", "Cs", "Zl", "Zp"}
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # UAX #9, 2


class Terminal:
    """Writes text to standard error, in colour on an interactive terminal."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._is_interactive = self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._uses_colour = self._is_interactive and not os.environ.get("NO_COLOR")

    def show_progress(self, what: str, done: int, total: int, *, doing: str = "building") -> None:
        """Show the item in progress on one line, which the next call overwrites."""
        if total:
            self.show_status(f"{doing} {done + 1}/{total} {escape_controls(what)}" if what else "")

    def show_status(self, text: str) -> None:
        """Show a text on the progress line."""
        if self._quiet or not self._is_interactive:
            return
        self._stream.write(f"\r\x1b[K{self._replace_unencodable(text)}")
        self._stream.flush()

    def end_progress(self) -> None:
        """Remove the progress line."""
        if not self._quiet and self._is_interactive:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def show_report(
        self, project: Project, report: Report, known: Container[FindingKey] = ()
    ) -> list[Finding]:
        """Show one line per edition with its findings, and a summary; return all findings.

        Of warnings and notes that are `known` from a build before, only the number is shown.
        """
        built = [result for result in report.results if not result.unchanged]
        width = max((len(self._edition_name(project, result)) for result in built), default=0)
        shown: dict[Finding, None] = {}
        for result in report.results:
            if not result.unchanged:
                self._show_result(project, result, width)
            self._show_new_findings(result.findings, shown, known)
        self._show_new_findings(report.findings, shown, known)
        self._show_summary(report, list(shown), known)
        return list(shown)

    def _show_new_findings(
        self,
        findings: Iterable[Finding],
        shown: dict[Finding, None],
        known: Container[FindingKey],
    ) -> None:
        """Show findings not shown yet: all languages share those of a style sheet."""
        new = [finding for finding in dict.fromkeys(findings) if finding not in shown]
        self.show_findings(finding for finding in new if not _is_known(finding, known))
        shown.update(dict.fromkeys(new))

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show findings in order; notes only if not quiet."""
        for finding in findings:
            if finding.severity is not Severity.NOTE or not self._quiet:
                self.show_finding(finding)

    def show_finding(self, finding: Finding) -> None:
        """Show place, severity, message, code, source lines with carets, and remedy.

        Related places, such as a first definition, are shown with their own source line.
        """
        colour = COLOURS[finding.severity]
        place = f"{escape_controls(str(finding.place))}: " if finding.place else ""
        severity = self.paint(f"{finding.severity}:", colour, BOLD)
        code = self.paint(f"[{finding.code}]", DIM)
        message = escape_controls(finding.message)
        self._write_line(f"{self.paint(place, BOLD)}{severity} {message} {code}")
        self._show_source(finding.place, colour)
        for related in finding.related:
            place = self.paint(escape_controls(str(related.place)), BOLD)
            self._write_line(f"  {place}: {escape_controls(related.message)}")
            self._show_source(related.place, BLUE)
        if finding.remedy:
            self._write_line(f"  {self.paint('→', colour)} {escape_controls(finding.remedy)}")

    def show_text(self, text: str) -> None:
        """Show a line of information, unless quiet."""
        if not self._quiet:
            self._write_line(text)

    def show_columns(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show rows of cells in columns; columns without text are left out."""
        widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            padded = [
                cell + " " * (width - display_width(cell))
                for cell, width in zip(row, widths, strict=True)
                if width
            ]
            self.show_text("  ".join(padded).rstrip())

    def show_failure(self, text: str) -> None:
        """Show an error that is not a finding, in one line."""
        self._write_line(f"{self.paint('error:', RED, BOLD)} {escape_controls(text)}")

    def _show_source(self, place: Place | None, colour: str) -> None:
        if place is None or not place.text:
            return
        shown, column = crop_line(place.text, place.column, self._source_width())
        margin = f"{place.line:>5} | "
        before, under = shown[: column - 1], shown[column - 1 :][: place.length]
        caret = "^" * max(1, display_width(escape_controls(under)))
        padding = " " * display_width(escape_controls(before))
        self._write_line(self.paint(margin, DIM) + escape_controls(shown))
        empty_margin = self.paint(" " * (len(margin) - 2) + "| ", DIM)
        self._write_line(empty_margin + padding + self.paint(caret, colour))

    def _source_width(self) -> int:
        """Return the maximum width of a source line in terminal cells, so that it never wraps."""
        if not self._is_interactive:
            return MAX_SOURCE_WIDTH
        try:
            columns = os.get_terminal_size(self._stream.fileno()).columns
        except (OSError, ValueError):
            return MAX_SOURCE_WIDTH
        width = columns - SOURCE_MARGIN if columns else MAX_SOURCE_WIDTH
        return max(MIN_SOURCE_WIDTH, min(MAX_SOURCE_WIDTH, width))

    def _show_result(self, project: Project, result: Result, width: int) -> None:
        name = self._edition_name(project, result)
        if result.path:
            pages = "1 page" if result.pages == 1 else f"{result.pages} pages"
            size, seconds = result.size / KIB, result.seconds
            facts = f"{pages}  {result.type_size:4.1f} pt  {size:5.0f} kB  {seconds:5.2f} s"
            self.show_text(f"{self.paint('✓', GREEN)} {name:<{width}}  {facts}")
        else:
            left = escape_controls(project.display_path(result.stale)) if result.stale else ""
            stale = f", {left} is from an earlier build" if left else ""
            self._write_line(f"{self.paint('✗', RED)} {name:<{width}}  not built{stale}")

    def _show_summary(
        self, report: Report, findings: list[Finding], known: Container[FindingKey]
    ) -> None:
        """Show how many editions failed, and the number of findings."""
        unchanged = sum(result.unchanged for result in report.results)
        if unchanged:
            self.show_text(f"{unchanged} edition{'s' if unchanged > 1 else ''} unchanged")
        failed, count = sum(result.has_failed for result in report.results), len(report.results)
        lacking = f"{failed} of {count} edition{'s' if count > 1 else ''} not built"
        counts = describe_counts(findings, notes=not self._quiet)
        before = describe_counts(
            (finding for finding in findings if _is_known(finding, known)), notes=not self._quiet
        )
        counts += f" ({'all' if before == counts else before} as before)" if before else ""
        if summary := "; ".join(part for part in (lacking if failed else "", counts) if part):
            self._write_line(summary)

    def _edition_name(self, project: Project, result: Result) -> str:
        name = f"{result.slug}.{result.language}"
        return escape_controls(project.display_path(result.path) if result.path else name)

    def paint(self, text: str, *codes: str) -> str:
        """Return the text with these SGR codes; unchanged if colour is off."""
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self._uses_colour and text else text

    def _write_line(self, text: str) -> None:
        self._stream.write(self._replace_unencodable(text) + "\n")

    def _replace_unencodable(self, text: str) -> str:
        encoding = self._stream.encoding or "utf-8"
        return text.encode(encoding, "replace").decode(encoding)


def finding_key(finding: Finding) -> FindingKey:
    """Return what a finding is known by in the next build, in which its line may be another."""
    return finding.code, finding.message, finding.place.path if finding.place else ""


def _is_known(finding: Finding, known: Container[FindingKey]) -> bool:
    return finding.severity is not Severity.ERROR and finding_key(finding) in known


def show_error(problem: BriefError) -> None:
    """Show the error that stopped a command."""
    from brief.cli.formats import as_findings

    terminal = Terminal()
    for finding in as_findings(problem):
        terminal.show_finding(finding)


def describe_counts(findings: Iterable[Finding], *, notes: bool) -> str:
    """Return the number of findings by severity, as in "2 errors, 1 note"; "" for none."""
    found = [finding.severity for finding in findings]
    severities = (Severity.ERROR, Severity.WARNING, *((Severity.NOTE,) if notes else ()))
    return ", ".join(
        f"{number} {severity}{'s' if number > 1 else ''}"
        for severity in severities
        if (number := found.count(severity))
    )


def escape_controls(text: str) -> str:
    """Return the text with control characters escaped, so that none reaches the terminal.

    They include line separators and the controls of text direction (UAX #9).
    """
    shown = list(text.replace("\t", " "))
    for number, character in enumerate(shown):
        if category(character) in CONTROL_CATEGORIES or character in BIDI_CONTROLS:
            code = ord(character)
            shown[number] = f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 - a byte
    return "".join(shown)


def display_width(text: str) -> int:
    """Return the width of the text in terminal cells (UAX #11)."""
    width = 0
    for character in text:
        if category(character) in {"Mn", "Me", "Cf"}:
            continue
        width += 2 if east_asian_width(character) in {"W", "F"} else 1
    return width


def crop_line(text: str, column: int, limit: int = MAX_SOURCE_WIDTH) -> tuple[str, int]:
    """Return the part of a long line around `column` (from 1), and the column in that part.

    The part is at most `limit` terminal cells wide, plus an ellipsis at each cut.
    """
    offset = min(max(1, column), len(text) + 1) - 1
    cells = [display_width(escape_controls(character)) for character in text]
    back = _count_fitting(cells[:offset][::-1], limit // 2)
    ahead = _count_fitting(cells[offset:], limit - sum(cells[offset - back : offset]))
    back = _count_fitting(cells[:offset][::-1], limit - sum(cells[offset : offset + ahead]))
    start, end = offset - back, offset + ahead
    lead, tail = "…" if start else "", "…" if end < len(text) else ""
    return lead + text[start:end] + tail, offset + 1 - start + len(lead)


def _count_fitting(cells: list[int], room: int) -> int:
    """Return how many of these characters, by width, fit into `room` cells."""
    return sum(1 for used in accumulate(cells) if used <= room)
