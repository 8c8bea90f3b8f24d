"""Check that all languages contain the same links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from brief.editorial.addresses.link_wrappers import clean_address
from brief.editorial.agreement.mismatch import choose_reference, compare_places, quote
from brief.editorial.prose import parse_prose
from brief.findings import note
from brief.findings.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.editorial.agreement.aligned_texts import AlignedBriefing, AlignedText
    from brief.editorial.agreement.mismatch import Mismatch

CODE = "link-differs"
REMEDY = "link to the same page in all languages"


def check_links(briefing: AlignedBriefing) -> Iterator[Mismatch]:
    """Yield a note for each link that one language has and another lacks.

    Pages of one site in different languages, such as `de.wikipedia.org` and `it.wikipedia.org`,
    count as the same.
    """
    for text in briefing.texts:
        links = {tag: _find_links(version.text) for tag, version in text.versions.items()}
        if len(links) > 1 and any(links.values()):
            yield from _check_text(text, links)


def _find_links(text: str) -> tuple[str, ...]:
    if "](" not in text:
        return ()
    return tuple(span.href for span in parse_prose(text) if span.href)


def _check_text(text: AlignedText, links: Mapping[str, tuple[str, ...]]) -> Iterator[Mismatch]:
    def count_differences(one: str, other: str) -> tuple[int, int]:
        alone = _find_unmatched((one, links[one]), (other, links[other]))
        return 0, len(alone[0]) + len(alone[1])

    against = choose_reference(tuple(links), count_differences)
    there = text.versions[against]
    for tag, found in links.items():
        here = text.versions[tag]
        extra, lacking = _find_unmatched((tag, found), (against, links[against]))
        for link in (*extra, *lacking):
            if link in extra:
                problem = f"is here, but not in `{against}`"
                places = here.find_part(link), there.find_place()
            else:
                problem = f"in `{against}` is missing here"
                places = here.find_place(), there.find_part(link)
            message = Message(CODE, f"{text.name}: a link to {quote(link)} {problem}", REMEDY)
            yield compare_places(note, message, (tag, places[0]), (against, places[1]), (link,))


def _find_unmatched(
    left: tuple[str, tuple[str, ...]], right: tuple[str, tuple[str, ...]]
) -> tuple[list[str], list[str]]:
    ours, rest = [], list(right[1])
    for link in left[1]:
        same = [other for other in rest if _normalise_link(other) == _normalise_link(link)]
        same += [other for other in rest if _is_translated_page(link, left[0], other, right[0])]
        if same:
            rest.remove(same[0])
        else:
            ours.append(link)
    return ours, rest


def _normalise_link(link: str) -> str:
    parts = urlsplit(clean_address(link).address)
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"


def _is_translated_page(one: str, tag: str, other: str, other_tag: str) -> bool:
    """Return whether two links are pages of one site in the two languages."""
    one, other = clean_address(one).address, clean_address(other).address
    same_site = urlsplit(one).netloc.split(".")[-2:] == urlsplit(other).netloc.split(".")[-2:]
    return same_site and (_names_language(one, tag) or _names_language(other, other_tag))


def _names_language(link: str, tag: str) -> bool:
    parts = urlsplit(link.casefold())
    names = {tag.casefold(), tag.casefold().replace("-", "_"), tag.partition("-")[0].casefold()}
    values = {value for _, value in parse_qsl(parts.query)}
    return bool(names & {*parts.netloc.split(".")[:-1], *parts.path.split("/"), *values})
