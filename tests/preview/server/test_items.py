"""Points, key figures, languages and briefings are made in the browser; PDFs leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from brief.preview.server.sending import output
from tests.preview.server.desk import blank_pdf

if TYPE_CHECKING:
    from tests.preview.server.desk import Answer, RunningDesk

TAGS = ("de", "en", "it")


def points(desk: RunningDesk, tag: str) -> list[str]:
    text = (desk.workspace.root / f"content/tides/{tag}.yaml").read_text("utf-8")
    return [each.split(".**")[0].lstrip("*") for each in yaml.safe_load(text)["points"]]


def change(desk: RunningDesk, doing: str, index: int, **more: object) -> Answer:
    hashes = desk.server.desk.hash_files("tides")
    body = {"file": "en", "index": index, "do": doing, "hashes": hashes, **more}
    return desk.browser.post("/api/b/tides/points", body)


def figure(desk: RunningDesk, method: str, name: str, values: dict[str, str]) -> Answer:
    hashes = desk.server.desk.hash_files("tides")
    body = {"id": name, "values": values, "hashes": hashes}
    return desk.browser.send(method, "/api/b/tides/figure", body)


def facts(desk: RunningDesk) -> Any:  # noqa: ANN401 - YAML is anything
    return yaml.safe_load((desk.workspace.root / "content/tides/briefing.yaml").read_text("utf-8"))


def test_a_point_is_added_in_all_languages(desk: RunningDesk) -> None:
    texts = {tag: f"**New.** In {tag}: with a colon." for tag in TAGS}
    assert change(desk, "add", 0, texts=texts).status == 200
    assert points(desk, "en") == ["Channel", "New", "Environment"]
    assert points(desk, "de") == ["Fahrrinne", "New", "Umwelt"]
    desk.browser.post("/api/b/tides/undo")
    assert {len(points(desk, tag)) for tag in TAGS} == {2}


def test_a_point_moves_and_goes_in_all_languages(desk: RunningDesk) -> None:
    assert change(desk, "move", 0, to=1).status == 200
    assert points(desk, "it") == ["Ambiente", "Canale"]
    assert change(desk, "remove", 0).status == 200
    assert [points(desk, tag) for tag in TAGS] == [["Fahrrinne"], ["Channel"], ["Canale"]]


def test_points_with_ids_are_found_by_them(desk: RunningDesk) -> None:
    for tag, order in (("de", "ab"), ("en", "ba"), ("it", "ab")):
        path = f"content/tides/{tag}.yaml"
        text = (desk.workspace.root / path).read_text("utf-8").partition("points:")[0]
        items = "".join(f"  - {{id: {name}, text: '{name}.** {tag}'}}\n" for name in order)
        desk.workspace.write(path, f"{text}points:\n{items}")
    assert change(desk, "remove", 0).status == 200
    for tag in TAGS:
        assert "id: a" in (desk.workspace.root / f"content/tides/{tag}.yaml").read_text("utf-8")
        assert "id: b" not in (desk.workspace.root / f"content/tides/{tag}.yaml").read_text("utf-8")


def test_points_of_files_that_changed_meanwhile_stay(desk: RunningDesk) -> None:
    hashes = desk.server.desk.hash_files("tides")
    desk.workspace.change("content/tides/it.yaml", "Canale", "Fondale")
    assert change(desk, "remove", 0, hashes=hashes).status == 409
    assert points(desk, "it") == ["Fondale", "Ambiente"]
    assert points(desk, "en") == ["Channel", "Environment"]


@pytest.mark.parametrize(
    "body", [{"index": 9}, {"index": True}, {"index": -1}, {"do": "sell"}, {"file": "briefing"}]
)
def test_other_requests_for_points_are_refused(shared: RunningDesk, body: dict[str, Any]) -> None:
    hashes = shared.server.desk.hash_files("tides")
    whole = {"file": "en", "index": 0, "do": "remove", "hashes": hashes, **body}
    assert shared.browser.post("/api/b/tides/points", whole).status in {400, 404}
    assert points(shared, "en") == ["Channel", "Environment"]


def test_the_form_of_a_key_figure_is_that_of_its_model(shared: RunningDesk) -> None:
    fields = shared.browser.get("/api/b/tides/figure?id=cost").json["fields"]
    found = {each["name"]: each for each in fields}
    assert found["value"]["value"] == "45e6"
    assert found["notation"]["choices"] == ["", "standard", "compact"]
    assert found["qualifier"]["value"] == "almost"
    assert found["label:it"]["value"] == "costo del dragaggio"
    assert found["id"]["fixed"] is True


def test_a_key_figure_is_changed_where_it_differs(desk: RunningDesk) -> None:
    before = (desk.workspace.root / "content/tides/briefing.yaml").read_text("utf-8")
    values = {"value": "46e6", "unit": "EUR", "notation": "compact", "qualifier": ""}
    assert figure(desk, "PUT", "cost", {**values, "label:en": "cost of dredging"}).status == 200
    after = (desk.workspace.root / "content/tides/briefing.yaml").read_text("utf-8")
    assert after == before.replace("45e6", "46e6").replace(", qualifier: almost", "")
    english = (desk.workspace.root / "content/tides/en.yaml").read_text("utf-8")
    assert "cost: cost of dredging" in english


def test_a_key_figure_is_added_and_removed(desk: RunningDesk) -> None:
    labels = {f"label:{tag}": f"ships ({tag})" for tag in TAGS}
    answer = figure(desk, "PUT", "", {"id": "ships", "value": "[16, 29]", **labels})
    assert answer.status == 200
    assert facts(desk)["key_figures"][-1] == {"id": "ships", "value": [16, 29]}
    assert desk.state()["state"] == "current"
    assert figure(desk, "DELETE", "ships", {}).status == 200
    assert [each["id"] for each in facts(desk)["key_figures"]] == ["range", "cost"]
    for tag in TAGS:
        text = (desk.workspace.root / f"content/tides/{tag}.yaml").read_text("utf-8")
        assert "ships:" not in text


def test_a_language_is_added(desk: RunningDesk) -> None:
    answer = desk.browser.post("/api/b/tides/languages", {"tag": "FR"})
    assert answer.json["files"] == ["content/tides/fr.yaml"]
    assert desk.browser.post("/api/b/tides/languages", {"tag": "fr"}).status == 404
    assert desk.browser.post("/api/b/tides/languages", {"tag": "../x"}).status == 404


def test_a_briefing_is_begun(desk: RunningDesk) -> None:
    body = {"title": "River tolls", "languages": ["de", "it"]}
    assert desk.browser.post("/api/briefings", body).json["slug"] == "river-tolls"
    assert desk.state("river-tolls")["state"] == "broken"
    assert desk.browser.post("/api/briefings", body).status == 404
    files = desk.browser.get("/api/b/river-tolls/fields").json["files"]
    titles = [
        each["value"] for file in files[1:] for each in file["fields"] if each["path"] == ["title"]
    ]
    assert titles[0] == "River tolls"
    assert titles[1].startswith("<")
    assert files[1]["fields"][0]["line"] > 1


def test_agreement_is_recorded_only_if_the_numbers_agree(desk: RunningDesk) -> None:
    desk.workspace.change("content/tides/en.yaml", "45 million", "46 million")
    answer = desk.browser.post("/api/b/tides/agree")
    assert answer.status == 422
    assert not (desk.workspace.root / "content/tides/agreed.json").exists()
    desk.workspace.change("content/tides/en.yaml", "46 million", "45 million")
    assert desk.browser.post("/api/b/tides/agree").status == 200
    assert (desk.workspace.root / "content/tides/agreed.json").exists()


def test_the_pdf_that_is_downloaded_is_the_printed_one(shared: RunningDesk) -> None:
    answer = shared.browser.get("/b/tides/pdf/de?profile=press", Range="bytes=5-1,a")
    assert answer.status == 200
    assert answer.body[:5] == blank_pdf("")[:5] == b"%PDF-"
    assert answer.headers["content-disposition"] == 'attachment; filename="tides.de.press.pdf"'
    assert shared.browser.get("/b/tides/pdf/fr").status == 404


def test_a_text_is_added_in_the_languages_that_lack_it(desk: RunningDesk) -> None:
    assert desk.browser.get("/api/b/tides/parts").json["missing"] == {
        "byline": ["de", "en", "it"],
        "why": ["de", "en", "it"],
    }
    hashes = desk.server.desk.hash_files("tides")
    body = {"name": "why", "texts": {"de": "Es zählt: sehr.", "en": " It counts. "}}
    answer = desk.browser.post("/api/b/tides/parts", {**body, "hashes": hashes})
    assert answer.status == 200
    assert desk.browser.get("/api/b/tides/parts").json["missing"]["why"] == ["it"]
    german = yaml.safe_load((desk.workspace.root / "content/tides/de.yaml").read_text("utf-8"))
    assert german["why"] == "Es zählt: sehr."
    body = {"name": "points", "texts": {}, "hashes": answer.json["hashes"]}
    assert desk.browser.post("/api/b/tides/parts", body).status == 400


def test_a_finding_is_accepted_by_the_waiver_of_its_remedy(desk: RunningDesk) -> None:
    desk.workspace.change("content/tides/en.yaml", "45 million", "46 million")
    for _ in range(10):
        state = desk.state()
        found = [one for one in state["findings"] if one["waivable"]]
        if not found:
            break
        body = {"finding": found[0]["id"], "reason": "both: right", "hashes": state["hashes"]}
        assert desk.browser.post("/api/b/tides/waive", body).status == 200
        with desk.browser.listen("/api/b/tides/events") as events:
            while events.until("current")["hashes"] == state["hashes"]:
                pass
    else:
        pytest.fail("the waivers silence nothing")
    english = yaml.safe_load((desk.workspace.root / "content/tides/en.yaml").read_text("utf-8"))
    assert {"reason": "both: right"}.items() <= english["waive"][0].items()


def test_the_mail_is_shown_and_can_do_nothing(
    desk: RunningDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = desk.browser.get("/b/tides/mail/en", **{"Accept-Language": "en"})
    assert answer.status == 422
    assert b"section `mail`" in answer.body
    monkeypatch.setattr(output, "write_mail", lambda *_: "<script>alert(1)</script>")
    answer = desk.browser.get("/b/tides/mail/en")
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
