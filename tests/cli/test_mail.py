"""`brief mail preview`: what it writes, and what it refuses."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from tests.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

MAIL = """\
mail:
  from: Institute of Ports <news@example.org>
  postal_address: Quay 1, 20457 Hamburg
  list_id: briefings.example.org
  unsubscribe: leave@example.org
  server: {host: 127.0.0.1, encryption: none}
  picture: yes
"""


@pytest.fixture
def built(tides: Workspace, tmp_path: Path) -> Workspace:
    """Return a copy of the built project, with settings for mail."""
    copytree(tides.root, tmp_path / "built")
    made = Workspace(tmp_path / "built")
    made.write("brief.yaml", MAIL)
    return made


def test_three_files_are_written_for_each_language(built: Workspace) -> None:
    run = built.run("mail", "preview", "tides", "--json")
    assert run.code == 0, run.err
    expected = [
        f"dist/mail/tides.{tag}.{kind}"
        for tag in ("de", "en", "it")
        for kind in ("eml", "html", "txt")
    ]
    assert run.json == {"ok": True, "files": expected, "findings": []}
    assert run.err.splitlines() == expected


def test_the_html_shows_its_images_in_a_browser(built: Workspace) -> None:
    built.run("mail", "preview", "tides", "--lang", "it")
    html = (built.root / "dist/mail/tides.it.html").read_text("utf-8")
    assert "cid:" not in html
    assert len(re.findall(r'src="data:image/png;base64,iVBOR', html)) == 2
    assert "Che cosa fa la marea al porto" in html


def test_the_mail_and_the_text_are_those_of_a_subscriber(built: Workspace) -> None:
    built.run("mail", "preview", "tides", "--lang", "de")
    content = (built.root / "dist/mail/tides.de.eml").read_bytes()
    message = message_from_bytes(content, policy=policy.default)
    assert message["To"] == "reader@example.org"
    assert message["Subject"] == "Was die Tide mit dem Hafen macht"
    text = (built.root / "dist/mail/tides.de.txt").read_text("utf-8")
    assert "Abbestellen:\nmailto:leave+p.0.preview@example.org" in text
    assert "Probeexemplar" not in text


def test_another_folder_can_be_named(built: Workspace, tmp_path: Path) -> None:
    run = built.run("mail", "preview", "content/tides/", "-l", "en", "--out", str(tmp_path / "x"))
    assert run.code == 0
    assert {path.name for path in (tmp_path / "x").iterdir()} == {
        *("tides.en.eml", "tides.en.html", "tides.en.txt"),
    }


def test_a_preview_does_not_touch_the_folder_of_deliveries(built: Workspace) -> None:
    built.run("mail", "preview", "tides", "--quiet")
    assert not (built.root / "delivery").exists()
    assert built.run("build").out == ""


def test_an_error_in_a_template_is_shown_with_its_line(built: Workspace) -> None:
    built.write("layouts/mail/mail.txt", "a\n{{ page.titel }}\n")
    run = built.run("mail", "preview", "tides", "--json")
    finding = run.finding("template")
    assert (run.code, finding["path"], finding["line"]) == (1, "layouts/mail/mail.txt", 2)
    assert run.json["files"] == []
    assert "layouts/mail/mail.txt:2:1" in run.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["tide"], 2, "did you mean `tides`?"),
        (["tides", "--lang", "fr"], 2, "no edition in `fr`"),
        (["tides", "--lang", "italiano"], 2, "is not a language tag"),
        (["tides", "--out", "/dev/null/x"], 1, "cannot be written"),
    ],
)
def test_wrong_usage_is_explained(
    built: Workspace, arguments: list[str], code: int, said: str
) -> None:
    run = built.run("mail", "preview", *arguments, "--json")
    assert (run.code, run.json["ok"]) == (code, False)
    assert said in run.err


def test_without_settings_the_missing_section_is_named(built: Workspace) -> None:
    (built.root / "brief.yaml").unlink()
    run = built.run("mail", "preview", "tides", "--json")
    assert (run.code, run.codes()) == (1, {"mail-missing"})


def test_the_help_names_the_command(tmp_path: Path) -> None:
    from tests.workspace import run_brief

    assert "preview" in run_brief("mail", "--help", cwd=tmp_path).out
    assert "SLUG" in run_brief("mail", "preview", "--help", cwd=tmp_path).out
