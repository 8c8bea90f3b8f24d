"""Prepare an edition for mailing: everything that its messages share is made once."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from brief.build.output import OutputFolder
from brief.build.page_names import PageNames
from brief.delivery.message.headers import clean_line
from brief.delivery.message.mime import FixedParts, encode_pdf, encode_png, make_file_name
from brief.delivery.message.pictures import Picture, draw_page
from brief.delivery.message.style import MailStyle, make_style
from brief.delivery.message.templates import CSS, MailTemplates
from brief.delivery.message.view import InlineImage, find_colon, make_plain, remove_typesetting
from brief.design.view import PageView, make_view
from brief.editorial.locale.mail_strings import MailStrings, mail_strings
from brief.errors import ContentError
from brief.findings import Place, error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from css_inline import CSSInliner

    from brief.design.presentation import Presentation
    from brief.editorial.briefing import Briefing
    from brief.editorial.models.mail import MailSettings
    from brief.editorial.models.settings import Settings
    from brief.press.personal.template import PersonalTemplate
    from brief.project import Project


@dataclass(frozen=True, slots=True)
class MailEdition:
    """An edition of a briefing as its mails need it; `file_name` is that of the attached PDF."""

    page: PageView
    plain_page: PageView
    words: MailStrings
    style: MailStyle
    inliner: CSSInliner
    parts: FixedParts
    logo: InlineImage | None
    picture: InlineImage | None
    images: tuple[tuple[str, Picture], ...]
    pdf_hash: str
    file_name: str
    link: str
    sender_line: str
    personal: PersonalTemplate | None

    def make_update(self, name: str) -> bytes:
        """Return what a personal copy adds to the PDF; b"" without personal copies or a name.

        Raises RenderError for a name that cannot be printed.
        """
        return self.personal.make_update(name) if self.personal and name else b""


@dataclass(frozen=True, slots=True)
class EditionMaker:
    """Makes the editions of a briefing."""

    project: Project
    project_settings: Settings
    settings: MailSettings
    briefing: Briefing
    presentation: Presentation
    templates: MailTemplates
    logos: Mapping[str, Picture | None]
    """By language."""

    def make(self, tag: str) -> MailEdition:
        """Return an edition; raises ContentError if its PDF is missing, or its style has errors."""
        from css_inline import CSSInliner

        settings = self.settings
        names = PageNames(self.project_settings, self.briefing.slug, self.briefing)
        pdf_file = OutputFolder(self.project, None).pdf_path(
            self.briefing.slug, tag, name=names.name_page(tag)
        )
        pdf = self._read_pdf(pdf_file.name, tag)
        page = remove_typesetting(
            make_view(self.briefing, tag, self.presentation.brand, self.presentation.paper)
        )
        words = mail_strings(tag)
        sheet = draw_page(pdf) if settings.picture == "yes" else None
        alt = f"{words.picture}{find_colon(tag)}{page.title_plain}"
        file_name = make_file_name(clean_line(page.title_plain), tag)
        style = self._make_style(tag, page.direction)
        logo = self.logos[tag]
        images = [
            (picture.content_id(settings.list_id), picture) for picture in (logo, sheet) if picture
        ]
        attached = settings.attach == "pdf"
        return MailEdition(
            page=page,
            plain_page=make_plain(page),
            words=words,
            style=style,
            inliner=CSSInliner(load_remote_stylesheets=False, extra_css=style.inlined),
            parts=FixedParts(
                tuple(encode_png(picture.content, picture.name, cid) for cid, picture in images),
                encode_pdf(pdf, file_name, pdf_file.name) if attached else None,
            ),
            logo=_show(logo, page.publisher, settings),
            picture=_show(sheet, alt, settings),
            images=tuple(images),
            pdf_hash=sha256(pdf).hexdigest(),
            file_name=file_name,
            link="" if attached else f"{(settings.link or '').rstrip('/')}/{pdf_file.name}",
            sender_line=self._write_sender(page, words),
            personal=self._open_personal(pdf, tag) if attached else None,
        )

    def _write_sender(self, page: PageView, words: MailStrings) -> str:
        """Return the line that names the sender, with the postal address."""
        name = self.settings.sender.name or page.publisher
        address = f"{page.words.list_separator}{self.settings.postal_address}"
        return f"{words.sender}{find_colon(page.lang)}{name}{address}"

    def _open_personal(self, pdf: bytes, tag: str) -> PersonalTemplate | None:
        if self.settings.personal != "yes":
            return None
        from brief.prepress.personal_style import make_personal_style
        from brief.press.personal.template import open_personal_template

        return open_personal_template(pdf, make_personal_style(self.presentation.brand, tag))

    def _read_pdf(self, name: str, tag: str) -> bytes:
        file = OutputFolder(self.project, None).folder / name
        try:
            return file.read_bytes()
        except OSError as problem:
            shown = self.project.display_path(file)
            message = f"{shown} cannot be sent: {problem.strerror or problem}"
            remedy = f"run `brief build {self.briefing.slug} --lang {tag}`"
            raise ContentError([error("pdf-missing", message, remedy, Place(shown))]) from problem

    def _make_style(self, tag: str, direction: str) -> MailStyle:
        try:
            return make_style(self.templates.css, self.presentation.brand, tag, direction)
        except ValueError as problem:
            message = f"the style sheet of mails uses `--{problem}`, which brief does not set"
            remedy = "use a colour of the brand, such as var(--ink), or var(--font-text)"
            raise self.templates.refuse("mail-style", CSS, message, remedy) from problem


def _show(picture: Picture | None, alt: str, settings: MailSettings) -> InlineImage | None:
    if picture is None:
        return None
    src = f"cid:{picture.content_id(settings.list_id)}"
    return InlineImage(src, alt, picture.width, picture.height)
