"""The wheel holds what it should, and works where no checkout is near."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]

DATA = ("content", "docs", "layouts", "styles")
SAMPLE = "china-buys-china"


def run(*command: str | Path, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that knows nothing of this checkout or its environment."""
    environment = {"PATH": os.defpath, "HOME": str(home), "PYTHONWARNINGS": "error"}
    return subprocess.run(
        [*command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


def build(source: Path, kind: str, out: Path) -> Path:
    """Return the wheel or sdist made of that folder, with the build tools that are here."""
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", out, source],
        check=True,
        capture_output=True,
    )
    (made,) = out.iterdir()
    return made


def kept(folder: Path) -> list[Path]:
    """Return the files of a folder that are the project's, not an editor's or Python's own."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not {"__pycache__", "dist"} & {*path.relative_to(folder).parts}
        and not path.name.endswith("~")
    ]


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(checkout, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(checkout, "sdist", tmp_path_factory.mktemp("sdist"))


@dataclass(frozen=True)
class Installed:
    """A fresh environment that has the wheel; its dependencies are borrowed from this one."""

    folder: Path
    home: Path

    @property
    def brief(self) -> Path:
        return self.folder / "bin" / "brief"

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    made = Installed(tmp_path_factory.mktemp("fresh"), tmp_path_factory.mktemp("home"))
    venv.create(made.folder, with_pip=False, symlinks=True)
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", made.python, "install", "--no-deps", wheel],
        check=True,
        capture_output=True,
    )
    # A .pth inside a folder that is named by another .pth is not read: the checkout stays unseen.
    (site,) = made.folder.glob("lib/python*/site-packages")
    ours = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (site / "borrowed.pth").write_text("\n".join(ours) + "\n", encoding="utf-8")
    return made


def test_the_wheel_holds_the_package_its_data_and_nothing_else(checkout: Path, wheel: Path) -> None:
    folder = wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"
    package = {path.relative_to(checkout).as_posix() for path in kept(checkout / "brief")}
    data = {
        f"brief/_data/{path.relative_to(checkout).as_posix()}"
        for name in DATA
        for path in kept(checkout / name)
    }
    about = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
    assert len(data) > len(DATA)
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    assert len(names) == len(set(names))
    assert {*names} == {*package, *data, *(f"{folder}/{name}" for name in about)}


def test_a_checkout_has_no_data_inside_the_package(checkout: Path) -> None:
    assert not (checkout / "brief" / "_data").exists()


def test_the_wheel_made_of_the_sdist_is_the_same(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        # The filter is newer than the oldest Python 3.11; set this way, it is used where it is.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path / "unpacked")  # noqa: S202 - our own archive
    (source,) = (tmp_path / "unpacked").iterdir()
    again = build(source, "wheel", tmp_path / "out")
    assert (again.name, again.read_bytes()) == (wheel.name, wheel.read_bytes())


def test_the_wheel_brings_its_own_data(installed: Installed, tmp_path: Path) -> None:
    code = "from brief.project import data_root; print(data_root())"
    told = run(installed.python, "-c", code, cwd=tmp_path, home=installed.home)
    assert told.stderr == ""
    root = Path(told.stdout.strip())
    assert root.is_relative_to(installed.folder)
    assert {path.name for path in root.iterdir()} == set(DATA)


def test_command_and_module_say_the_same_version(installed: Installed, tmp_path: Path) -> None:
    by_name = run(installed.brief, "--version", cwd=tmp_path, home=installed.home)
    module = run(installed.python, "-m", "brief", "--version", cwd=tmp_path, home=installed.home)
    assert by_name.stderr == module.stderr == ""
    assert by_name.stdout == module.stdout
    assert by_name.stdout.startswith("brief ")


def test_an_empty_folder_is_explained(installed: Installed, tmp_path: Path) -> None:
    told = run(installed.brief, "build", cwd=tmp_path, home=installed.home)
    assert told.returncode == 1
    assert "content/" in told.stderr
    assert "Traceback" not in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_sample_builds_far_from_the_checkout(
    installed: Installed, checkout: Path, tmp_path: Path
) -> None:
    shutil.copytree(checkout / "content" / SAMPLE, tmp_path / "content" / SAMPLE)
    built = run(installed.brief, "build", "--lang", "it", cwd=tmp_path, home=installed.home)
    assert built.returncode == 0, built.stderr
    pdfs = [path.name for path in (tmp_path / "dist").glob("*.pdf")]
    assert pdfs == [f"{SAMPLE}.it.pdf"]
    assert (tmp_path / "dist" / pdfs[0]).read_bytes().startswith(b"%PDF-")


def test_the_readmes_example_builds_as_it_says(
    installed: Installed, checkout: Path, tmp_path: Path
) -> None:
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n# (\S+/it\.yaml)\n(.+?)```", readme, re.DOTALL)
    figure = re.search(r"`(\{id: .+?\})`", readme)
    assert example is not None
    assert figure is not None
    language_file = tmp_path / example[1]
    language_file.parent.mkdir(parents=True)
    language_file.write_text(example[2], encoding="utf-8")
    facts = f"sources: [{{publication: Gazette}}]\nkey_figures: [{figure[1]}]\n"
    language_file.with_name("briefing.yaml").write_text(facts, encoding="utf-8")
    built = run(installed.brief, "build", cwd=tmp_path, home=installed.home)
    assert built.returncode == 0, built.stderr
    page = run("pdftotext", *(tmp_path / "dist").glob("*.pdf"), "-", cwd=tmp_path, home=tmp_path)
    assert "3,5%" in page.stdout.splitlines()
