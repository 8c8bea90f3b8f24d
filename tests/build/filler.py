"""Briefings that fill their pages, with everything in them that lines must not part."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.workspace import Workspace

COLUMN = (210 - 17 - 44 - 5) * 72 / 25.4  # where the sidebar begins, on A4
WORDS = {
    "de": "Wasserstand Liegeplatzgebühren Schleppergebühren Hafenbetreiber Umschlag Fahrrinne "
    "steigt sinkt kostet die der und ein am ist Verspätungsstunde Naturschutzverbände",
    "it": "previsione portacontainer rimorchiatori ormeggi marea ritardo compensazioni ambiente "
    "sale scende costa la il e un del si associazioni insufficienti",
}
BITS = {
    "de": ["– ja –", "fast 45 Mio. EUR", "29 %", "am 4. März", "3,9 m", "Art. 17", "z. B."],
    "it": ["– sì –", "quasi 45 mln EUR", "29 %", "il 4 marzo", "3,9 m", "art. 17", "n. 12"],
}
ENDS = {"de": ["so", "ab", "es", "zu"], "it": ["no", "sì", "su", "da"]}


def sentence(tag: str, rng: Random, length: int) -> str:
    """Return words with dashes, amounts and dates among them, and a short word at the end."""
    text = rng.choice(WORDS[tag].split()).capitalize()
    while len(text) < length:
        text += " " + rng.choice(BITS[tag] if rng.random() < 0.25 else WORDS[tag].split())
    return f"{text} {rng.choice(ENDS[tag])}."


def write(workspace: Workspace, tag: str, seed: int, length: int = 2000) -> None:
    """Write an edition of about so many characters."""
    rng = Random(f"{tag}{seed}{length}")  # noqa: S311 - a text, no secret
    points = 7
    share = length * 0.8 / points
    listed = "".join(
        f"  - >-\n    {sentence(tag, rng, round(share * rng.uniform(0.6, 1.4)))}\n"
        for _ in range(points)
    )
    workspace.write(
        f"content/tides/{tag}.yaml",
        f"title: >-\n  {sentence(tag, rng, 70)}\nstandfirst: >-\n  {sentence(tag, rng, 110)}\n"
        f"summary: >-\n  {sentence(tag, rng, round(length * 0.15))}\npoints:\n{listed}",
    )


def begin(workspace: Workspace, facts: str = "", project: str = "") -> Workspace:
    """Write the facts of a briefing in two languages, with `facts` and `project` added."""
    workspace.write("brief.yaml", f"languages: [de, it]\n{project}")
    source = "date: 2025-03-04\nsources:\n  - {publication: Harbour Review}\n"
    figures = "key_figures:\n  - {id: range, additional: yes, value: 3.9, unit: meter}\n"
    workspace.write("content/tides/briefing.yaml", source + figures + facts)
    return workspace


def finish(workspace: Workspace, *flags: str) -> dict[str, float]:
    """Add the labels, build, and return the type size of each edition."""
    for tag in ("de", "it"):
        path = workspace.root / f"content/tides/{tag}.yaml"
        if path.exists() and "key_figures" not in path.read_text("utf-8"):
            workspace.write(
                f"content/tides/{tag}.yaml", path.read_text("utf-8") + "key_figures: {range: x}\n"
            )
    run = workspace.run("build", "--json", *flags)
    found = {finding["code"] for finding in run.page_findings()}
    assert run.code == 0, run.err
    assert found <= {"type-sizes"}, run.err  # a note where sizes differ
    return {item["language"]: item["type_size"] for item in run.json["editions"]}
