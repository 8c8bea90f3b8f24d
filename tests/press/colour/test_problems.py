"""What keeps a page from the press as a whole: its rim, its date, the condition it is made for."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, cast

import pikepdf
from PIL import ImageCms

from brief.press.colour.to_press import convert_to_press
from tests.press.colour.plates import ACCENT, FACTS, INKS, coated

if TYPE_CHECKING:
    from tests.press.colour.plates import PrintShop


def test_a_page_without_a_rim_is_refused(shop: PrintShop) -> None:
    proof = shop.proof("<p>x</p>", trim=4)
    pdf, findings = convert_to_press(proof, INKS, coated(), FACTS)
    assert (pdf, [finding.code for finding in findings]) == (b"", ["press-boxes"])


def test_a_page_without_a_date_is_refused(shop: PrintShop) -> None:
    pdf, findings = convert_to_press(
        shop.proof("<p>x</p>"), INKS, coated(), replace(FACTS, created="")
    )
    assert (pdf, [finding.code for finding in findings]) == (b"", ["press-date"])


def test_a_profile_of_a_screen_is_refused(shop: PrintShop) -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (screen, b"no profile"):
        pdf, findings = convert_to_press(
            shop.proof("<p>x</p>"), INKS, replace(coated(), profile=profile), FACTS
        )
        assert (pdf, [finding.code for finding in findings]) == (b"", ["press-profile"])


def test_a_brand_with_too_much_ink_is_told(shop: PrintShop) -> None:
    inks = {ACCENT: (100.0, 100.0, 100.0, 40.0)}
    pdf, (finding,) = convert_to_press(shop.proof("<p>x</p>"), inks, coated(), FACTS)
    assert pdf
    assert finding.code == "press-ink-limit"
    assert "340 %" in finding.message


def test_a_bleed_that_leaves_no_room_for_marks_is_refused(shop: PrintShop) -> None:
    proof = shop.proof("<p>x</p>")
    for bleed, marks, fits in (
        (6, True, True),
        (7, True, False),
        (10, False, True),
        (-1, False, False),
    ):
        condition = replace(coated(), bleed=bleed, marks=marks)
        pdf, findings = convert_to_press(proof, INKS, condition, FACTS)
        assert bool(pdf) is fits
        assert [finding.code for finding in findings] == ([] if fits else ["press-bleed"])


def test_only_a_registered_condition_names_the_registry(shop: PrintShop) -> None:
    proof = shop.proof("<p>x</p>")
    for name, registered in (("FOGRA39", True), ("CGATS 21-2-CRPC6", True), ("Our press", False)):
        pdf, _ = convert_to_press(proof, INKS, replace(coated(), name=name), FACTS)
        with pikepdf.open(BytesIO(pdf)) as document:
            (intent,) = cast("list[pikepdf.Object]", document.Root.OutputIntents)
            assert str(intent.OutputConditionIdentifier) == name
            assert ("/RegistryName" in intent) is registered
