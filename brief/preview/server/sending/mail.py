"""The mail that brings a briefing, as a page of its own that can do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.briefing import read_settings

if TYPE_CHECKING:
    from brief.project import Project

SECURITY_POLICY = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'"
)


def write_mail(project: Project, slug: str, tag: str) -> str:
    """Return the HTML of the mail in a language, for a recipient who does not exist.

    Raises ContentError without a section `mail` in brief.yaml or without PDFs, and UsageError for a
    language that the briefing does not have.
    """
    from brief.delivery.message.composer import open_composer
    from brief.delivery.message.model import make_sample
    from brief.delivery.message.pictures import embed_images

    composer = open_composer(project, read_settings(project), slug, languages=[tag])
    html = composer.write_texts(make_sample(tag, composer.languages))[0]
    return embed_images(html, composer.pictures(tag))
