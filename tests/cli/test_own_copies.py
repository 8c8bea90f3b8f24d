"""`brief new-brand` and `brief new-layout`: a copy of one's own, which makes the same page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.cli import completion

if TYPE_CHECKING:
    from tests.workspace import Run, Workspace

KINDS = pytest.mark.parametrize(
    ("command", "folder", "bundled"),
    [("new-brand", "styles/brands", "house"), ("new-layout", "layouts", "onepager")],
)


@pytest.fixture
def empty(workspace: Workspace) -> Workspace:
    workspace.write("brief.yaml", "languages: [de]\n")
    return workspace


def files(workspace: Workspace) -> list[str]:
    """Return the files of the project but `brief.yaml`."""
    found = (path for path in workspace.root.rglob("*") if path.is_file())
    names = (path.relative_to(workspace.root).as_posix() for path in found)
    return sorted(name for name in names if name != "brief.yaml")


def refused(run: Run, code: str) -> dict[str, object]:
    assert run.code == 2, run.err
    return run.finding(code)


def test_the_copies_make_the_same_page(empty: Workspace) -> None:
    empty.briefing("tides", "de").brand("hers", css="h1 { color: var(--accent); }")
    empty.layout("old", "<p>In parts{% include 'part.html' %}</p>")
    empty.write("layouts/old/part.html", "  and  spaces.\n")
    assert empty.run("new-brand", "port", "--from", "hers").code == 0
    assert empty.run("new-layout", "sheet", "--from", "old").code == 0
    assert empty.run("build", "--brand", "hers", "--layout", "old").code == 0
    pages = [(empty.root / "dist/tides.de.hers.old.pdf").read_bytes()]
    assert empty.run("build", "--brand", "port", "--layout", "sheet").code == 0
    pages.append((empty.root / "dist/tides.de.port.sheet.pdf").read_bytes())
    assert pages[0] == pages[1]


def test_a_copy_has_all_files_and_each_says_what_to_change(empty: Workspace) -> None:
    run = empty.run("new-layout", "sheet", "--from", "onepager")
    names = ["layouts/sheet/layout.yaml", "layouts/sheet/page.css", "layouts/sheet/page.html"]
    assert files(empty) == names
    assert all(f"✓ {name}\n" in run.err for name in names)
    assert "brief build --layout sheet\n" in run.err
    begin = [(empty.root / name).read_text("utf-8")[:2] for name in names]
    assert begin == ["# ", "/*", "{#"]


def test_a_drawing_stays_a_drawing(empty: Workspace) -> None:
    empty.brand("old", more="logo: logo.svg\n")
    drawing = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>\n'
    empty.write("styles/brands/old/logo.svg", drawing)
    empty.write("styles/brands/old/brand.css", '@charset "utf-8";\np {}\n')
    font = b"\0\1\0\0 some font"
    empty.write("styles/brands/old/fonts/own.ttf", font)
    empty.write("styles/brands/old/.hidden", "")
    empty.write("styles/brands/old/brand.css~", "")
    assert empty.run("new-brand", "young", "--from", "old").code == 0
    folder = empty.root / "styles/brands/young"
    copied = (folder / "logo.svg").read_text()
    assert copied.startswith('<?xml version="1.0"?>\n<!-- ')
    assert copied.endswith('<svg xmlns="http://www.w3.org/2000/svg"/>\n')
    assert (folder / "brand.css").read_text().startswith('@charset "utf-8";\n/* ')
    assert (folder / "fonts/own.ttf").read_bytes() == font
    assert len(list(folder.iterdir())) == 4, "hidden files and backups are not copied"


def test_without_a_name_the_project_s_own_is_copied(empty: Workspace) -> None:
    empty.brand("port").write("brief.yaml", "languages: [de]\nbrand: port\n")
    run = empty.run("new-brand", "quay", "--json")
    assert run.json["from"] == "port"
    assert run.json["next"] == "brief build --brand quay"
    assert "publisher: Harbour Office\n" in (
        empty.root / "styles/brands/quay/brand.yaml"
    ).read_text("utf-8")


def test_a_layout_for_two_languages_is_built_with_two(empty: Workspace) -> None:
    run = empty.run("new-layout", "pair", "--from", "layouts/parallel/", "--json")
    assert run.json["next"] == "brief build --layout pair --lang de+it"


@KINDS
def test_an_existing_one_is_not_touched(
    empty: Workspace, command: str, folder: str, bundled: str
) -> None:
    empty.write(f"{folder}/mine/notes.txt", "a file")
    before = files(empty)
    assert "mine" in str(refused(empty.run(command, "mine", "--json"), "in-the-way")["message"])
    found = refused(empty.run(command, bundled, "--json"), "in-the-way")
    assert f"our-{bundled}" in str(found["remedy"])
    assert files(empty) == before


def test_the_folder_of_the_mails_is_not_a_free_name(empty: Workspace) -> None:
    refused(empty.run("new-layout", "mail", "--json"), "in-the-way")


@KINDS
@pytest.mark.parametrize("name", ["Our House", "../port", "a/b", "häuser", "-x", "n" * 99, "."])
def test_a_bad_name_is_refused(
    empty: Workspace, command: str, folder: str, bundled: str, name: str
) -> None:
    run = empty.run(command, "--json", "--from", bundled, "--", name)
    found = refused(run, "bad-name")
    assert "lower-case" in str(found["remedy"])
    assert files(empty) == [], folder


@KINDS
def test_an_unknown_original_is_refused_with_the_nearest(
    empty: Workspace, command: str, folder: str, bundled: str
) -> None:
    run = empty.run(command, "mine", "--from", bundled[:-1], "--json")
    kind = command.removeprefix("new-")
    assert f"did you mean `{bundled}`?" in str(refused(run, f"unknown-{kind}")["remedy"])
    assert files(empty) == [], folder


def test_a_file_in_the_place_of_a_folder_leaves_nothing_behind(empty: Workspace) -> None:
    empty.write("styles/brands", "a file")
    assert empty.run("new-brand", "port", "--json").code == 1
    assert files(empty) == ["styles/brands"]


def test_schemas_propose_the_new_name_and_are_named_in_the_file(empty: Workspace) -> None:
    empty.run("schema")
    empty.write("schemas/edition.schema.json", "changed by hand")
    assert empty.run("new-brand", "port").code == 0
    assert '"port"' in (empty.root / "schemas/brief.schema.json").read_text()
    assert (empty.root / "schemas/edition.schema.json").read_text() == "changed by hand"
    first, second, *_ = (empty.root / "styles/brands/port/brand.yaml").read_text().splitlines()
    assert first.endswith("=../../../schemas/brand.schema.json")
    assert second.startswith("# Copied from `house`.")


def test_brands_and_layouts_are_listed_with_their_files(empty: Workspace) -> None:
    empty.brand("port").write("brief.yaml", "brand: port\n")
    rows = {row["name"]: row for row in empty.run("list", "brands", "--json").json["brands"]}
    assert rows["port"] == {
        "name": "port",
        "file": "styles/brands/port/brand.yaml",
        "bundled": False,
        "default": True,
    }
    assert rows["house"]["bundled"]
    assert not rows["house"]["default"]
    lines = empty.run("list", "layouts").out.splitlines()
    names = ["briefing-chart", "duo-a5", "onepager", "parallel", "short"]
    assert [line.split()[0] for line in lines] == names
    assert all("layout.yaml" in line and "comes with brief" in line for line in lines)
    assert empty.run("list", "brand", "--json").finding("unknown-list")["remedy"].startswith("did")
    assert completion.complete_listed("b") == ["brands", "briefings"]
