"""Prediction, step 4: compose a page's template from those of model pages, shared by many pages.

A model page has at most four items in each series, all with the same HTML. An item of the page
gets its slots from the model with that item's HTML, at the same position of the series (first,
last or between others). What follows the series moves down by the height of the added items.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from brief.press.copyfit.estimate import FLOW, SAME_ROW_TOLERANCE
from brief.press.engine.page_model import Frame
from brief.press.job.page_contract import get_end_id
from brief.press.prediction.page_template import PageTemplate
from brief.press.prediction.predict import PageShifter, RowChange, find_row_number
from brief.press.prediction.sample_page import MODEL_ITEMS, OUTSIDE, BlockPlace
from brief.press.prediction.tags import NotPredictable

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.press.engine.page_model import Paragraph
    from brief.press.prediction.paragraphs import TextSlot
    from brief.press.prediction.sample_page import SampleFragment, SamplePage

    Shifts = dict[BlockPlace, tuple[TextSlot, float]]
    """Slots with the points by which they move down."""

NO_FRAME = Frame(-1, 0.0, frozenset())
POSITION_TOLERANCE = 0.02
"""Tolerance, in points, between the predicted and the laid-out positions of a model page."""


def compose_template(
    sample: SamplePage, find_model: Callable[[SamplePage], PageTemplate]
) -> PageTemplate:
    """Return the template of the page; `find_model` returns those of its model pages.

    Raises NotPredictable if the items of a series are not stacked vertically, or if an item changes
    more of the page than the position of what follows it.
    """
    default = sample.make_model()
    base = _ModelPage(default, find_model(default))
    stacks = []
    for series, items in enumerate(sample.series):
        models = {default.series[series][0]: base}
        for fragment in sorted(set(items) - models.keys()):
            model = sample.make_model(series, fragment)
            models[fragment] = _ModelPage(model, find_model(model))
        if any(any(page.list_items(series)) for page in models.values()):
            stacks.append(_StackedSeries(series, items, models, base))
    shifter = PageShifter(tuple(stack.row_change for stack in stacks), base.template.frames)
    shifts = base.find_shifts(shifter)
    for stack in stacks:
        shifts |= stack.find_shifts(shifter)
    slots = []
    for number, place in enumerate(sample.find_block_places()):
        if place in shifts:
            slot, by = shifts[place]
            paragraph = replace(slot.paragraph, top=slot.paragraph.top + by)
            slots.append(replace(slot, block=number, paragraph=paragraph))
    return PageTemplate(
        tuple(slots),
        tuple(shifter.shift_frame(frame) for frame in shifter.frames),
        shifter.shift_fullness(base.template.fullness),
    )


class _ModelPage:
    """A model page: its template, and the template's slots by their places."""

    def __init__(self, model: SamplePage, template: PageTemplate) -> None:
        self.template = template
        places = list(model.find_block_places())
        self.slots = {places[slot.block]: slot for slot in template.slots}
        self._lengths = [len(items) for items in model.series]

    def list_items(self, series: int) -> list[dict[int, TextSlot]]:
        """Return the slots of each item of a series, by their blocks."""
        found: list[dict[int, TextSlot]] = [{} for _ in range(self._lengths[series])]
        for place, slot in self.slots.items():
            if place.series == series:
                found[place.item][place.block] = slot
        return found

    def list_surroundings(self) -> list[tuple[BlockPlace, TextSlot]]:
        """Return the slots outside the series, with their places."""
        return [(place, slot) for place, slot in self.slots.items() if place.series == OUTSIDE]

    def list_measured_frames(self) -> list[Frame]:
        """Return the frames that have slots outside the series, or an end of a region."""
        kept = {slot.paragraph.frame for _, slot in self.list_surroundings()}
        return [it for it in self.template.frames if it.anchors or it.number in kept]

    def find_shifts(self, shifter: PageShifter) -> Shifts:
        """Return the slots outside the series, and how far each moves down."""
        found = {}
        for place, slot in self.list_surroundings():
            frame = shifter.shift_frame(shifter.frames[slot.paragraph.frame])
            found[place] = slot, shifter.find_shift(slot.paragraph, frame)
        return found


