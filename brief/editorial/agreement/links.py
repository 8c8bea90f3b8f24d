"""Links: where one language links to, the others do too."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from brief.editorial.agreement.mismatch import Deviation, deviation, quoted, reference
from brief.editorial.prose import parse_prose
from brief.findings import Related, note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.editorial.agreement.aligned_texts import Passage, Reading, Version
    from brief.findings import Place


def links_that_differ(reading: Reading) -> Iterator[Deviation]:
    """Yield each link that one language has and its counterpart lacks, as notes.

    Pages of one site in different languages, such as `de.wikipedia.org` and `it.wikipedia.org`,
    count as the same.
    """
    for passage in reading.passages:
        links = {tag: _links(version.text) for tag, version in passage.versions.items()}
        if len(links) > 1 and any(links.values()):
            yield from _in_passage(passage, links)


def _links(text: str) -> tuple[str, ...]:
    if "](" not in text:
        return ()
    return tuple(span.href for span in parse_prose(text) if span.href)


def _in_passage(passage: Passage, links: Mapping[str, tuple[str, ...]]) -> Iterator[Deviation]:
    def cost(one: str, other: str) -> tuple[int, int]:
        alone = _alone((one, links[one]), (other, links[other]))
        return 0, len(alone[0]) + len(alone[1])

    against = reference(tuple(links), cost)
    there = passage.versions[against]
    for tag, found in links.items():
        here = passage.versions[tag]
        extra, lacking = _alone((tag, found), (against, links[against]))
        for link in extra:
            message = f"a link to {quoted(link)} stands here and not in `{against}`"
            yield _told(passage, message, link, (here, here.place_of(link)), (there, there.place()))
        for link in lacking:
            message = f"a link to {quoted(link)} in `{against}` is missing here"
            yield _told(passage, message, link, (here, here.place()), (there, there.place_of(link)))


def _alone(
    left: tuple[str, tuple[str, ...]], right: tuple[str, tuple[str, ...]]
) -> tuple[list[str], list[str]]:
    """Return the links on either side that have no counterpart on the other."""
    ours, rest = [], list(right[1])
    for link in left[1]:
        same = next((other for other in rest if _address(other) == _address(link)), None)
        same = same or next(
            (other for other in rest if _is_local(link, left[0], other, right[0])), None
        )
        if same is None:
            ours.append(link)
        else:
            rest.remove(same)
    return ours, rest


def _address(link: str) -> str:
    """Return what a link leads to, however it is typed."""
    parts = urlsplit(link)
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"


def _is_local(one: str, tag: str, other: str, other_tag: str) -> bool:
    """Say whether two addresses are pages of one site, one of them or both by their language."""
    same_site = urlsplit(one).netloc.split(".")[-2:] == urlsplit(other).netloc.split(".")[-2:]
    return same_site and (_names_language(one, tag) or _names_language(other, other_tag))


def _names_language(link: str, tag: str) -> bool:
    parts = urlsplit(link.casefold())
    names = {tag.casefold(), tag.casefold().replace("-", "_"), tag.partition("-")[0].casefold()}
    values = {value for _, value in parse_qsl(parts.query)}
    return bool(names & {*parts.netloc.split(".")[:-1], *parts.path.split("/"), *values})


def _told(
    passage: Passage,
    message: str,
    link: str,
    here: tuple[Version, Place],
    there: tuple[Version, Place],
) -> Deviation:
    found = note(
        "link-differs",
        f"{passage.name}: {message}",
        "link to the same page in all languages",
        here[1],
        (Related(f"what `{there[0].tag}` says", there[1]),),
    )
    return deviation(found, (here[0].tag, there[0].tag), (link,))
