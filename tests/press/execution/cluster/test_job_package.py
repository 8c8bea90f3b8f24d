"""An order that travels: unpacked on another machine it is what it was, and so are its files."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.press.execution.cluster import job_folders
from brief.press.execution.cluster.job_folders import JobFolders
from brief.press.execution.cluster.job_package import PackageFiles, pack_job, package_from_bytes
from brief.press.job.printing_condition import PrintingCondition
from brief.press.job.resources import Resource, ResourceLoader, ResourceRefused
from brief.press.job.source_map import EMPTY_SOURCE_MAP
from tests.prepress.jobs import make_order
from tests.workspace import Workspace

if TYPE_CHECKING:
    from brief.press.job.model import RenderJob

PROFILE = PrintingCondition(name="FOGRA39", description="", profile=b"ICC" * 100_000, tac=300.0)


@pytest.fixture
def order(workspace: Workspace) -> RenderJob:
    workspace.briefing("tides", "en").brand()
    return make_order(workspace)


@pytest.fixture(scope="module")
def any_order(tmp_path_factory: pytest.TempPathFactory) -> RenderJob:
    """Return an order for nothing, with no fonts."""
    order = make_order(Workspace(tmp_path_factory.mktemp("any")).briefing("tides", "en").brand())
    fonts = os.fspath(tmp_path_factory.mktemp("none"))
    return replace(
        order, font_folder=fonts, editions=(), stylesheets=(), source_map=EMPTY_SOURCE_MAP
    )


@pytest.fixture
def root(order: RenderJob) -> Path:
    """Return the folder of the order's briefing."""
    return Path(dict(order.roots)["content"])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "there"


@pytest.fixture
def there(home: Path) -> JobFolders:
    return JobFolders(home)


def contents(files: PackageFiles) -> dict[str, bytes]:
    """Return all files of a package."""
    found = {name: files.read_content(name) for name in files.sources}
    assert None not in found.values()
    return {name: content for name, content in found.items() if content is not None}


def sent(order: RenderJob, there: JobFolders) -> RenderJob:
    """Return the job as it is unpacked on the other machine."""
    package, files = pack_job(order)
    return there.unpack_job(package_from_bytes(package.to_bytes()), contents(files))


def answer(roots: tuple[tuple[str, str], ...], url: str) -> tuple[bytes, str] | str:
    """Return what a shelf of these roots gives for a URL, or why it does not."""
    try:
        found: Resource = ResourceLoader(roots).load(url)
    except ResourceRefused as refusal:
        return str(refusal)
    return found.content, found.media_type


def test_an_order_is_what_it_was_but_for_its_places(order: RenderJob, there: JobFolders) -> None:
    order = replace(order, printing_condition=PROFILE)
    unpacked = sent(order, there)
    assert replace(unpacked, roots=order.roots, font_folder=order.font_folder) == order
    assert [name for name, _ in unpacked.roots] == [name for name, _ in order.roots]
    ours = {*dict(order.roots).values(), order.font_folder}
    assert not ours & {*dict(unpacked.roots).values(), unpacked.font_folder}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("photo.png", b"png"),
        ("deep/er/Photo.JPG", b"jpg"),
        ("deep/../photo.png", b"png"),
        ("within.png", b"png"),
        ("folder/er/Photo.JPG", b"jpg"),
        ("notes.txt", "unknown"),
        ("en.yaml", "unknown"),
        ("outside.png", "outside its folder"),
        ("away/secret.png", "outside its folder"),
        ("../secret.png", "outside its folder"),
        ("nowhere.png", "does not exist"),
        ("circle.png", "does not exist"),
        ("absent.png", "does not exist"),
        ("deep", "does not exist"),
    ],
)
def test_a_page_is_served_and_refused_the_same_at_both_ends(
    order: RenderJob, root: Path, there: JobFolders, name: str, told: bytes | str
) -> None:
    (root / "deep/er").mkdir(parents=True)
    (root / "photo.png").write_bytes(b"png")
    (root / "deep/er/Photo.JPG").write_bytes(b"jpg")
    (root / "notes.txt").write_bytes(b"for ourselves")
    (root.parent / "secret.png").write_bytes(b"secret")
    (root / "within.png").symlink_to("photo.png")
    (root / "folder").symlink_to("deep")
    (root / "outside.png").symlink_to(root.parent / "secret.png")
    (root / "away").symlink_to(root.parent)
    (root / "nowhere.png").symlink_to("not-there.png")
    (root / "circle.png").symlink_to("circle.png")

    unpacked = sent(order, there)

    url = f"brief:///content/{name}"
    here = answer(order.roots, url)
    assert answer(unpacked.roots, url) == here
    if isinstance(here, str):
        assert str(told) in here
    else:
        assert here[0] == told


