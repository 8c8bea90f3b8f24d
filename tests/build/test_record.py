"""What a page says as data: attached where it is asked for, and only what is printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from tests.workspace import Workspace


def attached(workspace: Workspace, tag: str) -> dict[str, Any]:
    """Return the attached files of an edition, by name, as JSON."""
    with pikepdf.open(workspace.pdf(tag)) as document:
        assert len(document.Root.get("/AF", [])) == len(document.attachments)
        return {
            name: json.loads(item.get_file().read_bytes())
            for name, item in document.attachments.items()
        }


def test_nothing_is_attached_unless_it_is_asked_for(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").run("build")
    assert attached(workspace, "en") == {}


def test_what_is_printed_is_attached_as_data(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", facts="attach: yes  # for the archive\n")
    workspace.change(
        "content/tides/en.yaml", "kicker: Ports", "# a word to the desk\nkicker: Ports"
    )
    assert workspace.run("build").code == 0
    record = attached(workspace, "en")["tides.en.json"]
    assert record["date"] == "2025-03-04"
    assert record["key_figures"][1] == {
        "id": "cost",
        "value": "45000000",
        "unit": "EUR",
        "qualifier": "almost",
    }
    edition = record["editions"]["en"]
    assert edition["title"] == "What the tide does to the port"
    assert not any("*" in point for point in edition["points"])
    assert set(edition["key_figures"]) == {"range", "cost"}
    assert "desk" not in json.dumps(record)
    assert "archive" not in json.dumps(record)


def test_a_shared_page_carries_both_languages(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en", facts="attach: yes\n")
    assert workspace.run("build", "--lang", "de+en").code == 0
    record = attached(workspace, "de+en")["tides.de+en.json"]
    assert list(record["editions"]) == ["de", "en"]


def test_the_same_content_gives_the_same_bytes(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", facts="attach: yes\n")
    workspace.run("build", TZ="Asia/Tokyo")
    first = workspace.pdf().read_bytes()
    workspace.run("build", TZ="America/Lima")
    assert workspace.pdf().read_bytes() == first
