"""The mail's own strings, such as "Unsubscribe", in each language.

They have catalogues of their own, `catalogue/mail/<tag>.yaml`: pages do not depend on them.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from brief.editorial.locale.page_strings import find_catalogue, read_catalogue


class MailStrings(BaseModel):
    """The mail's own strings in one language: sentences, labels and names of links.

    None contains a name, so that no word must agree with one in gender, number or case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    reason: str
    unsubscribe: str
    languages: str
    attached: str
    open_pdf: str
    sender: str
    picture: str
    proof: str


def mail_strings(tag: str) -> MailStrings:
    """Return the mail's own strings in the language `tag`; a region has those of its language.

    Raises ValueError for a language without a catalogue.
    """
    return read_catalogue(MailStrings, find_catalogue(tag), "mail")
