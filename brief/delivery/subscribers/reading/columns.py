"""Which column of a CSV file holds what: names of columns in several spellings and languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from brief.errors import ContentError, UsageError
from brief.findings import error
from brief.findings.suggest import did_you_mean, join_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from brief.delivery.subscribers.reading.table import Table


class Field(StrEnum):
    """What a column can hold."""

    ADDRESS = "address"
    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    LANGUAGES = "languages"
    TAGS = "tags"
    CONSENT_AT = "consent_at"
    CONSENT_SOURCE = "consent_source"
    CONSENT_TEXT = "consent_text"
    STATUS = "status"
    STATUS_AT = "status_at"
    STATUS_CAUSE = "status_cause"
    JOINED_AT = "joined_at"


NAMES: dict[Field, str] = {
    Field.ADDRESS: (
        "address email mail emailaddress mailaddress subscriberemail emailadresse adresse"
        " mailadresse indirizzo indirizzoemail indirizzomail postaelettronica courriel"
        " adressemail adressecourriel correo correoelectronico direccion emailadres recipient"
        " epost epostadress adresemail emailid"
    ),
    Field.NAME: (
        "name fullname displayname subscribername vollername vollstandigername nome nomecompleto"
        " nomecognome nomcomplet nom nombre nombrecompleto naam namn navn imie"
    ),
    Field.GIVEN_NAME: "givenname firstname fname forename vorname prenom voornaam fornavn fornamn",
    Field.FAMILY_NAME: (
        "familyname lastname lname surname nachname familienname cognome nomdefamille apellido"
        " apellidos achternaam etternavn efternamn"
    ),
    Field.LANGUAGES: (
        "languages language lang langs sprache sprachen lingua lingue langue langues idioma idiomas"
        " taal talen locale sprak"
    ),
    Field.TAGS: "tags tag labels label groups gruppen schlagworte etichette etiquettes",
    Field.CONSENT_AT: (
        "consentat consentdate consenttime optintime optindate confirmtime einwilligungam"
        " einwilligungsdatum consensodata dataconsenso"
    ),
    Field.CONSENT_SOURCE: "consentsource optinsource einwilligungsquelle fonteconsenso",
    Field.CONSENT_TEXT: "consenttext optintext einwilligungstext testoconsenso",
    Field.STATUS: "status subscriberstatus statut",
    Field.STATUS_AT: "statusat",
    Field.STATUS_CAUSE: "statuscause",
    Field.JOINED_AT: "joinedat",
}
_FIELDS = {name: field for field, names in NAMES.items() for name in names.split()}
_POSTAL = {"address", "adresse", "indirizzo", "direccion", "recipient"}
"""Names that mean a postal address if another column is named after mail."""
SINGLE = set(Field) - {Field.CONSENT_AT}
"""Fields that one column may hold; OPTIN_TIME and CONFIRM_TIME of Mailchimp are both times."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The index of each field's column, and the names of columns that hold none."""

    fields: Mapping[Field, int]
    unknown: tuple[str, ...] = ()


def find_field(name: str) -> Field | None:
    """Return the field that a column's name means, in any case and punctuation."""
    return _FIELDS.get(fold_name(name))


def fold_name(name: str) -> str:
    """Return a column's name in lower case, as letters and digits only, without accents."""
    letters = normalize("NFKD", name.casefold())
    return "".join(it for it in letters if it.isalnum() and not combining(it))


def weigh_header(cells: Sequence[str]) -> int:
    """Return how likely these cells are a header: the number of known names."""
    return len({field for cell in cells if (field := find_field(cell))})


def read_column_options(typed: Sequence[str]) -> dict[str, Field | None]:
    """Return the mapping of `--column NAME=FIELD`; the field `-` leaves the column out.

    Raises UsageError if one has another form or an unknown field.
    """
    found: dict[str, Field | None] = {}
    for text in typed:
        name, equals, field = text.rpartition("=")
        if not equals or not name.strip():
            msg = f"--column {text}: the form is NAME=FIELD"
            raise UsageError(msg, "for example --column Mailadresse=address")
        if field.strip() not in {*Field, "-"}:
            msg = f"--column {text}: unknown field `{field}`"
            raise UsageError(msg, did_you_mean(field, [*Field, "-"]))
        found[fold_name(name)] = None if field.strip() == "-" else Field(field.strip())
    return found


def find_columns(table: Table, options: Mapping[str, Field | None]) -> Columns:
    """Return which column holds what.

    Raises ContentError if no column holds addresses, or two hold the same; UsageError if an option
    names a column that does not exist.
    """
    names = [fold_name(cell) for cell in table.header.cells]
    if missing := [name for name in options if name not in names]:
        msg = f"--column: the file has no column `{missing[0]}`"
        raise UsageError(msg, f"its columns are {join_words(table.header.cells, 'and')}")
    wanted = [options.get(name, _FIELDS.get(name)) for name in names]
    is_mail = any(
        field is Field.ADDRESS and name not in _POSTAL
        for name, field in zip(names, wanted, strict=True)
    )
    by_option = {field for field in options.values() if field}
    found: dict[Field, int] = {}
    for index, (name, field) in enumerate(zip(names, wanted, strict=True)):
        if field is None or (field in by_option and name not in options):
            continue
        if is_mail and name in _POSTAL and name not in options:
            continue
        if field in found and field in SINGLE:
            raise _refuse_second_column(table, field, found[field], index)
        found.setdefault(field, index)
    if Field.ADDRESS not in found:
        raise _refuse_header(table)
    used = {*found.values()} | {
        index for index, field in enumerate(wanted) if field in found and field not in SINGLE
    }
    cells = enumerate(table.header.cells)
    unknown = [
        cell
        for index, cell in cells
        if cell.strip() and index not in used and options.get(names[index], "") is not None
    ]
    return Columns(found, tuple(unknown))


def _refuse_second_column(table: Table, field: Field, first: int, second: int) -> ContentError:
    one, two = (table.header.cells[index] for index in (first, second))
    message = f"the columns `{one}` and `{two}` could both be the field `{field}`"
    remedy = f"choose one, as in --column '{one}={field}', or leave one out: --column '{two}=-'"
    if fold_name(one) == fold_name(two):
        remedy = "give one of them another name in the first line"
    return ContentError([error("list-columns", message, remedy, table.place(table.header, second))])


def _refuse_header(table: Table) -> ContentError:
    cells = table.header.cells
    if any("@" in cell for cell in cells):
        message = "the first line is an address, but should name the columns"
        remedy = "add a first line, for example `email,name,languages`"
    else:
        message = f"no column holds addresses: the file has {join_words(cells[:20], 'and')}"
        remedy = "name the column, as in --column 'Contact=address'"
    return ContentError([error("list-columns", message, remedy, table.place(table.header))])