class _StackedSeries:
    """A series whose items are stacked vertically.

    `models` has the model page for each item's HTML; everything outside the series comes from
    `base`. The tops of items are in points below the top of their frame.
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
        self._slots = {fragment: model.list_items(series) for fragment, model in models.items()}
        own = base.list_items(series)
        self._first = _find_first_paragraph(own[0])
        self._frame = base.template.frames[self._first.frame]
        self._tops = {item: self._find_tops(item, model) for item, model in models.items()}
        self._starts = self._find_starts()
        low = max((slot.paragraph for slot in own[-1].values()), key=lambda par: par.top)
        around = (slot.paragraph for _, slot in base.list_surroundings())
        rows = [find_row_number(par) for par in around if par.frame == low.frame]
        if any(find_row_number(self._first) <= row <= find_row_number(low) for row in rows):
            msg = "a block is beside the items of a series"
            raise NotPredictable(msg)
        growths = {item: _find_growth(base, model, low) for item, model in models.items()}
        for item, growth in growths.items():
            _check_model(base, models[item], self._make_row_change(low, growth))
        last = items[-1]
        more = self._starts[-1] - self._tops[last][-1]
        self.row_change = self._make_row_change(low, more + growths[last])

    def find_shifts(self, shifter: PageShifter) -> Shifts:
        """Return the slots of all items of the page, and how far each moves down."""
        top = self._frame.top + shifter.find_shift(self._first, shifter.shift_frame(self._frame))
        found = {}
        for item, fragment in enumerate(self._items):
            slots = self._slots[fragment][self._find_model_item(item)]
            by = top + self._starts[item] - _find_first_paragraph(slots).top
            for block, slot in slots.items():
                found[BlockPlace(self._series, item, block)] = slot, by
        return found

    def _find_tops(self, fragment: SampleFragment, model: _ModelPage) -> list[float]:
        """Return the tops of the items in a model page; raises NotPredictable if not stacked."""
        items = self._slots[fragment]
        if not all(items):
            msg = "an item of a series has no text"
            raise NotPredictable(msg)
        frame = model.template.frames[self._frame.number]
        firsts = [_find_first_paragraph(item) for item in items]
        tops = [first.top - frame.top for first in firsts]
        # one edge, or the centre, is the same in all items: left, right or centred text
        sides = zip(*((par.left, par.right, par.left + par.right) for par in firsts), strict=True)
        is_aligned = any(len({round(x / SAME_ROW_TOLERANCE) for x in side}) == 1 for side in sides)
        is_stacked = all(after - before > SAME_ROW_TOLERANCE for before, after in pairwise(tops))
        frames = {slot.paragraph.frame for item in items for slot in item.values()}
        offset = tops[0] - (self._first.top - self._frame.top)
        is_same = frames == {frame.number} and abs(offset) < POSITION_TOLERANCE
        if not (is_aligned and is_stacked and is_same):
            msg = "the items of a series are not stacked vertically"
            raise NotPredictable(msg)
        return tops

    def _find_starts(self) -> list[float]:
        starts = [self._tops[self._items[0]][0]]
        for item, fragment in enumerate(self._items[:-1]):
            tops = self._tops[fragment]
            place, after = self._find_model_item(item), self._find_model_item(item + 1)
            if place == after:  # two middle items: take the distance of the model's two
                place -= 1
            starts.append(starts[-1] + tops[after] - tops[place])
        return starts

    def _find_model_item(self, item: int) -> int:
        """Return the number of the model's item that corresponds to an item of the page."""
        count = len(self._items)
        if count <= MODEL_ITEMS:
            return item
        return MODEL_ITEMS - 1 if item == count - 1 else min(item, MODEL_ITEMS - 2)

    def _make_row_change(self, low: Paragraph, growth: float) -> RowChange:
        """Return a row change that moves everything below the series."""
        return RowChange(low.frame, find_row_number(low), low.top, low.height, low.height + growth)


def _find_growth(base: _ModelPage, other: _ModelPage, low: Paragraph) -> float:
    """Return how far below its position in `base` the content after a series is in `other`.

    `low` is the last paragraph of the series in `base`.
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
    for name, end in old.fullness.region_ends:
        if end > low.top and get_end_id(name) in old.frames[FLOW].anchors:
            return ends[name] - end
    return 0.0


def _check_model(base: _ModelPage, other: _ModelPage, row: RowChange) -> None:
    """Raise NotPredictable unless `other` equals `base` with that row change."""
    old, new = base.template, other.template
    shifter = PageShifter((row,), old.frames)
    moved = base.find_shifts(shifter).items()
    around = {place: slot.paragraph.top + by for place, (slot, by) in moved}
    shown = {place: slot.paragraph for place, slot in other.list_surroundings()}
    # Labels of a chart are in frames of their own, so that others have other numbers.
    own = [shifter.shift_frame(frame) for frame in base.list_measured_frames()]
    frames = list(zip_longest(own, other.list_measured_frames(), fillvalue=NO_FRAME))
    fullness = shifter.shift_fullness(old.fullness)
    ends, other_ends = dict(fullness.region_ends), dict(new.fullness.region_ends)
    if (
        around.keys() != shown.keys()
        or any(frame.anchors != other.anchors for frame, other in frames)
        or list(ends) != list(other_ends)
    ):
        msg = "two model pages have different content outside the series"
        raise NotPredictable(msg)
    pairs = [(around[place], shown[place].top) for place in around]
    pairs += [(frame.top, other.top) for frame, other in frames]
    pairs += [(frame.height, other.height) for frame, other in frames]
    pairs += zip(ends.values(), other_ends.values(), strict=True)
    pairs.append((fullness.footer_top, new.fullness.footer_top))
    if any(abs(one - other) > POSITION_TOLERANCE for one, other in pairs):
        msg = "an item changes more of the page than its own height"
        raise NotPredictable(msg)


def _find_first_paragraph(item: dict[int, TextSlot]) -> Paragraph:
    return item[min(item)].paragraph
