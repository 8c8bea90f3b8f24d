"""Clearing pages away: what was laid out goes without anybody looking for garbage."""

from __future__ import annotations

import gc
import weakref
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from brief.press.engine.engine import Engine
from brief.press.print_group import print_group
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.press.engine.engine import LaidOutEdition
    from brief.press.job.model import RenderJob
    from tests.workspace import Workspace

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<defs><linearGradient id="fade"><stop stop-color="red"/></linearGradient></defs>'
    '<rect width="9" height="9" fill="url(#fade)"/></svg>'
)


@pytest.fixture
def order(workspace: Workspace) -> RenderJob:
    workspace.briefing("tides", "en", "de")
    workspace.brand("fine", more="logo: logo.svg\n", css='h1 { background: url("dot.png") }')
    target = BytesIO()
    Image.new("RGB", (4, 4)).save(target, "png")
    workspace.write("styles/brands/fine/dot.png", target.getvalue())
    workspace.write("styles/brands/fine/logo.svg", LOGO)
    workspace.write("brief.yaml", "brand: fine\nlanguages: [en, de]\n")
    return make_order(workspace)


@pytest.fixture
def by_count_alone() -> Iterator[None]:
    """Nothing looks for garbage: objects go when the last who holds them lets go."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def boxes(box: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's
    """Yield a box and those in it."""
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(getattr(child, "_box", child))


def parts(laid: LaidOutEdition) -> list[weakref.ref[Any]]:
    """Return the parts of a laid out edition, without holding them."""
    found: list[Any] = [laid.document]
    for page in laid.document.pages:
        inside = list(boxes(page._page_box))
        found += [page, *inside, *(box.style for box in inside)]
    return [weakref.ref(part) for part in found]


@pytest.mark.usefixtures("by_count_alone")
def test_a_page_that_was_cleared_goes_with_its_last_holder(order: RenderJob) -> None:
    engine = Engine(order)
    laid = engine.lay_out(order.editions[0], "")
    engine.write_pdf([laid])
    left = parts(laid)
    assert len(left) > 100
    engine.release_pages()
    del laid
    assert [part for part in left if part() is not None] == []


@pytest.mark.usefixtures("by_count_alone")
def test_hardly_anything_is_left_of_a_group_that_was_printed(order: RenderJob) -> None:
    print_group(order)  # what is kept for the next
    gc.collect()
    before = len(gc.get_objects())
    assert len(print_group(order)) == 2
    # the parser of HTML leaves its own tree, some 500 objects a page, where a page is 5000
    assert len(gc.get_objects()) - before < 5000


def test_the_engine_lays_out_and_writes_as_before_after_clearing(order: RenderJob) -> None:
    engine = Engine(order)
    settings = 'ol { background: url("brief:///brand/missing.png") }'
    laid = engine.lay_out(order.editions[0], settings)
    assert laid.refused
    first = engine.write_pdf([laid])
    engine.release_pages()
    assert engine.write_pdf([engine.lay_out(order.editions[0], settings)]) == first
