"""Makes small projects for tests, and runs brief in them as a person would."""

from __future__ import annotations

import os
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import StringIO
from json import loads
from pathlib import Path
from shutil import rmtree
from textwrap import dedent
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from typer.main import get_command

from brief.findings.explanations import load_explanations

if TYPE_CHECKING:
    from collections.abc import Iterator

SLUG = "tides"

FACTS = """\
date: 2025-03-04
sources:
  - publication: Harbour Review
    title: Reading the water
    published: 2025-02
    url: https://www.example.org/tides
    rights: © 2025 Harbour Review
key_figures:
  - {id: range, additional: yes, value: 3.9, unit: meter}
  - {id: cost, value: 45e6, unit: EUR, notation: compact, qualifier: almost}
"""
TEXTS = {
    "de": """\
kicker: Häfen
title: Was die Tide mit dem Hafen macht
standfirst: Zweimal am Tag kommt das Wasser, und zweimal geht es.
summary: >-
  Die Wasserstandsvorhersage bestimmt, wann Containerschiffe einlaufen. Hafenbetreiber richten die
  Umschlagsgeschwindigkeit danach aus, denn Liegeplatzgebühren und Schleppergebühren steigen mit
  jeder Verspätungsstunde.
points:
  - >-
    **Fahrrinne.** Die Fahrrinnenanpassung soll "größere Schiffe" zulassen ... und kostet fast
    45 Mio. EUR.
  - >-
    **Umwelt.** Naturschutzverbände halten die Ausgleichsmaßnahmen für unzureichend - sie klagen.
key_figures:
  range: mittlerer Tidenhub
  cost: Kosten der Anpassung
""",
    "en": """\
kicker: Ports
title: What the tide does to the port
standfirst: Twice a day the water comes, and twice it goes.
summary: >-
  The forecast of the water level decides when container ships come in. Port operators set their
  pace by it, because berths and tugs cost more with every hour of delay.
points:
  - >-
    **Channel.** A deeper channel is to let "larger ships" pass ... and costs almost 45 million EUR.
  - >-
    **Environment.** Conservation groups find what is offered in return too little - they sue.
key_figures:
  range: mean tidal range
  cost: cost of deepening
""",
    "it": """\
kicker: Porti
title: Che cosa fa la marea al porto
standfirst: Due volte al giorno l'acqua viene, e due volte se ne va.
summary: >-
  La previsione del livello dell'acqua decide quando entrano le navi portacontainer. I gestori dei
  porti regolano su di essa il ritmo, perché ormeggi e rimorchiatori costano di più a ogni ora di
  ritardo.
points:
  - >-
    **Canale.** Un canale più profondo deve far passare "navi più grandi" ... e costa quasi 45 mln
    di EUR.
  - >-
    **Ambiente.** Per le associazioni ambientaliste le compensazioni sono insufficienti - e fanno
    ricorso.
key_figures:
  range: escursione media della marea
  cost: costo del dragaggio
""",
}
"""A small briefing with what pages are made of: long words, quotes, a dash, dots, an amount."""

PAGE = """\
<html lang="{{ page.lang }}"><head><title>{{ page.title_plain }}</title></head>
<body>
<p>{{ page.date }} {{ page.issue }} {{ page.kicker }}</p>
<h1>{{ page.title }}</h1>
<p>{{ page.standfirst }} {{ page.byline }}</p>
<p>{{ page.summary }}</p>
<ol>{% for point in page.points %}<li>{{ point }}</li>{% endfor %}</ol>
{% for figure in page.figures %}
<p>{{ figure.opening }} {{ figure.before }}{{ figure.gap_before }}{{ figure.number
}}{{ figure.gap_after }}{{ figure.after }} {{ figure.closing }} {{ figure.label }}</p>
{% endfor %}
<!-- here -->
<div id="end-main"></div>
<div id="footer" style="margin-top: 50mm">
{% for source in page.sources %}<p>{{ source.line }} {{ source.shown_url }}</p>{% endfor %}
<p>{{ page.colophon }}</p>
</div>
</body></html>
"""
"""A layout as plain as it can be, that leaves nothing out."""

BRAND = """\
publisher: Harbour Office
colours:
  ink: {screen: "#101010"}
  accent: {screen: "#005500", cmyk: [90, 0, 80, 40]}
  muted: {screen: "#333333"}
  rule: {screen: "#cccccc"}
fonts: {heading: [Lato], text: [Lato]}
"""


