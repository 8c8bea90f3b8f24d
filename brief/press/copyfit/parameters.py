"""The parameters that copyfitting chooses for a page: type size, leading, spacing and others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.press.copyfit.balance import HeadlineMeasure

ROUNDING = 1e-3  # less than the eye can see
MAX_LABEL_SIZE, MAX_NOTE_SIZE = 9.0, 8.0  # points, where a short text is large
SUMMARY_LEADING = 1.08  # of the body's leading


@dataclass(frozen=True, slots=True)
class FitParameters:
    """Parameters of one layout, passed to the style sheets as custom properties.

    `size` and `min_label_size` are in points; `leading` is a CSS line-height; `space` and `density`
    multiply the gaps between points and between key figures. `headlines` and `standfirsts`:
    measures that balance the lines of these, in points, one for each language on the page (0 for a
    single line); `notes`: height of the field for notes, in points, 0 for none. `figure_scale` and
    `lead_scale` multiply the size of the numbers of the key figures and of the leading one; with
    `split_units` and `split_lead` a line may break before a unit. `title_hyphens`: a headline has a
    word wider than its column.
    """

    size: float
    leading: float
    space: float
    density: float
    min_label_size: float
    headlines: tuple[HeadlineMeasure, ...] = ()
    standfirsts: tuple[float, ...] = ()
    notes: float = 0.0
    figure_scale: float = 1.0
    split_units: bool = False
    lead_scale: float = 1.0
    split_lead: bool = False
    title_hyphens: bool = False

    @property
    def label_size(self) -> float:
        """The type size of labels and headings, in points."""
        return max(self.min_label_size, min(0.83 * self.size, MAX_LABEL_SIZE))

    @property
    def note_size(self) -> float:
        """The type size of notes, captions and the footer, in points."""
        return max(self.min_label_size, min(0.75 * self.size, MAX_NOTE_SIZE))

    @property
    def summary_leading(self) -> float:
        """The leading of the summary, whose type is larger."""
        return SUMMARY_LEADING * self.leading

    @property
    def line(self) -> float:
        """The height of a line of the body, in points: the unit of the baseline grid."""
        return self.size * self.leading

    @property
    def generosity(self) -> tuple[float, float, float]:
        """Sort key: better parameters are greater; the most important one comes first."""
        return self.size, self.leading, self.space

    @property
    def balance(self) -> tuple[object, ...]:
        """The measures that balance headlines and standfirsts."""
        return self.headlines, self.standfirsts

    def without_balance(self) -> FitParameters:
        """Return these parameters with headline and standfirst on their full measure."""
        return replace(self, headlines=(), standfirsts=())

    def differs_from(self, other: FitParameters) -> bool:
        """Return whether the two differ by more than rounding errors."""
        pairs = zip((*self.generosity, self.notes), (*other.generosity, other.notes), strict=True)
        balanced = bool(self.headlines), bool(other.headlines)
        return balanced[0] != balanced[1] or any(abs(a - b) > ROUNDING for a, b in pairs)

    def to_css(self) -> str:
        """Return the parameters as custom properties, for a style sheet after all others."""
        lines = [
            f"--text-size: {self.size:.2f}pt",
            f"--leading: {self.leading:.4f}",
            f"--summary-leading: {self.summary_leading:.4f}",
            f"--line: {self.line:.4f}pt",
            f"--space: {self.space:.4f}",
            f"--density: {self.density:.4f}",
            f"--label-size: {self.label_size:.2f}pt",
            f"--note-size: {self.note_size:.2f}pt",
        ]
        for number, headline in enumerate(self.headlines, 1):
            lines += _write_headline(headline, "" if number == 1 else f"-{number}")
        for number, measure in enumerate(self.standfirsts, 1):
            if measure:
                name = "--standfirst-measure" + ("" if number == 1 else f"-{number}")
                lines.append(f"{name}: {measure:.1f}pt")
        if self.title_hyphens:
            lines.append("--title-hyphens: auto")
        if self.figure_scale < 1:
            lines.append(f"--figure-scale: {self.figure_scale:.4f}em")
        if self.split_units:
            lines.append("--amount-wrap: normal")
        if self.lead_scale < 1:
            lines.append(f"--lead-scale: {self.lead_scale:.4f}em")
        if self.split_lead:
            lines.append("--lead-wrap: normal")
        if self.notes:
            lines += ["--notes-display: block", f"--notes-size: {self.notes:.1f}pt"]
        return ":root { " + "; ".join(lines) + "; }\n"


def _write_headline(headline: HeadlineMeasure, suffix: str) -> list[str]:
    lines = []
    if headline.width:
        lines.append(f"--title-measure{suffix}: {headline.width:.1f}pt")
    if headline.cut:
        lines.append(f"--title-cut{suffix}: {headline.cut:.1f}pt")
        lines.append(f'--title-cut-content{suffix}: ""')
    return lines
