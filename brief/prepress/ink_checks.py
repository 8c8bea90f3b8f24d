"""Check that the inks of a brand's colours print what its screens show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.findings import Finding, warning

if TYPE_CHECKING:
    from brief.design.brand.brand import LoadedBrand
    from brief.press.job.printing_condition import PrintingCondition

MAX_DELTA = 22.0
"""A distance in Lab (CIE 1976) beyond which two colours are not taken for the same."""


def check_inks(brand: LoadedBrand, condition: PrintingCondition) -> list[Finding]:
    """Return a warning for each colour whose inks lie far from its colour on screen.

    Colours that the press cannot print are compared with the nearest that it can.
    """
    from brief.prepress.ink_difference import InkComparison

    comparison, colours, found = InkComparison(condition.profile), brand.data.colours, []
    for name in type(colours).model_fields:
        colour = getattr(colours, name)
        if colour.cmyk is None:
            continue
        difference = comparison.compare(colour.screen, colour.cmyk)
        if difference.delta <= MAX_DELTA:
            continue
        inks = ", ".join(f"{ink:g}" for ink in difference.nearest)
        message = (
            f"`{name}` is {colour.screen} on screen, but its inks print about {difference.shown} "
            f"(ΔE {difference.delta:.0f})"
        )
        remedy = f"ask for the inks of the new colour (here about [{inks}]), or remove `cmyk`"
        place = brand.places.value_place("colours", name, "cmyk")
        found.append(warning("inks-differ", message, remedy, place))
    return found
