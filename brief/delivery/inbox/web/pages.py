"""The pages of the web server: small, in the reader's language, loading nothing."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from brief.editorial.locale.locales import get_direction, language_name
from brief.editorial.locale.subscription_strings import subscription_strings
from brief.language_tags import canonical_tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.editorial.locale.subscription_strings import SubscriptionStrings

FALLBACK = "en"
MAX_LANGUAGES = 10
ONE_CLICK = ("List-Unsubscribe", "One-Click")
CONFIRM, UNDO = ("confirm", "yes"), ("undo", "yes")
"""The fields of forms: of mailbox providers (RFC 8058, 3.2), and of our own two buttons."""

CSS = """
:root { color-scheme: light dark; --paper: #fff; --ground: #f1f3f5; --ink: #1b1f24;
  --muted: #59626c; --rule: #d5dade; --button: #1d4e89; --label: #fff; }
@media (prefers-color-scheme: dark) { :root { --paper: #20252b; --ground: #14171b; --ink: #eceff2;
  --muted: #a7b0ba; --rule: #3b434c; --button: #9cc4f2; --label: #10161d; } }
* { box-sizing: border-box; }
body { margin: 0; min-block-size: 100vh; display: grid; align-items: start;
  justify-items: center; background: var(--ground); color: var(--ink);
  font: 1.0625rem/1.5 system-ui, sans-serif; padding: clamp(1rem, 8vh, 6rem) 1rem; }
main { inline-size: min(34rem, 100%); background: var(--paper); border: 1px solid var(--rule);
  border-radius: .5rem; padding: clamp(1.25rem, 5vw, 2.5rem); overflow-wrap: anywhere; }
.sender { margin: 0 0 1.25rem; color: var(--muted); font-size: .9375rem; }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.3; font-weight: 600;
  text-wrap: balance; }
p { margin: 0 0 1rem; } .name { font-size: 1.25rem; font-weight: 600; }
section + section { margin-block-start: 1.5rem; padding-block-start: 1.5rem;
  border-block-start: 1px solid var(--rule); }
form { margin: 1.5rem 0 0; }
button { font: inherit; font-weight: 600; min-block-size: 2.75rem; padding: .5rem 1.25rem;
  border: 1px solid var(--button); border-radius: .375rem; background: var(--button);
  color: var(--label); cursor: pointer; }
button.second { background: transparent; color: var(--button); }
button:focus-visible { outline: 3px solid var(--button); outline-offset: 3px; }
"""
STYLE_HASH = b64encode(sha256(CSS.encode("utf-8")).digest()).decode("ascii")
SECURITY_POLICY = (
    f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Reader:
    """The language of a page, and its strings."""

    tag: str
    strings: SubscriptionStrings

    @property
    def attributes(self) -> str:
        """The attributes `lang` and `dir` of an element in this language."""
        return f'lang="{escape(self.tag)}" dir="{get_direction(self.tag)}"'


def choose_reader(*tags: str) -> Reader:
    """Return the first of the languages for which there are strings, otherwise English."""
    for tag in (*tags, FALLBACK):
        try:
            return Reader(tag, subscription_strings(tag))
        except ValueError:
            continue
    raise AssertionError(FALLBACK)


def read_accepted(header: str) -> tuple[str, ...]:
    """Return the languages of a header Accept-Language by preference (RFC 9110, 12.5.4)."""
    found: list[tuple[float, str]] = []
    for item in header.split(",")[:MAX_LANGUAGES]:
        name, _, parameter = item.partition(";")
        tag = canonical_tag(name.strip())
        weight = _read_weight(parameter)
        if tag and weight > 0:
            found.append((weight, tag))
    return tuple(tag for _, tag in sorted(found, key=lambda it: -it[0]))


def _read_weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    digits = value.strip().replace(".", "", 1)
    return float(value) if name.strip() == "q" and digits.isascii() and digits.isdigit() else 0.0


def ask_to_unsubscribe(sender: str, reader: Reader) -> str:
    """Return the page that asks whether to unsubscribe."""
    strings = reader.strings
    form = _make_form(CONFIRM, strings.unsubscribe)
    return _make_page(sender, reader, strings.unsubscribe_question, form)


def show_unsubscribed(sender: str, reader: Reader, *, can_undo: bool) -> str:
    """Return the page after an unsubscription; with `can_undo` it offers to take it back."""
    strings = reader.strings
    undo = f"<p>{escape(strings.mistake)}</p>" + _make_form(
        UNDO, strings.subscribe_again, style="second"
    )
    return _make_page(sender, reader, strings.unsubscribed, undo if can_undo else "")


def show_subscribed_again(sender: str, reader: Reader) -> str:
    """Return the page after an unsubscription was taken back."""
    return _make_page(sender, reader, reader.strings.subscribed_again, "")


def ask_for_language(sender: str, reader: Reader, tag: str) -> str:
    """Return the page that asks whether to get mails in the language `tag`."""
    form = _name_language(tag) + _make_form(CONFIRM, reader.strings.change_language)
    return _make_page(sender, reader, reader.strings.language_question, form)


def show_language_changed(sender: str, reader: Reader, tag: str) -> str:
    """Return the page after a change of the language."""
    return _make_page(sender, reader, reader.strings.language_changed, _name_language(tag))


def show_not_valid(readers: Iterable[Reader]) -> str:
    """Return the page for a link that is not valid, in each of the languages."""
    texts = [(it, it.strings.not_valid, it.strings.not_valid_advice) for it in readers]
    return _make_notice(texts)


def show_not_now(readers: Iterable[Reader]) -> str:
    """Return the page for a request that must be repeated later, in each of the languages."""
    return _make_notice([(it, it.strings.not_now, "") for it in readers])


def show_refusal(text: str) -> str:
    """Return the page for a request that no browser of a reader makes, in English."""
    return _make_notice([(choose_reader(), text, "")])


def _name_language(tag: str) -> str:
    try:
        name, direction = language_name(tag, tag), get_direction(tag)
    except ValueError:
        return ""
    named = f'<bdi lang="{escape(tag)}" dir="{direction}">{escape(name)}</bdi>'
    return f'<p class="name">{named}</p>'


def _make_form(entry: tuple[str, str], label: str, style: str = "first") -> str:
    """Return a form that is sent to the address of the page, whatever the proxy calls it."""
    name, value = entry
    hidden = f'<input type="hidden" name="{name}" value="{value}">'
    button = f'<button type="submit" class="{style}">{escape(label)}</button>'
    return f'<form method="post" accept-charset="utf-8">{hidden}{button}</form>'


def _make_page(sender: str, reader: Reader, heading: str, body: str) -> str:
    named = f'<p class="sender"><bdi>{escape(sender)}</bdi></p>'
    content = f"{named}<h1>{escape(heading)}</h1>{body}"
    return _frame(reader, heading, content)


def _make_notice(texts: list[tuple[Reader, str, str]]) -> str:
    sections = (
        f"<section {reader.attributes}><h1>{escape(heading)}</h1>"
        + (f"<p>{escape(advice)}</p>" if advice else "")
        + "</section>"
        for reader, heading, advice in texts
    )
    return _frame(texts[0][0], texts[0][1], "".join(sections))


def _frame(reader: Reader, title: str, content: str) -> str:
    return (
        f"<!DOCTYPE html>\n<html {reader.attributes}>\n<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex, nofollow">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{CSS}</style>\n</head>\n"
        f"<body>\n<main>{content}</main>\n</body>\n</html>\n"
    )
