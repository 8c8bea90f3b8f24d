"""Assembling a page's skeleton from those of models, which many pages have in common.

A model shows the page with few items in each series, all of one form. An item of the page looks as
the model of its own form has it at that place of the series: first, last, or between others; and
what follows stands as much lower as the items are more, or higher.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from brief.press.copyfit.estimate import FLOW, SAME_HEIGHT
from brief.press.engine.page_model import Frame
from brief.press.prediction.page_template import Skeleton
from brief.press.prediction.paragraphs import Bone
from brief.press.prediction.predict import Caster, Row, row_place
from brief.press.prediction.sample_page import AROUND, SHOWN, Place
from brief.press.prediction.tags import Unlike

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from brief.press.engine.page_model import Paragraph
    from brief.press.prediction.paragraphs import Chain, Style
    from brief.press.prediction.sample_page import Form, Plan

    Styles = Mapping[Chain, Style | None]
    Chains = frozenset[Chain]

NO_FRAME = Frame(-1, 0.0, frozenset())
EXACT = 0.02
"""Points by which what is foretold of a model may be beside what it shows."""


def assemble(plan: Plan, show: Callable[[Plan], Skeleton]) -> Skeleton:
    """Return the skeleton of the page, from what `show` returns for models of it.

    Raises Unlike where items do not stand one below the other, or where the form of one changes
    more of the page than how high it is itself.
    """
    usual = plan.model()
    base = _Shown(usual, show(usual))
    stacks = []
    for series, items in enumerate(plan.series):
        models = {usual.series[series][0]: base}
        for form in sorted(set(items) - models.keys()):
            model = plan.model(series, form)
            models[form] = _Shown(model, show(model))
        if any(any(shown.items(series)) for shown in models.values()):
            stacks.append(_Stack(series, items, models, base))
    caster = Caster(tuple(stack.row for stack in stacks), base.skeleton.frames)
    placed = {place: _lower(bone, by) for place, bone, by in base.moved(caster)}
    for stack in stacks:
        placed.update((place, _lower(bone, by)) for place, bone, by in stack.moved(caster))
    bones = (
        Bone(number, *placed[place])
        for number, place in enumerate(plan.places())
        if place in placed
    )
    return Skeleton(
        tuple(bones),
        tuple(caster.frame(frame) for frame in caster.frames),
        caster.fullness(base.skeleton.fullness),
    )


class _Shown:
    """What a model shows: its bones by where they stand."""

    def __init__(self, model: Plan, skeleton: Skeleton) -> None:
        self.skeleton = skeleton
        places = list(model.places())
        self.bones = {places[bone.block]: bone for bone in skeleton.bones}
        self._lengths = [len(items) for items in model.series]

    def items(self, series: int) -> list[dict[int, Bone]]:
        """Return the bones of each item of a series, by their blocks."""
        found: list[dict[int, Bone]] = [{} for _ in range(self._lengths[series])]
        for place, bone in self.bones.items():
            if place.series == series:
                found[place.item][place.block] = bone
        return found

    def around(self) -> list[tuple[Place, Bone]]:
        """Return the bones of what stands around the series."""
        return [(place, bone) for place, bone in self.bones.items() if place.series == AROUND]

    def moved(self, caster: Caster) -> list[tuple[Place, Bone, float]]:
        """Return the same, and by how much lower they stand when rows above them are higher."""
        found = []
        for place, bone in self.around():
            frame = caster.frame(caster.frames[bone.paragraph.frame])
            found.append((place, bone, caster.shift(bone.paragraph, frame)))
        return found


class _Stack:
    """A series whose items stand one below the other.

    `models` show its items in each form, and `base` is that of them which all else is taken from.
    Where the items begin is told in points below their frame's top.
    """

    def __init__(
        self, series: int, items: tuple[Form, ...], models: dict[Form, _Shown], base: _Shown
    ) -> None:
        self._series = series
        self._items = items
        self._bones = {form: shown.items(series) for form, shown in models.items()}
        own = base.items(series)
        self._first = _first(own[0])
        self._frame = base.skeleton.frames[self._first.frame]
        self._tops = {form: self._told(form, shown) for form, shown in models.items()}
        self._starts = self._started()
        low = max((bone.paragraph for bone in own[-1].values()), key=lambda par: par.top)
        if any(self._is_beside(bone.paragraph, low) for _, bone in base.around()):
            msg = "something stands beside the items of a series"
            raise Unlike(msg)
        others = {form: self._row(low, _growth(base, shown, low)) for form, shown in models.items()}
        for form, row in others.items():
            _prove(base, models[form], row)
        last = items[-1]
        more = self._starts[-1] - self._tops[last][-1]
        self.row = self._row(low, more + others[last].growth)

    def moved(self, caster: Caster) -> list[tuple[Place, Bone, float]]:
        """Return the bones of all items of the page, and by how much lower they stand."""
        top = self._frame.top + caster.shift(self._first, caster.frame(self._frame))
        found = []
        for item, form in enumerate(self._items):
            bones = self._bones[form][self._shown_at(item)]
            by = top + self._starts[item] - _first(bones).top
            found += [(Place(self._series, item, block), bone, by) for block, bone in bones.items()]
        return found

    def _told(self, form: Form, shown: _Shown) -> list[float]:
        """Return where the items begin in the model of that form."""
        items = self._bones[form]
        if not all(items):
            msg = "some items of a series show nothing"
            raise Unlike(msg)
        frame = shown.skeleton.frames[self._frame.number]
        firsts = [_first(item) for item in items]
        tops = [first.top - frame.top for first in firsts]
        # where lines begin, or end, or what is between: in a centred one, or right to left
        sides = zip(*((par.left, par.right, par.left + par.right) for par in firsts), strict=True)
        stacked = all(after - before > SAME_HEIGHT for before, after in pairwise(tops))
        alike = {bone.paragraph.frame for item in items for bone in item.values()} == {frame.number}
        begin = self._first.top - self._frame.top
        if not (
            stacked
            and alike
            and abs(tops[0] - begin) < EXACT
            and any(len({round(edge / SAME_HEIGHT) for edge in edges}) == 1 for edges in sides)
        ):
            msg = "the items of a series do not stand one below the other"
            raise Unlike(msg)
        return tops

    def _started(self) -> list[float]:
        """Return where the items of the page begin."""
        starts = [self._tops[self._items[0]][0]]
        for item, form in enumerate(self._items[:-1]):
            tops, place, after = self._tops[form], self._shown_at(item), self._shown_at(item + 1)
            if place == after:  # two that have others around them, as the two in the middle are
                place -= 1
            starts.append(starts[-1] + tops[after] - tops[place])
        return starts

    def _shown_at(self, item: int) -> int:
        """Return which item of a model stands for that item of the page."""
        count = len(self._items)
        if count <= SHOWN:
            return item
        return SHOWN - 1 if item == count - 1 else min(item, SHOWN - 2)

    def _is_beside(self, paragraph: Paragraph, low: Paragraph) -> bool:
        return paragraph.frame == low.frame and row_place(self._first) <= row_place(
            paragraph
        ) <= row_place(low)

    def _row(self, low: Paragraph, growth: float) -> Row:
        """Return the row that makes what stands below the series move by that."""
        return Row(low.frame, row_place(low), low.top, low.height, low.height + growth)


def _growth(base: _Shown, other: _Shown, low: Paragraph) -> float:
    """Return by how much lower the other model shows what follows a series.

    `low` is the last paragraph of the series, as `base` has it.
    """
    if base is other:
        return 0.0
    old, new = base.skeleton, other.skeleton
    frame = old.frames[low.frame]
    for place, bone in base.around():
        paragraph = bone.paragraph
        if paragraph.frame == low.frame and paragraph.top > low.top and place in other.bones:
            moved = other.bones[place].paragraph.top - new.frames[low.frame].top
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


def _prove(base: _Shown, other: _Shown, row: Row) -> None:
    """Raise Unlike unless the other model is as the base is with that row in it."""
    old, new = base.skeleton, other.skeleton
    caster = Caster((row,), old.frames)
    around = {place: bone.paragraph.top + by for place, bone, by in base.moved(caster)}
    shown = {place: bone.paragraph for place, bone in other.around()}
    kept = {paragraph.frame for paragraph in shown.values()}
    frames = [
        (caster.frame(frame), other)
        for frame, other in zip_longest(old.frames, new.frames, fillvalue=NO_FRAME)
        if frame.anchors or other.anchors or frame.number in kept
    ]
    fullness = caster.fullness(old.fullness)
    if (
        around.keys() != shown.keys()
        or any(frame.anchors != other.anchors for frame, other in frames)
        or [name for name, _ in fullness.region_ends]
        != [name for name, _ in new.fullness.region_ends]
    ):
        msg = "a model shows more than another, or less"
        raise Unlike(msg)
    pairs = [(around[place], shown[place].top) for place in around]
    pairs += [(frame.top, other.top) for frame, other in frames]
    pairs += [(frame.height, other.height) for frame, other in frames]
    pairs += zip(
        dict(fullness.region_ends).values(), dict(new.fullness.region_ends).values(), strict=True
    )
    pairs.append((fullness.footer_top, new.fullness.footer_top))
    if any(abs(one - other) > EXACT for one, other in pairs):
        msg = "the form of an item changes more than its height"
        raise Unlike(msg)


def _first(item: dict[int, Bone]) -> Paragraph:
    return item[min(item)].paragraph


def _lower(bone: Bone, by: float) -> tuple[Paragraph, Styles, Chains, Chains]:
    """Return what is in a bone that stands by so much lower."""
    paragraph = bone.paragraph
    if by:
        paragraph = replace(paragraph, top=paragraph.top + by)
    return paragraph, bone.styles, bone.apart, bone.whole
