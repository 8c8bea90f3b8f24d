"""Models of the section `mail` of `brief.yaml`: the sender, the server, limits and bounces.

Secrets are never in the file: a command prints them, or brief reads them from the environment or
the system's key ring.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from brief.editorial.fields.invalid_value import invalid_value
from brief.editorial.fields.mail import (
    Mailbox,
    read_address,
    read_host,
    read_https_url,
    read_mailbox,
    read_whole_number,
)
from brief.editorial.models.base import Model, Text, YesNo

MailAddress = Annotated[str, BeforeValidator(read_address)]
Sender = Annotated[Mailbox, BeforeValidator(read_mailbox)]
Host = Annotated[str, BeforeValidator(read_host)]
HttpsUrl = Annotated[str, BeforeValidator(read_https_url)]
WholeNumber = Annotated[int, BeforeValidator(read_whole_number)]
Port = Annotated[int, BeforeValidator(read_whole_number), Field(le=65535)]

Encryption = Literal["starttls", "tls", "none"]
Login = Literal["none", "password", "xoauth2"]
Attach = Literal["pdf", "link"]
LOOPBACK = ("localhost", "127.0.0.1")


class MailServer(Model):
    """A mail server: where it is, how the connection is encrypted, and how to log in.

    `encryption: none` is for servers on this machine only. `ca_file` is a PEM file with the
    certificate authority of an internal server, below the project's root.
    """

    host: Host
    port: Port | None = None
    encryption: Encryption = "starttls"
    ca_file: Text | None = None
    user: Text | None = None
    login: Login | None = None
    password_command: Text | None = None
    token_command: Text | None = None

    @model_validator(mode="after")
    def _secrets_are_encrypted(self) -> Self:
        if self.encryption == "none" and self.host not in LOOPBACK:
            message = f"`encryption: none` sends mails to {self.host} in plain text"
            remedy = "write `starttls` or `tls`; `none` is for a server on this machine"
            raise invalid_value("mail-not-encrypted", message, remedy)
        if self.method != "none" and not self.user:
            message = f"the login with {self.method} needs a user name"
            raise invalid_value("missing-key", message, "add `user: …`")
        if self.method == "xoauth2" and not self.token_command:
            message = "XOAUTH2 needs a program that prints an access token"
            raise invalid_value("missing-key", message, "add `token_command: …`")
        return self

    @property
    def method(self) -> Login:
        """How to log in: `login`, or what the other keys mean."""
        if self.login:
            return self.login
        if self.token_command:
            return "xoauth2"
        return "password" if self.user else "none"


class DomainRate(Model):
    """The limits for the recipients of one domain."""

    per_second: WholeNumber | None = None
    per_minute: WholeNumber | None = None
    per_day: WholeNumber | None = None


class MailRate(DomainRate):
    """How many messages may be sent in any second, minute and day, in total and to a domain."""

    per_domain: dict[Host, DomainRate] = Field(default_factory=dict)


class Dkim(Model):
    """The signature of each message (RFC 6376); `key_file` is a private RSA key in PEM."""

    domain: Host
    selector: Text
    key_file: Text


class Witness(Model):
    """A mailbox that gets a copy of each message; it shows which messages were sent."""

    address: MailAddress
    imap: MailServer
    folder: Text = "INBOX"


class Inbox(Model):
    """The mailbox for unsubscriptions and bounces."""

    imap: MailServer
    folder: Text = "INBOX"


class MailSettings(Model):
    """How briefings are sent by mail.

    `unsubscribe` is the address for unsubscription mails, `unsubscribe_url` the public address of
    `brief unsub-serve`. `bounces` gets bounces, by default the address of `from`; brief adds a
    token to it (`bounces+token@example.org`). `link` is the address of the folder with the PDFs
    for `attach: link`. `relay_signs`: the server adds a DKIM signature that covers List-Unsubscribe
    and List-Unsubscribe-Post.
    """

    sender: Sender = Field(alias="from")
    reply_to: MailAddress | None = None
    postal_address: Text
    list_id: Host
    server: MailServer
    unsubscribe: MailAddress | None = None
    unsubscribe_url: HttpsUrl | None = None
    bounces: MailAddress | None = None
    inbox: Inbox | None = None
    witness: Witness | None = None
    dkim: Dkim | None = None
    relay_signs: YesNo = "no"
    rate: MailRate = Field(default_factory=MailRate)
    attach: Attach = "pdf"
    link: HttpsUrl | None = None
    picture: YesNo = "no"
    personal: YesNo = "no"

    @model_validator(mode="after")
    def _links_have_an_address(self) -> Self:
        if self.attach == "link" and not self.link:
            message = "`attach: link` needs the address of the folder where the PDFs are"
            raise invalid_value("missing-key", message, "add `link: https://…`")
        if self.attach == "link" and self.personal == "yes":
            message = "a PDF behind a link is the same for all, so that it cannot be personal"
            raise invalid_value(
                "mail-personal-link", message, "write `attach: pdf`, or `personal: no`"
            )
        return self
