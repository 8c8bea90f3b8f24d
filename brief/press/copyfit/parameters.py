"""The parameters that copyfitting chooses for a page: type size, leading, spacing and others."""

from __future__ import annotations

from dataclasses import dataclass

ROUNDING = 1e-3  # less than the eye can see


@dataclass(frozen=True, slots=True)
class FitParameters:
    """Parameters of one layout, passed to the style sheets as custom properties.

    `size` and `min_label_size` are in points; `leading` is a CSS line-height; `space` and `density`
    multiply the gaps between points and between key figures. `title_measure`: width that balances
    the headline's lines; `notes`: height of the field for notes; both in points, 0 for none.
    `figure_scale` multiplies the size of the key figures' numbers; with `split_units` a line may
    break before a unit. `title_hyphens`: the headline has a word wider than its column.
    """

    size: float
    leading: float
    space: float
    density: float
    min_label_size: float
    title_measure: float = 0.0
    notes: float = 0.0
    figure_scale: float = 1.0
    split_units: bool = False
    title_hyphens: bool = False

    @property
    def label_size(self) -> float:
        """The type size of labels and headings, in points."""
        return max(self.min_label_size, 0.9 * self.size)

    @property
    def note_size(self) -> float:
        """The type size of notes, captions and the footer, in points."""
        return max(self.min_label_size, 0.82 * self.size)

    @property
    def generosity(self) -> tuple[float, float, float]:
        """Sort key: better parameters are greater; the most important one comes first."""
        return self.size, self.leading, self.space

    def differs_from(self, other: FitParameters) -> bool:
        """Return whether the two differ by more than rounding errors."""
        pairs = zip((*self.generosity, self.notes), (*other.generosity, other.notes), strict=True)
        balanced = bool(self.title_measure), bool(other.title_measure)
        return balanced[0] != balanced[1] or any(abs(a - b) > ROUNDING for a, b in pairs)

    def to_css(self) -> str:
        """Return the parameters as custom properties, for a style sheet after all others."""
        lines = [
            f"--text-size: {self.size:.2f}pt",
            f"--leading: {self.leading:.4f}",
            f"--space: {self.space:.4f}",
            f"--density: {self.density:.4f}",
            f"--label-size: {self.label_size:.2f}pt",
            f"--note-size: {self.note_size:.2f}pt",
        ]
        if self.title_measure:
            lines.append(f"--title-measure: {self.title_measure:.1f}pt")
        if self.title_hyphens:
            lines.append("--title-hyphens: auto")
        if self.figure_scale < 1:
            lines.append(f"--figure-scale: {self.figure_scale:.4f}em")
        if self.split_units:
            lines.append("--amount-wrap: normal")
        if self.notes:
            lines += ["--notes-display: block", f"--notes-size: {self.notes:.1f}pt"]
        return ":root { " + "; ".join(lines) + "; }\n"
