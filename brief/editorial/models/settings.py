"""The model of `brief.yaml`: the project's defaults."""

from __future__ import annotations

from brief.editorial.models.base import Language, Model, Paper, Text, YesNo
from brief.editorial.models.content import Fit, Term
from brief.editorial.models.mail import MailSettings
from brief.editorial.models.pdf_name import DEFAULT_FILE_NAME, FileName


class Settings(Model):
    """The project's defaults: the content of `brief.yaml`.

    `fit`: whether the languages of a briefing share one type size. `notes`: whether a field for
    notes fills a page with a short text. `attach`: whether the PDF has its text attached as data.
    An entry of `glossary` is a name that is the same in all languages, or names by language.
    `file_name` is the pattern of the PDFs' names.
    """

    languages: tuple[Language, ...] = ()
    brand: Text = "house"
    layout: Text = "onepager"
    paper: Paper = "a4"
    profile: Text = "screen"
    fit: Fit = "together"
    notes: YesNo | None = None
    attach: YesNo = "no"
    file_name: FileName = DEFAULT_FILE_NAME
    glossary: tuple[Term, ...] = ()
    mail: MailSettings | None = None
