"""Texts of a publisher that are the same in all languages, or given by language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Discriminator, Field, Tag

from brief.editorial.models.base import Language, Text
from brief.findings import Finding, error
from brief.language_tags import canonical_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from brief.editorial.yaml.locations import FilePlaces

    Texts = str | dict[str, str] | None


def _text_form(value: object) -> str:
    """Return the tag of the union `ByLanguage` for one text or for texts by language."""
    return "texts-form" if isinstance(value, dict) else "text-form"


ByLanguage = Annotated[
    Annotated[dict[Language, Text], Field(min_length=1), Tag("texts-form")]
    | Annotated[Text, Tag("text-form")],
    Discriminator(_text_form),
]


def text_in(texts: Texts, tag: str) -> str:
    """Return the text in the language `tag`, else in the language without its region, else ""."""
    if isinstance(texts, dict):
        return texts.get(find_language(texts, tag), "")
    return texts or ""


def find_language(texts: dict[str, str], tag: str) -> str:
    """Return the language whose text is used in the language `tag`, or ""."""
    return next((known for known in (tag, tag.partition("-")[0]) if known in texts), "")


def all_texts(texts: Texts) -> tuple[str, ...]:
    """Return each text once."""
    return tuple(dict.fromkeys(texts.values())) if isinstance(texts, dict) else (texts or "",)


def text_path(places: FilePlaces, key: str, texts: Texts, tag: str) -> tuple[str, ...]:
    """Return the keys that lead to the text for the language `tag`, as they are typed."""
    if not isinstance(texts, dict):
        return (key,)
    wanted = find_language(texts, tag)
    typed = getattr(places.find_node(key), "keys", {})
    return (key, next((name for name in typed if canonical_tag(name) == wanted), wanted))


def find_missing_texts(
    places: FilePlaces, named: dict[str, Texts], languages: Iterable[str]
) -> Iterator[Finding]:
    """Yield an error for each key given by language, but not for all languages of the pages."""
    for key, texts in named.items():
        lacking = [tag for tag in languages if isinstance(texts, dict) and not text_in(texts, tag)]
        if lacking:
            shown = " and ".join(f"`{tag}`" for tag in lacking)
            message = f"`{key}` is given by language, but not in {shown}"
            lines = ", ".join(f"`{tag}: …`" for tag in lacking)
            remedy = f"add {lines} to it, or write one text for all languages"
            yield error("brand-language", message, remedy, places.key_place(key))
