"""Compose the message of an edition for a recipient: same recipient and date, same bytes."""

from __future__ import annotations

from dataclasses import replace
from email.utils import format_datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from brief.delivery.message.edition import EditionMaker, MailEdition
from brief.delivery.message.headers import (
    check_address,
    check_name,
    check_token,
    clean_line,
    encode_mailbox,
    encode_text,
    fold_words,
)
from brief.delivery.message.links import (
    make_envelope_sender,
    make_language_link,
    make_unsubscribe_links,
)
from brief.delivery.message.mime import assemble, encode_text_part
from brief.delivery.message.model import Message, make_sample
from brief.delivery.message.pictures import draw_logo
from brief.delivery.message.plain_text import wrap_text
from brief.delivery.message.remote_loads import find_loads
from brief.delivery.message.signer import open_signer
from brief.delivery.message.templates import HTML, SUBJECT, TEXT, MailTemplates
from brief.delivery.message.verification import verify_head, verify_lines
from brief.delivery.message.view import LanguageLink, MailView, Reader, TemplateValues, find_colon
from brief.design.presentation import Overrides, choose_presentation
from brief.editorial.briefing import read_briefing
from brief.editorial.locale.locales import get_direction, language_name
from brief.errors import ContentError, UsageError
from brief.findings import Finding, Place, error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from brief.delivery.message.model import Recipient
    from brief.delivery.message.pictures import Picture
    from brief.delivery.message.signer import Signer
    from brief.editorial.models.mail import MailSettings
    from brief.editorial.models.settings import Settings
    from brief.project import Project

MAX_HTML = 100_000  # bytes; Gmail cuts a message off at 102 kB
MAX_TAGS = 5_000  # css-inline ends the program if more than about 10,000 elements are nested


