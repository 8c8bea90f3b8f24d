"""Assembling a page's skeleton from those of models, which many pages have in common.

A model shows the page with few items in each series, all of one form. An item of the page looks as
the model of its own form has it at that place of the series: first, last, or between others; and
what follows stands as much lower as the items are more, or higher.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from brief.press.copyfit.estimate import FLOW, SAME_ROW_TOLERANCE
from brief.press.engine.page_model import Frame
from brief.press.prediction.page_template import PageTemplate
from brief.press.prediction.paragraphs import TextSlot
from brief.press.prediction.predict import PageShifter, RowChange, find_row_number
from brief.press.prediction.sample_page import MODEL_ITEMS, OUTSIDE, BlockPlace
from brief.press.prediction.tags import NotPredictable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from brief.press.engine.page_model import Paragraph
    from brief.press.prediction.paragraphs import Chain, TextStyle
    from brief.press.prediction.sample_page import SampleFragment, SamplePage

    Styles = Mapping[Chain, TextStyle | None]
    Chains = frozenset[Chain]

NO_FRAME = Frame(-1, 0.0, frozenset())
POSITION_TOLERANCE = 0.02
"""Points by which what is foretold of a model may be beside what it shows."""


def compose_template(
    sample: SamplePage, show: Callable[[SamplePage], PageTemplate]
) -> PageTemplate:
    """Return the skeleton of the page, from what `show` returns for models of it.

    Raises Unlike where items do not stand one below the other, or where the form of one changes
    more of the page than how high it is itself.
    """
    usual = sample.make_model()
    base = _ModelPage(usual, show(usual))
    stacks = []
    for series, items in enumerate(sample.series):
        models = {usual.series[series][0]: base}
        for form in sorted(set(items) - models.keys()):
            model = sample.make_model(series, form)
            models[form] = _ModelPage(model, show(model))
        if any(any(shown.list_items(series)) for shown in models.values()):
            stacks.append(_StackedSeries(series, items, models, base))
    shifter = PageShifter(tuple(stack.row_change for stack in stacks), base.template.frames)
    placed = {place: _shift_slot(slot, by) for place, slot, by in base.find_shifts(shifter)}
    for stack in stacks:
        placed.update(
            (place, _shift_slot(slot, by)) for place, slot, by in stack.find_shifts(shifter)
        )
    slots = (
        TextSlot(number, *placed[place])
        for number, place in enumerate(sample.find_block_places())
        if place in placed
    )
    return PageTemplate(
        tuple(slots),
        tuple(shifter.shift_frame(frame) for frame in shifter.frames),
        shifter.shift_fullness(base.template.fullness),
    )


class _ModelPage:
    """What a model shows: its bones by where they stand."""

    def __init__(self, model: SamplePage, template: PageTemplate) -> None:
        self.template = template
        places = list(model.find_block_places())
        self.slots = {places[slot.block]: slot for slot in template.slots}
        self._lengths = [len(items) for items in model.series]

    def list_items(self, series: int) -> list[dict[int, TextSlot]]:
        """Return the bones of each item of a series, by their blocks."""
        found: list[dict[int, TextSlot]] = [{} for _ in range(self._lengths[series])]
        for place, slot in self.slots.items():
            if place.series == series:
                found[place.item][place.block] = slot
        return found

    def list_surroundings(self) -> list[tuple[BlockPlace, TextSlot]]:
        """Return the bones of what stands around the series."""
        return [(place, slot) for place, slot in self.slots.items() if place.series == OUTSIDE]

    def find_shifts(self, shifter: PageShifter) -> list[tuple[BlockPlace, TextSlot, float]]:
        """Return the same, and by how much lower they stand when rows above them are higher."""
        found = []
        for place, slot in self.list_surroundings():
            frame = shifter.shift_frame(shifter.frames[slot.paragraph.frame])
            found.append((place, slot, shifter.find_shift(slot.paragraph, frame)))
        return found


class _StackedSeries:
    """A series whose items stand one below the other.

    `models` show its items in each form, and `base` is that of them which all else is taken from.
    Where the items begin is told in points below their frame's top.
    """

    def __init__(
        self,
        series: int,
        items: tuple[SampleFragment, ...],
        models: dict[SampleFragment, _ModelPage],
        base: _ModelPage,
    ) -> None:
        self._series = series
        self._items = items
        self._slots = {form: shown.list_items(series) for form, shown in models.items()}
        own = base.list_items(series)
        self._first = _find_first_paragraph(own[0])
        self._frame = base.template.frames[self._first.frame]
        self._tops = {form: self._find_tops(form, shown) for form, shown in models.items()}
        self._starts = self._find_starts()
        low = max((slot.paragraph for slot in own[-1].values()), key=lambda par: par.top)
        if any(self._is_beside(slot.paragraph, low) for _, slot in base.list_surroundings()):
            msg = "something stands beside the items of a series"
            raise NotPredictable(msg)
        others = {
            form: self._make_row_change(low, _find_growth(base, shown, low))
            for form, shown in models.items()
        }
        for form, row in others.items():
            _check_model(base, models[form], row)
        last = items[-1]
        more = self._starts[-1] - self._tops[last][-1]
        self.row_change = self._make_row_change(low, more + others[last].growth)

    def find_shifts(self, shifter: PageShifter) -> list[tuple[BlockPlace, TextSlot, float]]:
        """Return the bones of all items of the page, and by how much lower they stand."""
        top = self._frame.top + shifter.find_shift(self._first, shifter.shift_frame(self._frame))
        found = []
        for item, form in enumerate(self._items):
            slots = self._slots[form][self._find_model_item(item)]
            by = top + self._starts[item] - _find_first_paragraph(slots).top
            found += [
                (BlockPlace(self._series, item, block), slot, by) for block, slot in slots.items()
            ]
        return found

    def _find_tops(self, form: SampleFragment, shown: _ModelPage) -> list[float]:
        """Return where the items begin in the model of that form."""
        items = self._slots[form]
        if not all(items):
            msg = "some items of a series show nothing"
            raise NotPredictable(msg)
        frame = shown.template.frames[self._frame.number]
        firsts = [_find_first_paragraph(item) for item in items]
        tops = [first.top - frame.top for first in firsts]
        # where lines begin, or end, or what is between: in a centred one, or right to left
        sides = zip(*((par.left, par.right, par.left + par.right) for par in firsts), strict=True)
        stacked = all(after - before > SAME_ROW_TOLERANCE for before, after in pairwise(tops))
        alike = {slot.paragraph.frame for item in items for slot in item.values()} == {frame.number}
        begin = self._first.top - self._frame.top
        if not (
            stacked
            and alike
            and abs(tops[0] - begin) < POSITION_TOLERANCE
            and any(
                len({round(edge / SAME_ROW_TOLERANCE) for edge in edges}) == 1 for edges in sides
            )
        ):
            msg = "the items of a series do not stand one below the other"
            raise NotPredictable(msg)
        return tops

    def _find_starts(self) -> list[float]:
        """Return where the items of the page begin."""
        starts = [self._tops[self._items[0]][0]]
        for item, form in enumerate(self._items[:-1]):
            tops, place, after = (
                self._tops[form],
                self._find_model_item(item),
                self._find_model_item(item + 1),
            )
            if place == after:  # two that have others around them, as the two in the middle are
                place -= 1
            starts.append(starts[-1] + tops[after] - tops[place])
        return starts

    def _find_model_item(self, item: int) -> int:
        """Return which item of a model stands for that item of the page."""
        count = len(self._items)
        if count <= MODEL_ITEMS:
            return item
        return MODEL_ITEMS - 1 if item == count - 1 else min(item, MODEL_ITEMS - 2)

    def _is_beside(self, paragraph: Paragraph, low: Paragraph) -> bool:
        return paragraph.frame == low.frame and find_row_number(self._first) <= find_row_number(
            paragraph
        ) <= find_row_number(low)

    def _make_row_change(self, low: Paragraph, growth: float) -> RowChange:
        """Return the row that makes what stands below the series move by that."""
        return RowChange(low.frame, find_row_number(low), low.top, low.height, low.height + growth)


def _find_growth(base: _ModelPage, other: _ModelPage, low: Paragraph) -> float:
    """Return by how much lower the other model shows what follows a series.

    `low` is the last paragraph of the series, as `base` has it.
    """
    if base is other:
        return 0.0
    old, new = base.template, other.template
    frame = old.frames[low.frame]
    for place, slot in base.list_surroundings():
        paragraph = slot.paragraph
        if paragraph.frame == low.frame and paragraph.top > low.top and place in other.slots:
            moved = other.slots[place].paragraph.top - new.frames[low.frame].top
            return moved - (paragraph.top - frame.top)
    if frame.number != FLOW:
        now = new.frames[frame.number]
        return now.height - now.space_below - (frame.height - frame.space_below)
    ends = dict(new.fullness.region_ends)
    return next(
        (
            ends[name] - end
            for name, end in old.fullness.region_ends
            if end > low.top and f"end-{name}" in old.frames[FLOW].anchors
        ),
        0.0,
    )


def _check_model(base: _ModelPage, other: _ModelPage, row: RowChange) -> None:
    """Raise Unlike unless the other model is as the base is with that row in it."""
    old, new = base.template, other.template
    shifter = PageShifter((row,), old.frames)
    around = {place: slot.paragraph.top + by for place, slot, by in base.find_shifts(shifter)}
    shown = {place: slot.paragraph for place, slot in other.list_surroundings()}
    kept = {paragraph.frame for paragraph in shown.values()}
    frames = [
        (shifter.shift_frame(frame), other)
        for frame, other in zip_longest(old.frames, new.frames, fillvalue=NO_FRAME)
        if frame.anchors or other.anchors or frame.number in kept
    ]
    fullness = shifter.shift_fullness(old.fullness)
    if (
        around.keys() != shown.keys()
        or any(frame.anchors != other.anchors for frame, other in frames)
        or [name for name, _ in fullness.region_ends]
        != [name for name, _ in new.fullness.region_ends]
    ):
        msg = "a model shows more than another, or less"
        raise NotPredictable(msg)
    pairs = [(around[place], shown[place].top) for place in around]
    pairs += [(frame.top, other.top) for frame, other in frames]
    pairs += [(frame.height, other.height) for frame, other in frames]
    pairs += zip(
        dict(fullness.region_ends).values(), dict(new.fullness.region_ends).values(), strict=True
    )
    pairs.append((fullness.footer_top, new.fullness.footer_top))
    if any(abs(one - other) > POSITION_TOLERANCE for one, other in pairs):
        msg = "the form of an item changes more than its height"
        raise NotPredictable(msg)


def _find_first_paragraph(item: dict[int, TextSlot]) -> Paragraph:
    return item[min(item)].paragraph


def _shift_slot(slot: TextSlot, by: float) -> tuple[Paragraph, Styles, Chains, Chains]:
    """Return what is in a bone that stands by so much lower."""
    paragraph = slot.paragraph
    if by:
        paragraph = replace(paragraph, top=paragraph.top + by)
    return paragraph, slot.styles, slot.separate, slot.unbroken
