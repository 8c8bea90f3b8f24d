"""Paragraphs by what sets their type size, and rows of paragraphs side by side."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from brief.press.copyfit.balance import BalancedText
    from brief.press.copyfit.parameters import FitParameters
    from brief.press.engine.page_model import Paragraph


class Kind(IntEnum):
    """Kinds of paragraphs, by the parameter that sets their type size."""

    LABEL = 0
    NOTE = 1
    FIGURE = 2
    LEADING_FIGURE = 3
    FIXED = 4
    TEXT = 5


class ClassifiedParagraph(NamedTuple):
    """A paragraph with its properties that are the same for all parameters."""

    paragraph: Paragraph
    kind: Kind
    is_body: bool
    balanced: BalancedText | None


class ParagraphRow(NamedTuple):
    """Paragraphs side by side, and the height of the highest one in points."""

    height: float
    paragraphs: list[ClassifiedParagraph]


def find_figure_parameters(par: Paragraph, parameters: FitParameters) -> tuple[float, bool]:
    """Return the scale of a key figure, and whether a line may break before its unit."""
    if par.figure_width and par.figure_width.is_lead:
        return parameters.lead_scale, parameters.split_lead
    return parameters.figure_scale, parameters.split_units


def find_scales(base: FitParameters, parameters: FitParameters) -> tuple[float, ...]:
    """Return the factor on the type size of each kind of paragraph, from the parameters `base`."""
    return (
        parameters.label_size / base.label_size,
        parameters.note_size / base.note_size,
        parameters.figure_scale / base.figure_scale * parameters.size / base.size,
        parameters.lead_scale / base.lead_scale * parameters.size / base.size,
        1.0,
        parameters.size / base.size,
    )