@dataclass(frozen=True)
class Run:
    """What became of a run of brief: its exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        """What the run reported with --json."""
        return loads(self.out)

    def codes(self) -> set[str]:
        """Return the codes of the findings that the run reported with --json."""
        return {finding["code"] for finding in self.json["findings"]}

    def page_findings(self) -> list[dict[str, Any]]:
        """Return what the run reported with --json, but for how the languages' texts compare.

        Pages are also tried with words at random, which say nothing that could agree.
        """
        texts = {"agreement", "numbers"}
        compared = {code for code, found in load_explanations().items() if found.area in texts}
        return [dict(found) for found in self.json["findings"] if found["code"] not in compared]

    def finding(self, code: str) -> dict[str, Any]:
        """Return the only finding of that code that the run reported with --json."""
        (found,) = (finding for finding in self.json["findings"] if finding["code"] == code)
        return dict(found)


@dataclass(frozen=True)
class Workspace:
    """A project under way in a temporary folder."""

    root: Path

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file of the project, with the folders that lead to it."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def change(self, name: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must stand there, in a file of the project."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} does not stand in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    def briefing(self, slug: str = SLUG, *languages: str, facts: str = "") -> Workspace:
        """Write the small briefing in these languages (all three without any).

        `facts` is put at the end of its briefing.yaml.
        """
        self.write(f"content/{slug}/briefing.yaml", FACTS + dedent(facts))
        for tag in languages or TEXTS:
            self.write(f"content/{slug}/{tag}.yaml", TEXTS[tag])
        return self

    def layout(self, name: str = "own", markup: str = "", papers: str = "a4") -> Workspace:
        """Write the plain layout, with that markup in its template, for these papers."""
        margins = "".join(
            f"  {paper}: {{top: 9, sides: 9, bottom: 9}}\n" for paper in papers.split()
        )
        self.write(f"layouts/{name}/layout.yaml", f"regions: [main]\nmargins:\n{margins}")
        self.write(f"layouts/{name}/page.html", PAGE.replace("<!-- here -->", markup))
        return self

    def brand(self, name: str = "own", more: str = "", css: str = "", **changes: str) -> Workspace:
        """Write a brand; `changes` are fonts by use, as in heading="Spectral"."""
        text = BRAND + more
        for use, family in changes.items():
            text = text.replace(f"{use}: [Lato]", f"{use}: [{family}]")
        self.write(f"styles/brands/{name}/brand.yaml", text)
        self.write(f"styles/brands/{name}/brand.css", css)
        return self

    def pdf(self, tag: str = "en", slug: str = SLUG) -> Path:
        """Return where the PDF of an edition goes.

        If there is none under the usual name, but one with the brand, layout or paper of a command
        (`tides.en.plain.pdf`), that one.
        """
        usual = self.root / "dist" / f"{slug}.{tag}.pdf"
        language, _, rest = tag.partition(".")
        ending = f".{rest}.pdf" if rest else ".pdf"
        found = usual.parent.glob(f"{slug}.{language}.*{ending}")
        others = sorted(found, key=lambda path: len(path.name))
        return next((path for path in others if not usual.exists()), usual)

    def run(self, *arguments: str, **environment: str | None) -> Run:
        """Run brief in the project's folder; a variable that is None is taken away."""
        return run_brief(*arguments, cwd=self.root, **environment)


_get_command = cache(get_command)
"""All commands with their options, which are the same in every run."""


def run_brief(*arguments: str, cwd: Path, **environment: str | None) -> Run:
    """Run brief's command line in this process."""
    from brief.cli import main

    out, err, code = StringIO(), StringIO(), 0
    with (
        chdir(cwd),
        patch.dict(os.environ, {key: value for key, value in environment.items() if value}),
        patch.object(sys, "argv", ["brief", *arguments]),
        patch("typer.main.get_command", _get_command),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        for name in [name for name, value in environment.items() if value is None]:
            os.environ.pop(name, None)
        try:
            main(ends_process=False)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Run(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep gathered fonts away from those of the person who runs the tests."""
    folder = tmp_path_factory.mktemp("cache")
    with patch.dict(os.environ, {"XDG_CACHE_HOME": str(folder)}):
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return an empty project; no page that another test made is in the cache."""
    rmtree(Path(os.environ["XDG_CACHE_HOME"], "brief", "pages"), ignore_errors=True)
    root = tmp_path / "project"
    root.mkdir()
    return Workspace(root)


@pytest.fixture(scope="session")
def tides(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a project with the small briefing, built in all languages; only to be looked at."""
    made = Workspace(tmp_path_factory.mktemp("tides")).briefing()
    run = made.run("build")
    assert run.code == 0, run.err
    return made
