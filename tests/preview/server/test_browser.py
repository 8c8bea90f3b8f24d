"""The desk in a real browser: it follows the files, and texts are changed on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.preview.server.desk import run_desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.preview.server.desk import RunningDesk

pytestmark = pytest.mark.slow
EN = "content/tides/en.yaml"
TITLE = "What the tide does to the port"
TITLE_TEXT = '#pane-en .text[data-key="title"]'
STATE = "#state"


def english(desk: RunningDesk) -> str:
    return (desk.workspace.root / EN).read_text("utf-8")


def edit_title(page: Page, text: str) -> None:
    page.locator(TITLE_TEXT).click()
    field = page.get_by_role("textbox", name="title")
    expect(field).to_be_focused()
    field.fill(text)


def test_a_saved_file_an_error_and_its_correction_are_seen(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    expect(page).to_have_title("● tides – brief")
    desk.workspace.change(EN, TITLE, "Tides and ports")
    expect(page.locator(TITLE_TEXT)).to_have_attribute("aria-label", "title: Tides and ports")
    expect(page.locator(TITLE_TEXT)).to_have_class(re.compile("changed"))
    desk.workspace.change(EN, "title: ", "title: [")
    expect(page).to_have_title("✕ tides – brief")
    expect(page.locator("#pane-en")).to_have_class(re.compile("is-stale"))
    expect(page.locator("#findings")).to_contain_text(f"{EN}:2")
    desk.workspace.change(EN, "title: [", "title: ")
    expect(page).to_have_title("● tides – brief")
    expect(page.locator("#pane-en")).not_to_have_class(re.compile("is-stale"))


def test_a_finding_lights_its_place_in_both_languages(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    desk.workspace.change(EN, "45 million", "46 million")
    page = open_desk(desk)
    page.get_by_role("button", name=re.compile("number-")).first.press("Enter")
    for tag in ("en", "de"):
        place = page.locator(f'#pane-{tag} .text[data-key="points.0"]')
        expect(place).to_have_class(re.compile(r"\blit\b"))


def test_a_text_that_is_edited_on_the_page_is_one_scalar_in_the_file(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    desk.workspace.change(EN, "title: ", "# the headline\ntitle:   ")
    before = english(desk)
    page = open_desk(desk)
    edit_title(page, "Written on the page: yes")
    page.keyboard.press("Enter")
    expect(page.locator(TITLE_TEXT)).to_have_attribute("aria-label", re.compile("on the page: yes"))
    assert english(desk) == before.replace(TITLE, '"Written on the page: yes"')
    expect(page.locator(TITLE_TEXT)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator(TITLE_TEXT)).to_have_attribute("aria-label", f"title: {TITLE}")
    assert english(desk) == before


@pytest.mark.parametrize(("button", "kept"), [("Save mine", "Mine"), ("Keep the file’s", "Theirs")])
def test_a_conflict_shows_both_versions_and_a_choice(
    desk: RunningDesk, open_desk: Callable[..., Page], button: str, kept: str
) -> None:
    page = open_desk(desk)
    edit_title(page, "Mine")
    desk.workspace.change(EN, TITLE, "Theirs")
    expect(page.locator("#state")).to_have_attribute("data-state", "current")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Theirs")
    expect(dialog).to_contain_text("Mine")
    assert "title: Theirs" in english(desk)
    dialog.get_by_role("button", name=button).click()
    expect(page.locator(TITLE_TEXT)).to_have_attribute("aria-label", f"title: {kept}")
    assert f"title: {kept}" in english(desk)


def test_two_tabs_that_change_different_texts_lose_nothing(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    first, second = open_desk(desk), open_desk(desk)
    edit_title(first, "From the first")
    second.locator('#pane-en .text[data-key="points.1"]').click()
    second.get_by_role("textbox", name="points.1").fill("From the second")
    first.keyboard.press("Enter")
    expect(first.locator(".editor")).to_have_count(0)
    second.keyboard.press("Enter")
    expect(second.locator(".editor")).to_have_count(0)
    assert "title: From the first" in english(desk)
    assert "From the second" in english(desk)


def test_tab_zoom_place_and_focus_stay_through_many_pages(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    page.locator("#arrangement").select_option("tabs")
    page.get_by_role("tab", name="English").click()
    page.locator("#zoom").select_option("400")
    scroller = page.locator("#pane-en .scroller")
    scroller.evaluate("element => { element.scrollTop = 40; }")
    page.locator('#pane-en .text[data-key="points.1"]').evaluate(
        "element => element.focus({ preventScroll: true })"
    )
    for number in range(20):
        desk.workspace.write(EN, re.sub("title: .*", f"title: Version {number}", english(desk)))
        label = f"title: Version {number}"
        expect(page.locator(TITLE_TEXT)).to_have_attribute("aria-label", label)
    assert scroller.evaluate("element => element.scrollTop") == 40
    assert page.locator("#zoom").input_value() == "400"
    expect(page.get_by_role("tab", name="English")).to_have_attribute("aria-selected", "true")
    expect(page.locator('#pane-en .text[data-key="points.1"]')).to_be_focused()


def test_an_open_editor_survives_new_pages(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    edit_title(page, "Half a sen")
    desk.workspace.change(EN, "kicker: Ports", "kicker: Harbours")
    desk.workspace.change("content/tides/de.yaml", "kicker: Häfen", "kicker: Hafen")
    expect(page.locator("#state")).to_have_attribute("data-state", "current")
    page.keyboard.type("tence")
    expect(page.get_by_role("textbox", name="title")).to_have_text("Half a sentence")
    page.keyboard.press("Enter")
    expect(page.locator(".editor")).to_have_count(0)
    assert "title: Half a sentence" in english(desk)
    assert "kicker: Harbours" in english(desk)


def test_the_page_goes_on_when_the_server_is_there_again(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    port = desk.server.port
    desk.server.__exit__(None, None, None)
    expect(page.locator("#state")).to_have_attribute("data-state", "away")
    desk.workspace.change(EN, TITLE, "Changed meanwhile")
    with run_desk(desk.workspace, port):
        label = "title: Changed meanwhile"
        expect(page.locator(TITLE_TEXT)).to_have_attribute("aria-label", label)


def test_numbers_that_differ_are_told_while_typing(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    page.locator('#pane-en .text[data-key="points.0"]').click()
    page.get_by_role("textbox", name="points.0").fill("It costs almost 46 million EUR.")
    expect(page.locator(".editor .tools")).to_contain_text("Numbers do not agree: ")
    page.get_by_role("textbox", name="points.0").fill("It costs almost 45 million EUR.")
    expect(page.locator(".editor .tools")).to_contain_text("Numbers agree.")


def test_points_and_key_figures_are_made_with_forms(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    page.locator('#pane-en .text[data-key="points.0"]').click()
    page.get_by_role("button", name="Insert a point after it").click()
    dialog = page.get_by_role("dialog")
    for tag in ("Deutsch", "English", "Italiano"):
        dialog.get_by_label(tag).fill(f"**New.** {tag}")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator('#pane-it .text[data-key="points.1"]')).to_contain_text("Italiano")
    page.get_by_role("button", name="Add a key figure").click()
    dialog.get_by_label("Identifier").fill("ships")
    dialog.get_by_label("Value").fill("12")
    for tag in ("Deutsch", "English", "Italiano"):
        dialog.get_by_label(f"Label ({tag})").fill("ships")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    facts = (desk.workspace.root / "content/tides/briefing.yaml").read_text("utf-8")
    assert "{id: ships, value: 12}" in facts


def test_all_texts_are_in_a_form_that_follows_the_files(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    page.get_by_role("button", name="All texts").click()
    form = page.locator("#fields")
    status = form.get_by_label("date", exact=True)
    status.fill("2025-03-05")
    status.blur()
    expect(page.locator("#notice")).to_contain_text("Saved in content/tides/briefing.yaml")
    desk.workspace.change(EN, TITLE, "Changed in an editor")
    english_title = form.locator("details", has_text="English").get_by_label("title")
    expect(english_title).to_have_value("Changed in an editor")
    page.get_by_role("button", name="All texts").click()
    expect(form).to_have_count(0)


def test_a_finding_without_a_page_leads_to_its_field(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    page.locator("#new-language input").fill("fr")
    page.locator("#new-language button").click()
    page.get_by_role("button", name=re.compile("<the title>")).click()
    focused = page.locator("#field-fr-title")
    expect(focused).to_be_focused()
    expect(page.locator("#fields details").first).to_contain_text(
        "Was die Tide mit dem Hafen macht"
    )


def test_pages_side_by_side_scroll_by_their_texts(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    page.locator("#arrangement").select_option("side")
    page.locator("#zoom").select_option("400")

    def top(tag: str) -> float:
        """Return how far below the top of its window a point is seen."""
        point = page.locator(f'#pane-{tag} .text[data-key="points.1"]')
        return float(
            point.evaluate("e => e.offsetTop - e.closest('.scroller').scrollTop"),
        )

    for leader, other in (("de", "it"), ("it", "de")):
        scroller = page.locator(f"#pane-{leader} .scroller")
        scroller.hover()
        point = page.locator(f'#pane-{leader} .text[data-key="points.1"]')
        point.evaluate(
            "e => { const s = e.closest('.scroller');"
            " s.scrollTop = e.offsetTop - s.clientHeight / 3; }"
        )
        page.wait_for_timeout(300)
        assert abs(top(leader) - top(other)) < 3
        assert top(leader) > 100
    places = page.locator(".text[data-key='points.1']").evaluate_all(
        "all => all.map(e => e.offsetTop)"
    )
    assert len({round(place) for place in places}) == 2, "the pages differ"


def test_switches_are_kept_in_the_address_and_overlays_in_the_browser(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    page.locator("#switches summary").click()
    page.get_by_label("trim").check()
    expect(page.locator("#pane-en .box.trim")).to_have_count(1)
    page.get_by_label("Paper").select_option("a5")
    page.wait_for_url(re.compile("paper=a5"))
    expect(page.get_by_label("Paper")).to_have_value("a5")
    expect(page.get_by_label("trim")).to_be_checked()
    page.get_by_label("Language of this interface").select_option("de")
    expect(page.get_by_role("button", name="Rückgängig")).to_be_visible()


def test_typed_text_is_not_lost_by_one_escape(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    edit_title(page, "Not yet saved")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="title")).to_have_text("Not yet saved")
    page.keyboard.press("Escape")
    expect(page.locator(".editor")).to_have_count(0)
    assert TITLE in english(desk)


def test_many_tabs_are_open_at_once(desk: RunningDesk, open_desk: Callable[..., Page]) -> None:
    pages = [open_desk(desk) for _ in range(8)]
    desk.workspace.change(EN, TITLE, "Seen everywhere")
    for page in pages:
        label = "title: Seen everywhere"
        expect(page.locator(TITLE_TEXT)).to_have_attribute("aria-label", label)
