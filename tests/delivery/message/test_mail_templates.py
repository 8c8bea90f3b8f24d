"""A project's own templates replace the bundled ones, one by one, and cannot do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.delivery.message.remote_loads import find_loads
from brief.errors import ContentError
from tests.delivery.message.mailing import body

if TYPE_CHECKING:
    from tests.delivery.message.mailing import Mailing


def refusal(mailing: Mailing) -> tuple[str, str, str]:
    """Return code, place and message of the only finding when the composer is opened."""
    with pytest.raises(ContentError) as caught:
        mailing.open()
    (finding,) = caught.value.findings
    return finding.code, str(finding.place), finding.message


def test_one_file_can_be_replaced_and_the_others_stay(mailing: Mailing) -> None:
    mailing.workspace.write(
        "layouts/mail/subject.txt", "{{ page.publisher }}: {{ page.title_plain }}"
    )
    message = mailing.read(language="it")
    assert message["Subject"] == "brief: Che cosa fa la marea al porto"
    assert "Annulla l’iscrizione" in body(message, "html")


def test_a_style_sheet_can_be_replaced(mailing: Mailing) -> None:
    mailing.workspace.write("layouts/mail/mail.css", "h1 { color: var(--accent); text-align: end }")
    html = body(mailing.read(), "html")
    assert '<h1 style="color: #8c1c2b;text-align: right' in html
    assert "28px" not in html


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("mail.html", "\n<p>{{ page.titel }}</p>", 2, "no attribute 'titel'"),
        ("mail.html", "<p>\n\n{% if %}</p>", 3, "Expected an expression"),
        ("mail.txt", "a\n{{ pages }}", 2, "'pages' is undefined"),
        ("subject.txt", "{{ ''.__class__.__mro__ }}", 1, "unsafe"),
        ("subject.txt", "{{ page.title | nofilter }}", 1, "nofilter"),
        ("mail.txt", "{% include 'none.txt' %}", 1, "none.txt"),
        ("mail.txt", "{% include '../../brief.yaml' %}", 1, "brief.yaml"),
        ("mail.html", "{% for n in range(10**9) %}{% endfor %}", 1, "Range too big"),
        ("mail.html", "{{ words.update }}", 1, "update"),
    ],
)
def test_an_error_in_a_template_is_placed(
    mailing: Mailing, name: str, text: str, line: int, said: str
) -> None:
    mailing.workspace.write(f"layouts/mail/{name}", text)
    code, place, message = refusal(mailing)
    assert code == "template"
    assert place.startswith(f"layouts/mail/{name}:{line}:")
    assert said in message


def test_a_template_that_leads_out_of_its_folder_is_refused(mailing: Mailing) -> None:
    folder = mailing.workspace.root / "layouts/mail"
    folder.mkdir(parents=True)
    (folder / "mail.txt").symlink_to("/etc/passwd")
    assert refusal(mailing)[0] == "template"


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://example.org/pixel.png">',
        '<img src="//example.org/x">',
        '<img src="data:image/png;base64,AA">',
        '<img srcset="https://example.org/x 2x" src="cid:x@y">',
        '<table><tr><td background="https://example.org/x"></table>',
        '<link rel="dns-prefetch" href="//example.org">',
        '<p style="background: url(https://example.org/x)">',
        '<p style="background: u\\72l(https://example.org/x)">',
        '<base href="https://example.org">',
        '<meta http-equiv="refresh" content="0; url=https://example.org">',
        '<iframe src="https://example.org"></iframe>',
        '<video poster="https://example.org/x"></video>',
        '<object data="https://example.org/x"></object>',
        '<svg><image xlink:href="https://example.org/x"/></svg>',
        "<script>fetch('https://example.org')</script>",
        '<p onload="fetch(1)">',
        '<form action="https://example.org"><input></form>',
        '<a href="https://example.org" ping="https://example.org/x">x</a>',
        '<a href="javascript:alert(1)">x</a>',
        '<!--[if mso]><img src="https://example.org/x"><![endif]-->',
        '<!--[if mso]><v:fill src="https://example.org/x"/><![endif]-->',
        '<!--><img src="https://example.org/x">-->',
        r'<p style="background: u\rl(https://example.org/x)">',
        '<img src="cid:x" attributionsrc="https://example.org/x">',
        '{% if reader.name %}<img src="https://example.org/{{ reader.name }}">{% endif %}',
        '{% for it in mail.languages %}<img src="https://example.org/{{ it.tag }}">{% endfor %}',
    ],
)
def test_a_template_that_would_load_something_is_refused(mailing: Mailing, markup: str) -> None:
    mailing.workspace.write("layouts/mail/mail.html", f"<p>x</p>\n{markup}")
    code, place, _ = refusal(mailing)
    assert (code, place) == ("mail-loads", "layouts/mail/mail.html")


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="stylesheet" href="https://example.org/x.css">',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>@font-face { font-family: x; src: url(https://example.org/x) }</style>",
    ],
)
def test_a_style_sheet_in_the_template_is_removed(mailing: Mailing, markup: str) -> None:
    mailing.workspace.write("layouts/mail/mail.html", f"<p>x</p>\n{markup}")
    assert "example.org/x" not in body(mailing.read(), "html")


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="cid:logo@example.org" alt="">',
        '<a href="https://example.org">x</a> <a href="mailto:a@example.org">x</a>',
        "<!-- https://example.org --><p>url(https://example.org) @import</p>",
    ],
)
def test_links_and_text_load_nothing(markup: str) -> None:
    assert find_loads(markup) == []


@pytest.mark.parametrize(
    "css",
    [
        "p { background: url(https://example.org/x) }",
        r"p { background: u\rl(https://example.org/x) }",
        r"@media screen { p { background: u\rl(https://example.org/x) } }",
        "@media screen { p { color: red } </style><img src=https://example.org/x><style> }",
    ],
)
def test_a_style_sheet_that_would_load_something_is_refused(mailing: Mailing, css: str) -> None:
    mailing.workspace.write("layouts/mail/mail.css", css)
    assert refusal(mailing)[0] == "mail-loads"


def test_an_unknown_custom_property_is_refused(mailing: Mailing) -> None:
    mailing.workspace.write("layouts/mail/mail.css", "p { color: var(--inc) }")
    code, place, message = refusal(mailing)
    assert (code, place) == ("mail-style", "layouts/mail/mail.css")
    assert "--inc" in message


def test_an_empty_subject_is_refused(mailing: Mailing) -> None:
    mailing.workspace.write("layouts/mail/subject.txt", "\n")
    assert refusal(mailing)[0] == "mail-subject"


def test_a_mail_that_gmail_would_cut_off_is_refused(mailing: Mailing) -> None:
    mailing.workspace.write(
        "layouts/mail/mail.html", "{% for n in range(9999) %}{{ page.title }}{% endfor %}"
    )
    assert refusal(mailing)[0] == "mail-too-large"


def test_elements_that_are_nested_too_deeply_are_refused(mailing: Mailing) -> None:
    text = "{% for n in range(20000) %}<b>{% endfor %}"
    mailing.workspace.write("layouts/mail/mail.html", text)
    assert refusal(mailing)[0] == "mail-too-large"


def test_a_subject_of_several_lines_is_one_header(mailing: Mailing) -> None:
    mailing.workspace.write("layouts/mail/subject.txt", "a\r\nBcc: b@example.org\n\u202ec\u2028d")
    message = mailing.read()
    assert message["Subject"] == "a Bcc: b@example.org c d"
    assert message["Bcc"] is None