class MessageComposer:
    """Composes the messages of a briefing; `open_composer` makes it."""

    def __init__(
        self,
        settings: MailSettings,
        editions: Mapping[str, MailEdition],
        templates: MailTemplates,
        signer: Signer | None,
        *,
        proof: bool,
    ) -> None:
        self._settings, self._editions, self._templates = settings, editions, templates
        self._signer, self._proof = signer, proof

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which messages can be composed."""
        return tuple(self._editions)

    @property
    def pdf_hashes(self) -> Mapping[str, str]:
        """The SHA-256 of the PDF in each language, in hexadecimal digits."""
        return MappingProxyType({tag: each.pdf_hash for tag, each in self._editions.items()})

    def pictures(self, tag: str) -> tuple[tuple[str, Picture], ...]:
        """Return the images of the mails in a language, each with its content id."""
        return self._editions[tag].images

    def compose(self, recipient: Recipient, date: datetime) -> Message:
        """Return the message for a recipient, signed if the settings name a key.

        Raises UsageError for a name or an address that a header must not have, ContentError for an
        error in a template or a name that a personal copy cannot show, KeyError for a language
        that the briefing does not have.
        """
        edition = self._editions[recipient.language]
        name, address = check_name(recipient.name), check_address(recipient.address)
        html, text, subject = self.write_texts(recipient)
        flowed, delete_space = wrap_text(text, edition.page.lang, edition.page.direction)
        delivery_id = check_token(recipient.delivery_id)
        plain = encode_text_part(flowed, "plain", "; format=flowed" + "; delsp=yes" * delete_space)
        rich = encode_text_part(html, "html")
        head = "".join(self._write_headers(recipient, name, address, subject, date)).encode("utf-8")
        verify_lines(head + plain + rich)
        content = head + assemble(
            plain, rich, edition.parts, delivery_id, edition.make_update(name)
        )
        if self._signer:
            content = self._signer.sign(content)
        verify_head(content, address, name)
        sender = make_envelope_sender(self._settings, recipient.bounce_token)
        return Message(
            delivery_id=delivery_id,
            envelope_sender=sender,
            envelope_recipient=address,
            content=content,
            needs_smtputf8=not address.isascii(),
        )

    def write_texts(self, recipient: Recipient) -> tuple[str, str, str]:
        """Return the HTML, the plain text before it is wrapped, and the subject."""
        edition = self._editions[recipient.language]
        values = self._make_values(recipient, edition)
        plain = values.as_plain(edition.plain_page)
        filled = self._templates.fill(HTML, values)
        if filled.count("<") > MAX_TAGS:
            message = f"the HTML of the mail has more than {MAX_TAGS:,} tags"
            raise self._templates.refuse("mail-too-large", HTML, message, "shorten the template")
        html = edition.style.add_kept(edition.inliner.inline(filled))
        subject = clean_line(self._templates.fill(SUBJECT, plain))
        return html, self._templates.fill(TEXT, plain), subject

    def _make_values(self, recipient: Recipient, edition: MailEdition) -> TemplateValues:
        page, words, settings = edition.page, edition.words, self._settings
        links = make_unsubscribe_links(settings, recipient.unsubscribe_token)
        mail = MailView(
            preheader=page.standfirst_plain or page.summary_plain,
            logo=edition.logo,
            picture=edition.picture,
            link=edition.link,
            pdf_name=edition.file_name,
            sender=settings.sender.name or page.publisher,
            postal_address=settings.postal_address,
            sender_line=edition.sender_line,
            unsubscribe=links.web or links.mail,
            languages=tuple(
                LanguageLink(
                    tag,
                    language_name(tag, tag),
                    get_direction(tag),
                    make_language_link(settings, token),
                )
                for tag, token in recipient.language_tokens.items()
                if tag != recipient.language
            ),
            colon=find_colon(page.lang),
            separator=page.words.list_separator,
            proof=words.proof if self._proof else "",
        )
        return TemplateValues(page, words, mail, Reader(recipient.name, recipient.language))

    def _write_headers(
        self, recipient: Recipient, name: str, address: str, subject: str, date: datetime
    ) -> Iterator[str]:
        """Yield the headers, each with its line end; List-Unsubscribe is one line (RFC 8058)."""
        settings = self._settings
        sender = clean_line(
            settings.sender.name or self._editions[recipient.language].page.publisher
        )
        yield encode_mailbox("From", sender, settings.sender.address)
        yield encode_mailbox("To", name, address)
        yield encode_text("Subject", subject)
        yield f"Date: {format_datetime(date)}\r\n"
        yield f"Message-ID: <{recipient.delivery_id}@{settings.list_id}>\r\n"
        if settings.reply_to:
            yield fold_words("Reply-To", [settings.reply_to])
        yield f"List-ID: <{settings.list_id}>\r\n"
        links = make_unsubscribe_links(settings, recipient.unsubscribe_token)
        targets = ", ".join(f"<{link}>" for link in (links.web, links.mail) if link)
        yield f"List-Unsubscribe: {targets}\r\n"
        if links.web and (self._signer or settings.relay_signs == "yes"):
            yield "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        yield "Auto-Submitted: auto-generated\r\n"
        yield f"Content-Language: {recipient.language}\r\n"
        yield f"X-Brief-Delivery: {recipient.delivery_id}\r\n"
        yield "MIME-Version: 1.0\r\n"


def open_composer(
    project: Project,
    settings: Settings,
    slug: str,
    *,
    languages: Sequence[str] | None = None,
    proof: bool = False,
) -> MessageComposer:
    """Return the composer of a briefing's messages, in all its languages or in these.

    In a proof, a line says that it is one. Raises ContentError for errors in the briefing, the
    brand, a template or the section `mail`, and for a missing PDF; UsageError for a briefing or a
    language that does not exist; SetupError if a signature needs a package that is missing.
    """
    mail = settings.mail
    if mail is None:
        message = "brief.yaml has no section `mail`, which says who sends, and over which server"
        place = Place(project.display_path(project.settings_file))
        raise ContentError([error("mail-missing", message, "docs/mail.md shows one", place)])
    briefing = read_briefing(project, settings, slug)
    for tag in languages or ():
        if tag not in briefing.editions:
            msg = f"{slug} has no edition in `{tag}` (it has {', '.join(briefing.editions)})"
            raise UsageError(msg, f"write content/{slug}/{tag}.yaml", "no-such-edition")
    presentation = choose_presentation(project, settings, briefing, Overrides())
    templates = MailTemplates(project)
    tags = languages or tuple(briefing.editions)
    brand = presentation.brand
    names = {tag: brand.data.logo_in(tag) for tag in tags}
    drawn = {name: draw_logo(brand, name) for name in dict.fromkeys(names.values())}
    logos = {tag: drawn[name] for tag, name in names.items()}
    maker = EditionMaker(project, settings, mail, briefing, presentation, templates, logos)
    editions = _make_editions(maker, tags)
    signer = open_signer(project, mail.dkim) if mail.dkim else None
    composer = MessageComposer(mail, editions, templates, signer, proof=proof)
    for tag in editions:
        _check_texts(composer, templates, tag)
    return composer


def _make_editions(maker: EditionMaker, tags: Sequence[str]) -> dict[str, MailEdition]:
    """Return the editions by language; raises ContentError with the findings of all."""
    editions: dict[str, MailEdition] = {}
    findings: list[Finding] = []
    for tag in tags:
        try:
            editions[tag] = maker.make(tag)
        except ContentError as problem:
            findings += problem.findings
    if findings:
        raise ContentError(dict.fromkeys(findings))
    return editions


def _check_texts(composer: MessageComposer, templates: MailTemplates, tag: str) -> None:
    """Compose samples; raises ContentError if one is too large, or would load something.

    A template may show more to a reader with a name, or offer other languages.
    """
    sample = make_sample(tag, composer.languages)
    for recipient in (sample, replace(sample, name="A. Reader")):
        _check_text(composer, templates, recipient)


def _check_text(composer: MessageComposer, templates: MailTemplates, recipient: Recipient) -> None:
    html, _, subject = composer.write_texts(recipient)
    if not subject:
        raise templates.refuse(
            "mail-subject", SUBJECT, "the subject is empty", "write {{ page.title }}"
        )
    if loads := find_loads(html):
        message = f"a mail may not load anything, and this would: {loads[0][1]}"
        remedy = "remove it; images of the mail have an address that begins with cid:"
        raise templates.refuse("mail-loads", HTML, message, remedy)
    if (size := len(html.encode("utf-8"))) > MAX_HTML:
        message = f"the HTML of the mail has {size:,} bytes, and Gmail shows only 102,000"
        raise templates.refuse("mail-too-large", HTML, message, "shorten the template")
