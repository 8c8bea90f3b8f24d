"""What other tools say of the planted defects, and the table in docs/checks.md that tells of it.

`python -m tests.press.preflight.peers` writes the table anew.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import page as page_validation

from brief.press.preflight import inspect_file
from brief.press.preflight.rules import RULES
from tests.press.preflight.defects import DEFECTS
from tests.press.preflight.planting import opened, planted, press_sheet, saved
from tests.test_standards import vera
from tests.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from brief.press.preflight.rule import Rule

DOCS = Path(__file__).parents[3] / "docs" / "checks.md"
START, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
CLAIMS = {"a": "PDF/A", "aa": "PDF/A, level A", "ua": "PDF/UA", "x": "PDF/X"}
VERA, PAGE, QPDF = "veraPDF", "page-validation", "qpdf"
PROFILES = (
    page_validation.ValidationProfile.PDF_UA_1,
    page_validation.ValidationProfile.PDF_A_3A,
)


def broken_files(sound: bytes) -> dict[str, tuple[str, bool, bytes]]:
    """Return every broken PDF by its name, with the code it must be found by, and if for a press.

    Two sound ones are among them, without a code, to know what tools find in any case.
    """
    press = press_sheet(sound)
    files = {"sound": ("", False, resaved(sound)), "press": ("", True, resaved(press))}
    for defect in DEFECTS:
        pdf = planted(press if defect.press else sound, defect)
        files[defect.name] = (defect.code, defect.press, pdf)
    files["cut short"] = ("pdf-damaged", False, sound[: len(sound) * 9 // 10])
    with opened(sound) as document:
        import pikepdf

        locked = saved(document, encryption=pikepdf.Encryption(owner="sesame"))
    files["restricted"] = ("pdf-encrypted", False, locked)
    return files


def resaved(pdf: bytes) -> bytes:
    """Return the PDF as saving alone changes it."""
    with opened(pdf) as document:
        return saved(document)


def opinions(sound: bytes, folder: Path) -> dict[str, set[str]]:
    """Return, by code, which other tools find something in a file that is broken in that way."""
    files = broken_files(sound)
    paths = {}
    for number, name in enumerate(files):
        paths[name] = folder / f"{number:02}.pdf"
        paths[name].write_bytes(files[name][2])
    said = _vera_says(paths, files)
    found: dict[str, set[str]] = {}
    for name, (code, press, _) in files.items():
        base = "press" if press else "sound"
        tools = found.setdefault(code, set())
        if said[name] - said[base]:
            tools.add(VERA)
        profiles = PROFILES[:1] if press else PROFILES
        if _page_says(paths[name], profiles) - _page_says(paths[base], profiles):
            tools.add(PAGE)
        if _qpdf_objects(paths[name]):
            tools.add(QPDF)
    assert not found.pop(""), "what saving alone changes is no defect"
    return found


def _vera_says(
    paths: Mapping[str, Path], files: Mapping[str, tuple[str, bool, bytes]]
) -> dict[str, set[str]]:
    """Return what veraPDF has against each file: of those for a press as PDF/UA only."""
    said: dict[str, set[str]] = {name: set() for name in paths}
    names = {str(path): name for name, path in paths.items()}
    for standard in ("ua1", "3a"):
        asked = [name for name in paths if standard == "ua1" or not files[name][1]]
        seen = set()
        for line in vera(standard, [paths[name] for name in asked]):
            verdict, _, rest = line.split(" ", 2)
            path, _, clauses = rest.partition(" ")
            seen.add(names[path])
            if verdict == "FAIL":
                said[names[path]].add(f"{standard} {clauses}")
        for name in set(asked) - seen:  # it gives up on what it cannot read
            said[name].add("unreadable")
    return said


def _page_says(path: Path, profiles: Iterable[page_validation.ValidationProfile]) -> set[str]:
    broken: set[str] = set()
    for profile in profiles:
        try:
            report = page_validation.validate_pdf(str(path), profile=profile)
        except Exception as problem:  # noqa: BLE001 - whatever it raises, it does object
            broken.add(type(problem).__name__)
            continue
        broken |= {f"{failure.rule_id} {failure.message}" for failure in report.failures}
    return broken


def _qpdf_objects(path: Path) -> bool:
    run = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
    return run.returncode != 0


def table(found: Mapping[str, Iterable[str]]) -> str:
    """Return the table of all rules, in Markdown."""
    head = "| code | what | rule | severity | found by others too |\n|---|---|---|---|---|\n"
    return head + "".join(_row(rule, sorted(found.get(rule.code, ()))) for rule in RULES.values())


def _row(rule: Rule, tools: list[str]) -> str:
    severity = str(rule.severity)
    if rule.claims:
        claims = " or ".join(CLAIMS[claim] for claim in rule.claims)
        severity = f"{severity} where {claims} is claimed, otherwise {rule.severity_otherwise}"
    cells = (f"`{rule.code}`", rule.defect, rule.standard or "–", severity, ", ".join(tools) or "–")
    return f"| {' | '.join(cells)} |\n"


def documented() -> str:
    """Return the table as it stands in the documentation."""
    return DOCS.read_text("utf-8").partition(START)[2].partition(END)[0]


def main() -> None:
    """Write the table anew."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = Workspace(folder).briefing("tides", "en")
        assert made.run("build").code == 0
        sound = made.pdf("en").read_bytes()
        assert inspect_file(sound, "sound.pdf") == []
        new = table(opinions(sound, folder))
    text = DOCS.read_text("utf-8")
    DOCS.write_text(text.replace(START + documented(), START + new), "utf-8")


if __name__ == "__main__":
    main()
