"""What the desk shows: the list, a briefing, its state, pictures, in the reader's language."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest
import yaml

from brief.preview.server.answers.strings import choose_language, load_strings
from tests.preview.server.desk import HEIGHT, WIDTH, run_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.server.desk import RunningDesk
    from tests.workspace import Workspace


def test_two_hundred_briefings_are_listed_within_a_second(workspace: Workspace) -> None:
    for number in range(200):
        workspace.briefing(f"tides-{number:03}", "de", "it")
    with run_desk(workspace) as desk:
        start = process_time()  # other programs may have the machine meanwhile
        page = desk.browser.get("/").body.decode()
        assert process_time() - start < 1
        assert page.count('<tr id="row-') == 200
        assert desk.renderer.count == 0


def test_the_list_tells_languages_state_and_agreement(workspace: Workspace) -> None:
    workspace.briefing().briefing("alone", "en")
    workspace.briefing("ill", "en").write("content/ill/en.yaml", "title: [")
    with run_desk(workspace) as desk, desk.browser.listen("/events") as events:
        page = ""
        for _ in range(20):
            events.next()
            page = desk.browser.get("/rows", **{"Accept-Language": "en"}).body.decode()
            if "reading" not in page:
                break
        rows = dict(zip(("alone", "ill", "tides"), page.split("<tr ")[1:], strict=True))
        assert "one language" in rows["alone"]
        assert "errors" in rows["ill"]
        assert all(name in rows["tides"] for name in ("Deutsch", "Italiano", "never agreed"))
        assert desk.browser.post("/api/b/tides/agree").status == 200
        for _ in range(20):
            events.next()
            if ">agreed<" in desk.browser.get("/rows").body.decode():
                break
        else:
            pytest.fail("the agreement is not shown")


def test_a_briefing_comes_with_its_pages_texts_and_hashes(shared: RunningDesk) -> None:
    state = shared.state()
    assert state["state"] == "current"
    assert [each["name"] for each in state["editions"]] == ["Deutsch", "English", "Italiano"]
    edition = state["editions"][1]
    assert (edition["width"], edition["free"], edition["size"]) == (WIDTH, 3.2, 9.5)
    title = edition["texts"][0]
    assert (title["file"], title["path"], title["lang"]) == ("en", ["title"], "en")
    assert title["rects"] == [[10, 100, 100, 10]]
    assert state["hashes"] == shared.server.desk.hash_files("tides")


def test_findings_know_their_texts(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en")
    workspace.change("content/tides/en.yaml", "45 million", "46 million")
    with run_desk(workspace) as desk:
        found = [one for one in desk.state()["findings"] if one["code"].startswith("number")]
    assert {"language": "en", "key": "points.0"} in found[0]["texts"]
    assert found[0]["place"].startswith("content/tides/en.yaml:")


def test_the_picture_has_the_pixels_of_the_device(shared: RunningDesk) -> None:
    from io import BytesIO

    from PIL import Image

    digest = shared.state()["editions"][0]["digest"]
    answer = shared.browser.get(f"/pages/{digest}.png?scale=1.5")
    assert "immutable" in answer.headers["cache-control"]
    with Image.open(BytesIO(answer.body)) as picture:
        assert picture.size == (WIDTH * 1.5, HEIGHT * 1.5)


@pytest.mark.parametrize("scale", ["0", "-1", "nan", "inf", "1e9", "x", "9" * 500])
def test_other_scales_are_refused(shared: RunningDesk, scale: str) -> None:
    digest = shared.state()["editions"][0]["digest"]
    assert shared.browser.get(f"/pages/{digest}.png?scale={scale}").status == 400


def test_switches_are_in_the_address(shared: RunningDesk) -> None:
    page = shared.browser.get("/b/tides?paper=a5&page=de%2Bit").body.decode()
    assert "<option selected>a5</option>" in page
    assert '<option value="de+it" selected>Deutsch + Italiano</option>' in page


@pytest.mark.parametrize("query", ["paper=a9", "brand=../x", "layout=no", "page=de%2Bde", "page=x"])
def test_unknown_switches_are_explained(shared: RunningDesk, query: str) -> None:
    answer = shared.browser.get(f"/b/tides?{query}")
    assert answer.status == 404
    assert b"unknown" in answer.body


def test_an_unknown_briefing_is_explained_with_a_similar_name(shared: RunningDesk) -> None:
    answer = shared.browser.get("/b/tidse", **{"Accept-Language": "fr"})
    assert answer.status == 404
    assert b"tides" in answer.body
    assert "Toutes les notes" in answer.body.decode()


def test_every_text_is_in_every_language_with_the_same_gaps(checkout: Path) -> None:
    import re

    catalogue = yaml.safe_load((checkout / "brief/preview/assets/strings.yaml").read_text("utf-8"))
    assert load_strings().keys() == {"de", "en", "fr", "it"}
    for name, texts in catalogue.items():
        assert texts.keys() == {"de", "en", "fr", "it"}, name
        gaps = [sorted(re.findall(r"\{\w+\}", text)) for text in texts.values()]
        assert gaps.count(gaps[0]) == len(gaps), name


def test_every_text_that_is_shown_exists(checkout: Path) -> None:
    import re

    names = load_strings()["en"].keys()
    assets = checkout / "brief/preview/assets"
    used = set()
    for path in assets.glob("*.js"):
        used |= set(re.findall(r'say\("(\w+)"', path.read_text("utf-8")))
    for path in (assets / "templates").glob("*.html"):
        used |= set(re.findall(r"\bs\.(\w+)", path.read_text("utf-8")))
    assert len(used) > 40
    assert used - names == set()


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de-AT,de;q=0.9", "de"),
        ("pl, fr;q=0.4, it;q=0.5", "it"),
        ("fr;q=0, en", "en"),
        ("", "en"),
        ("*;q=x;;,,", "en"),
    ],
)
def test_the_language_is_what_the_browser_asks_for(accepted: str, language: str) -> None:
    assert choose_language(accepted) == language


def test_a_chosen_language_is_remembered(shared: RunningDesk) -> None:
    answer = shared.browser.post("/api/language?to=it")
    own = answer.headers["set-cookie"].partition(";")[0]
    page = shared.browser.get("/", Cookie=f"{shared.browser.cookie}; {own}").body.decode()
    assert '<html lang="it">' in page
    assert shared.browser.post("/api/language?to=xx").status == 400


def test_errors_in_the_settings_are_told_in_the_list(workspace: Workspace) -> None:
    workspace.briefing().write("brief.yaml", "languages: [")
    with run_desk(workspace) as desk, desk.browser.listen("/events") as events:
        for _ in range(10):
            events.next()
            page = desk.browser.get("/rows", **{"Accept-Language": "en"}).body.decode()
            if "errors: 1" in page:
                break
        else:
            pytest.fail(page)
        desk.workspace.write("brief.yaml", "languages: [de, en, it]\n")
        for _ in range(10):
            events.next()
            if "errors" not in desk.browser.get("/rows").body.decode():
                break
        else:
            pytest.fail("the list does not go on")
