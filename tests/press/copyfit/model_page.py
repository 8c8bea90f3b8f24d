"""A page made of paragraphs with known widths: what copyfitting is tried on without an engine.

It is laid out by a few lines of arithmetic of its own, so that what the search estimates can be
held against what comes true, also where the prediction is wrong on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING
from zlib import crc32

from brief.press.copyfit.balance import SLACK, HeadlineMeasure
from brief.press.copyfit.estimate import PageEstimate
from brief.press.engine.page_model import Frame, PageModel, Paragraph, TextRun
from brief.press.job.limits import LimitRange, Limits
from brief.press.job.model import Fullness

if TYPE_CHECKING:
    from brief.press.copyfit.parameters import FitParameters

BOTTOM = 770.0  # where the page ends, in points
MEASURE, SIDEBAR, FULL = 320.0, 125.0, 470.0  # widths of text, key figures, headline
EM = 0.5  # what a character takes of the type size
FLOW, ASIDE, FOOTER = 0, 1, 2

LIMITS = Limits(
    size=LimitRange(8.5, 11.0, 9.4),
    leading=LimitRange(1.27, 1.46, 1.34),
    space=LimitRange(0.4, 2.6, 0.9),
    density=LimitRange(0.4, 2.0, 0.8),
    small=7.0,
    gap_once=11.0,
    gap_each=5.0,
    figure_once=0.0,
    figure_gap=12.0,
    clearance=11.0,
    notes=74.0,
)


@dataclass(frozen=True)
class Content:
    """How much there is to set, in characters: headline, paragraphs, labels of key figures."""

    title: int = 60
    body: tuple[int, ...] = (300, 120, 120, 120, 120, 120)
    labels: tuple[int, ...] = (20, 20, 20)
    footer: int = 90


@dataclass
class ModelLayouter:
    """Lays the model page out; `wrong` is the share of lines that differ from the estimate.

    `spill` is the fate of a text that is too long: "pages" flows on to a second page,
    "lost" loses the region, "reaches" stays on the page, below its limit.
    """

    content: Content
    wrong: float = 0.0
    spill: str = "pages"
    narrowing: float = 1.0  # what a headline's balanced width is multiplied with, to be wrong
    limits: Limits = LIMITS
    probes: list[FitParameters] = field(default_factory=list)
    proofs: list[FitParameters] = field(default_factory=list)

    @property
    def layouts(self) -> int:
        """How often the page was laid out."""
        return len(self.probes) + len(self.proofs)

    def estimate_page(self, parameters: FitParameters) -> PageEstimate:
        """Lay out on an endless page."""
        self.probes.append(parameters)
        page_model, fullness = self.page(parameters)
        return PageEstimate(
            page_model=page_model,
            fullness=fullness,
            base=parameters,
            limits=self.limits,
            point_count=len(self.content.body) - 1,
            figure_count=len(self.content.labels),
            count_lines=counted,
            find_balanced_width=lambda par, scale: balanced(par, scale) * self.narrowing,
            find_headline_measure=self.measure_headline,
            find_longest_word=lambda _: 0.0,
        )

    def measure_headline(self, par: Paragraph, scale: float) -> HeadlineMeasure:
        """Return the measure that balances a headline; none for a single line."""
        if counted(par, scale) == 1:
            return HeadlineMeasure()
        return HeadlineMeasure(min(par.width, balanced(par, scale) * self.narrowing * SLACK))

    def lay_out(self, parameters: FitParameters) -> tuple[Fullness, PageModel]:
        """Lay out on the page itself."""
        self.proofs.append(parameters)
        page_model, fullness = self.page(parameters)
        over = [name for name, end in fullness.region_ends if name != "footer" and end > BOTTOM]
        if not over or self.spill == "reaches":
            return fullness, page_model
        if self.spill == "pages":
            return Fullness(2, fullness.region_ends, (), fullness.footer_top), page_model
        kept = tuple(pair for pair in fullness.region_ends if pair[0] not in over)
        return Fullness(1, kept, tuple(over), fullness.footer_top), page_model

    def fits(self, parameters: FitParameters) -> bool:
        """Return whether the text ends above the footer with these parameters."""
        _, fullness = self.page(parameters)
        limit = fullness.footer_top - self.limits.find_clearance(*parameters.generosity)
        return all(end <= limit for name, end in fullness.region_ends if name != "footer")

    def page(self, parameters: FitParameters) -> tuple[PageModel, Fullness]:
        """Return all paragraphs at their positions, and the ends of the regions."""
        setter = _Setter(parameters, self.wrong)
        content, size = self.content, parameters.size
        y = setter.put("p", (FLOW, FULL), 40.0, (parameters.label_size, 1.2), 20)
        headline = next(iter(parameters.headlines), HeadlineMeasure())
        measure = headline.width or FULL
        y = setter.put("h1", (FLOW, measure), y, (2.62 * size, 1.12), content.title)
        head = y = setter.put("p", (FLOW, FULL), y, (1.36 * size, 1.32), 110) + 17
        for number, length in enumerate(content.body):
            y += self.limits.gap_once * parameters.space if number == 1 else 0
            y = setter.put("li", (FLOW, MEASURE), y, (size, parameters.leading), length)
            y += self.limits.gap_each * parameters.space if number else 0
        side = head
        for length in content.labels:
            side = setter.put("p", (ASIDE, SIDEBAR), side, (2.3 * size, 1.15), 3)
            side = setter.put("p", (ASIDE, SIDEBAR), side, (parameters.label_size, 1.3), length)
            side += self.limits.figure_gap * parameters.density
        lines = setter.lines("footer", parameters.note_size, FULL, content.footer)
        top = BOTTOM - lines * parameters.note_size * 1.35 - 6
        setter.put("p", (FOOTER, FULL), top + 6, (parameters.note_size, 1.35), content.footer)
        ends = [("head", head), ("main", y), ("figures", side), ("footer", BOTTOM)]
        frames = (
            Frame(FLOW, 0.0, frozenset({"end-head", "end-main"})),
            Frame(ASIDE, head, frozenset({"end-figures"} if content.labels else set())),
            Frame(FOOTER, top, frozenset({"footer", "end-footer"}), BOTTOM - top - 6),
        )
        shown = tuple(pair for pair in ends if content.labels or pair[0] != "figures")
        return PageModel(tuple(setter.paragraphs), frames), Fullness(1, shown, (), top)


class _Setter:
    """Puts paragraphs one below the other."""

    def __init__(self, parameters: FitParameters, wrong: float) -> None:
        self.parameters = parameters
        self.wrong = wrong
        self.paragraphs: list[Paragraph] = []

    def put(
        self,
        tag: str,
        place: tuple[int, float],
        top: float,
        style: tuple[float, float],
        length: int,
    ) -> float:
        """Put a paragraph into a frame at `top`, and return where it ends.

        `place` is the frame and the measure, `style` type size and leading.
        """
        (frame, width), (size, leading) = place, style
        lines = self.lines(f"{tag}{len(self.paragraphs)}", size, width, length)
        left = MEASURE + 20 if frame == ASIDE else 0.0
        run = TextRun("x" * length, ("Model",), 400, False, size, 0.0, False)  # noqa: FBT003
        self.paragraphs.append(
            Paragraph(
                tag=tag,
                frame=frame,
                left=left,
                right=left + width,
                top=top,
                width=width,
                line_count=lines,
                line_height=size * leading,
                size=round(size, 2),
                leading=round(leading, 4),
                language="en",
                hyphen_limits=(7, 3, 3),
                runs=(run,),
                is_rotated=False,
                is_clipped=False,
            )
        )
        return top + lines * size * leading

    def lines(self, name: str, size: float, width: float, length: int) -> int:
        """Return the real number of lines: as estimated, or one more, or one less."""
        predicted = _lines(length, size, width)
        # no random numbers: the same setting gives the same page
        luck = crc32(f"{name}{length}{size:.1f}".encode()) % 1000 / 1000
        if luck < self.wrong / 2:
            return predicted + 1
        return max(1, predicted - 1) if luck < self.wrong else predicted


def counted(par: Paragraph, scale: float) -> int:
    """Return how many lines the paragraph should make at a multiple of its size."""
    return _lines(sum(len(run.text) for run in par.runs), par.size * scale, par.width)


def balanced(par: Paragraph, scale: float) -> float:
    """Return the least width in which the paragraph makes no more lines."""
    length = sum(len(run.text) for run in par.runs)
    return length * EM * par.size * scale / counted(par, scale)


def _lines(length: int, size: float, width: float) -> int:
    return max(1, ceil(length * EM * size / width - 1e-9))