def test_what_no_page_can_be_served_does_not_travel(order: RenderJob, root: Path) -> None:
    (root / "notes.txt").write_bytes(b"for ourselves")
    (root / "outside.png").symlink_to(root.parent.parent / "brief.yaml")
    travelling = contents(pack_job(order)[1]).values()
    assert b"for ourselves" not in travelling
    assert (root / "en.yaml").read_bytes() not in travelling


@given(
    st.sets(
        st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=40).filter(
            lambda name: name not in {".", ".."}
        ),
        max_size=4,
    )
)
def test_files_may_be_called_anything(any_order: RenderJob, names: set[str]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder, "root")
        root.mkdir()
        order = replace(any_order, roots=(("content", os.fspath(root)),))
        for name in names:
            try:
                (root / f"{name}.png").write_bytes(os.fsencode(name))
            except (OSError, UnicodeEncodeError):  # this system has no such names
                continue
        unpacked = sent(order, JobFolders(Path(folder, "own")))
        found = Path(dict(unpacked.roots)["content"])
        assert {file.name for file in found.iterdir()} == {file.name for file in root.iterdir()}
        for file in found.iterdir():
            assert file.read_bytes() == (root / file.name).read_bytes()


def test_fonts_are_found_there_and_nowhere_else(order: RenderJob, there: JobFolders) -> None:
    here, found = Path(order.font_folder), Path(sent(order, there).font_folder)
    assert sorted(file.name for file in found.iterdir()) == sorted(
        file.name for file in here.iterdir()
    )
    fonts = [file for file in found.iterdir() if file.name != "fonts.conf"]
    assert len(fonts) > 2
    for file in fonts:
        assert file.read_bytes() == (here / file.name).read_bytes()
    text = (found / "fonts.conf").read_text("utf-8")
    assert f"<dir>{found}</dir>" in text
    assert text.count("<dir>") == 1
    assert str(here) not in text


def test_what_orders_share_is_named_and_not_carried(order: RenderJob) -> None:
    package, files = pack_job(replace(order, printing_condition=PROFILE))
    assert sha256(PROFILE.profile).hexdigest() in files.sources
    assert len(package.to_bytes()) < 30_000


def test_the_same_content_is_named_once(order: RenderJob, root: Path) -> None:
    before = len(pack_job(order)[1].sources)
    (root / "one.png").write_bytes(b"the same")
    (root / "two.png").write_bytes(b"the same")
    assert len(pack_job(order)[1].sources) == before + 1


def test_a_file_that_was_changed_since_is_not_sent_under_its_old_name(
    order: RenderJob, root: Path
) -> None:
    (root / "photo.png").write_bytes(b"before")
    _, stock = pack_job(order)
    (root / "photo.png").write_bytes(b"after")
    assert stock.read_content(sha256(b"before").hexdigest()) is None
    (root / "photo.png").unlink()
    assert stock.read_content(sha256(b"before").hexdigest()) is None


def test_folders_are_made_once_and_the_oldest_go(
    workspace: Workspace,
    order: RenderJob,
    home: Path,
    there: JobFolders,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert sent(order, there).roots == sent(order, there).roots
    monkeypatch.setattr(job_folders, "MAX_FOLDERS", 6)
    for number in range(9):
        workspace.write("content/tides/photo.png", bytes([number]))
        unpacked = sent(order, there)
        assert Path(unpacked.font_folder, "fonts.conf").is_file()
        for _, folder in unpacked.roots:
            assert Path(folder).is_dir()
    assert len(list(home.glob("folder-*"))) == 6


def test_something_else_is_not_a_job_package() -> None:
    import pickle
    import zlib

    with pytest.raises(TypeError, match="not a job package: dict"):
        package_from_bytes(zlib.compress(pickle.dumps({})))
