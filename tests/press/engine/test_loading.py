"""What a finished page has loaded: nothing from outside, whoever asks for it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from brief.press.fonts.families import find_family
from tests.pdf_structure import page_text, plain_bytes

if TYPE_CHECKING:
    from tests.workspace import Workspace

SECRET = b"the-secret-outside"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 9 9">{}</svg>'
)


def with_brand(workspace: Workspace, css: str = "", files: dict[str, str] | None = None) -> None:
    """Give the project a brand `fine` with that style sheet and those files."""
    workspace.briefing("tides", "en")
    workspace.write("secret.png", SECRET)
    workspace.brand("fine", more="logo: logo.svg\n", css=css)
    logo = {"logo.svg": SVG.format('<rect width="9" height="9"/>')}
    for name, content in {**logo, **(files or {})}.items():
        workspace.write(f"styles/brands/fine/{name}", content)


@pytest.fixture(autouse=True)
def only_own_files_are_opened(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Fail a test at once if a page opens a socket."""
    import socket

    def connect(*_: object) -> None:
        request.node.connected = True
        pytest.fail("a page went to the network")

    monkeypatch.setattr(socket.socket, "connect", connect)


CSS_LOADS = [
    'h1 {{ background: url("{}") }}',
    'h1::before {{ content: url("{}") }}',
    '.points ol {{ list-style: disc; list-style-image: url("{}") }}',
    '@import "{}";',
    '@font-face {{ font-family: Lato; src: url("{}") }}',
]
OUTSIDE = [
    "http://127.0.0.1:9/x.png",
    "https://127.0.0.1:9/x.png",
    "file:///etc/passwd",
    "../../../secret.png",
    "..%2f..%2f..%2fsecret.png",
    "/etc/passwd",
    "//127.0.0.1/x.png",
    "brief:///content/../../secret.png",
]


@pytest.mark.parametrize("load", CSS_LOADS)
@pytest.mark.parametrize("url", OUTSIDE)
def test_a_brands_style_sheet_loads_nothing_from_outside(
    workspace: Workspace, load: str, url: str
) -> None:
    with_brand(workspace, load.format(url))
    run = workspace.run("build", "--brand", "fine", "--json")
    assert run.code == 1
    assert "refused" in run.finding("file-refused")["message"]
    assert not workspace.pdf().exists()


def test_a_brands_style_sheet_loads_its_own_pictures_and_fonts(workspace: Workspace) -> None:
    css = "h1 { background: url(pictures/a.svg); font-family: Lato }\n"
    css += '@font-face { font-family: Lato; src: url("fonts/Own.ttf") }'
    with_brand(workspace, css, {"pictures/a.svg": SVG.format("<rect/>")})
    lato = find_family("Lato", workspace.root)[0]
    (workspace.root / "styles/brands/fine/fonts").mkdir()
    shutil.copy(lato.file, workspace.root / "styles/brands/fine/fonts/Own.ttf")
    run = workspace.run("build", "--brand", "fine", "--json")
    assert run.codes() == {"font-not-bold"}  # the copy is one face


HOSTILE_SVGS = {
    "image": '<image href="{}" width="9" height="9"/>',
    "xlink": '<image xlink:href="{}" width="9" height="9"/>',
    "use": '<use href="{}#a"/>',
    "import": '<style>@import "{}";</style><rect width="1" height="1"/>',
}


@pytest.mark.parametrize("how", HOSTILE_SVGS)
@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1:9/x.svg", "../../../secret.png"]
)
def test_a_logo_loads_nothing_from_outside(workspace: Workspace, how: str, url: str) -> None:
    with_brand(workspace, files={"logo.svg": SVG.format(HOSTILE_SVGS[how].format(url))})
    run = workspace.run("build", "--brand", "fine", "--json")
    assert run.code == 1
    finding = run.finding("image-linked")
    assert url in finding["message"]
    assert finding["path"] == "styles/brands/fine/brand.yaml"
    assert not workspace.pdf().exists()


BOMB = (
    '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize(
    "declared",
    [
        BOMB,
        '<!DOCTYPE svg [<!ENTITY i SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % i SYSTEM "http://127.0.0.1:9/x"> %i;]>',
    ],
)
def test_a_logo_with_entities_is_refused_with_its_place(
    workspace: Workspace, declared: str
) -> None:
    with_brand(workspace, files={"logo.svg": declared + SVG.format("<text>&i;</text>")})
    run = workspace.run("build", "--brand", "fine", "--json")
    assert run.code == 1
    finding = run.finding("image-kind")
    assert "entities" in finding["message"]
    assert (finding["path"], finding["line"]) == ("styles/brands/fine/brand.yaml", 8)


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file:///etc/passwd" alt="">',
        '<img src="../../secret.png" alt="">',
        '<img src="brief:///layout/%2e%2e/%2e%2e/secret.png" alt="">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<style>@import "http://127.0.0.1:9/x.css";</style>',
        '<object data="file:///etc/passwd">x</object>',
        '<embed src="http://127.0.0.1:9/x.svg">',
        '<p style="background: url(file:///etc/passwd)">x</p>',
        '<base href="file:///etc/"><img src="passwd" alt="">',
        '<svg><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    ],
)
def test_a_layouts_template_loads_nothing_from_outside(workspace: Workspace, markup: str) -> None:
    with_layout(workspace, markup)
    run = workspace.run("build", "--layout", "own", "--json")
    assert run.code == 1
    assert "refused" in run.finding("file-refused")["message"]


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
    ],
)
def test_nothing_from_outside_is_attached(workspace: Workspace, markup: str) -> None:
    with_layout(workspace, markup)
    workspace.run("build", "--layout", "own")
    if workspace.pdf().exists():
        assert b"root:" not in plain_bytes(workspace.pdf())


def with_layout(workspace: Workspace, markup: str) -> None:
    """Give the project a layout `own` with that in its template."""
    workspace.briefing("tides", "en").layout(markup=markup).write("secret.png", SECRET)


@pytest.mark.parametrize(
    "markup",
    [
        "{% include '/etc/passwd' %}",
        "{% include '../../secret.png' %}",
        "{% include 'link.txt' %}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ page.__class__.__init__.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{% for i in range(10 ** 9) %}{% endfor %}",
        "{% include 'page.html' %}",
    ],
)
def test_a_template_reaches_nothing_of_the_machine(workspace: Workspace, markup: str) -> None:
    with_layout(workspace, markup)
    (workspace.root / "layouts/own/link.txt").symlink_to("/etc/passwd")
    run = workspace.run("build", "--layout", "own", "--json")
    assert run.code == 1
    finding = run.finding("template")
    assert finding["path"] == "layouts/own/page.html"
    assert "root:" not in run.out + run.err


def test_a_template_includes_files_of_its_own_folder(workspace: Workspace) -> None:
    with_layout(workspace, "{% include 'part.html' %}")
    workspace.write("layouts/own/part.html", "<p>From a part.</p>")
    assert workspace.run("build", "--layout", "own").code == 0
    assert "From a part." in page_text(workspace.pdf())
