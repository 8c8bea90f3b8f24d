"""JSON Schemas of scalars: what each `read_…` function accepts, as other YAML parsers type it.

For brief every scalar is a text. For a YAML language server `560e6` is a number and `yes` a text
(YAML 1.2.2, 10.3, core schema). The schema of a `read_…` function must accept all types that such
a parser gives to the texts that the function accepts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from brief.editorial.fields import mail, texts
from brief.editorial.fields import numbers_and_dates as scalars
from brief.editorial.models.maps.locator_map import read_country
from brief.editorial.models.pdf_name import read_file_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Forms = Mapping[Callable[[object], object], "ScalarSchema"]

Schema: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class ScalarSchema:
    """The schema of one kind of scalar.

    `types` are JSON types; `pattern` is for strings, without anchors (white space around the value
    is allowed); `limits` are further keywords; `error_message` is shown for other values, and
    `examples` are proposed.
    """

    types: tuple[str, ...]
    error_message: str
    pattern: str = ""
    limits: Mapping[str, object] = field(default_factory=dict)
    examples: tuple[object, ...] = ()

    def to_json_schema(self, *, optional: bool = False) -> Schema:
        """Return the JSON Schema; an `optional` value may be empty."""
        made: Schema = {"type": list(dict.fromkeys((*self.types, *(["null"] if optional else []))))}
        if self.pattern:
            made["pattern"] = rf"^\s*(?:{self.pattern}){'?' if optional else ''}\s*$"
        elif not optional:
            made["pattern"] = r"\S"
        made |= self.limits
        if self.examples:
            made["examples"] = list(self.examples)
        return made | {"errorMessage": self.error_message}


# Days that exist; 29 February is allowed in every year.
_YEAR = "[1-9][0-9]{3}"
_DAY = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
)
_DIGITS = r"[+\u2212-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+\u2212-]?[0-9]{1,3})?"
_TEXT = ("string", "number", "boolean")
# The form of units, not their list, which differs between versions of Babel: colleagues would
# overwrite each other's schemas. The build knows the list.
_UNIT = f"{'|'.join(texts.PLAIN_UNITS)}|[A-Z]{{3}}|[a-z]+(?:-[a-z0-9]+)*"
_LANGUAGE = (
    "[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    "(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)


def number_schema(minimum: float | None = None, maximum: float | None = None) -> ScalarSchema:
    """Return the schema of a number between these limits, as `read_decimal` accepts it."""
    message = "a number in digits with a decimal point, as in 29.5 or 560e6"
    if minimum is not None:
        message += (
            f", from {minimum:g} on" if maximum is None else f", from {minimum:g} to {maximum:g}"
        )
    limits = {"minimum": minimum, "maximum": maximum}
    keywords = {name: limit for name, limit in limits.items() if limit is not None}
    return ScalarSchema(("number", "string"), message, _DIGITS, keywords)


@lru_cache(maxsize=1)
def scalar_schemas() -> Forms:
    """Return the schema of the texts that each `read_…` function accepts."""
    from brief.editorial.locale.page_strings import list_catalogues

    text = ScalarSchema(_TEXT, "a text on one line", limits={"maxLength": texts.MAX_TEXT_LENGTH})
    return {
        texts.read_text: text,
        texts.read_prose: text,
        texts.read_lines: ScalarSchema(
            ("string", "number", "array"),
            "a text, or several lines as a list or below a `|`",
            limits={**text.limits, "items": {"type": list(_TEXT)}},
        ),
        texts.read_identifier: ScalarSchema(
            ("string", "integer", "boolean"),
            "a short name: lower-case letters a–z, digits and hyphens, as in founder-stake",
            "[a-z0-9]+(?:[_-][a-z0-9]+)*",
            {"minimum": 0},
        ),
        read_file_name: ScalarSchema(
            ("string",),
            'a pattern with {slug} and {lang}, as in "{slug}.{date}.{lang}"',
            r"(?=.*\{slug\})(?=.*\{lang\})(\{(slug|lang|date|issue)\}|[^{}/\\])+",
            examples=("{slug}.{date}.{lang}", "{slug}.{issue}.{lang}"),
        ),
        texts.read_language: ScalarSchema(
            ("string",),
            "a language tag, as in it, de or pt-BR",
            _LANGUAGE,
            examples=list_catalogues(),
        ),
        texts.read_unit: ScalarSchema(
            ("string",),
            "percent, year, multiple, a currency code such as EUR, or a unit such as kilometer",
            _UNIT,
            examples=("percent", "year", "multiple", "EUR", "USD", "kilometer"),
        ),
        read_country: ScalarSchema(
            ("string",), "the code of a country (ISO 3166-1), as in IT", "[A-Za-z]{2}"
        ),
        texts.read_url: ScalarSchema(
            ("string",),
            "a whole web address that begins with https://",
            r"""[Hh][Tt][Tt][Pp][Ss]?://(?=[^/?#])[^\s<>"\\^`{|}]+""",
        ),
        mail.read_address: ScalarSchema(
            ("string",), "a mail address, as in news@example.org", r"[^\s@<>]+@[^\s@<>]+"
        ),
        mail.read_mailbox: ScalarSchema(
            ("string",),
            "a name and a mail address, as in Institute of Ports <news@example.org>",
            r".*[^\s@<>]+@[^\s@<>]+>?",
        ),
        mail.read_host: ScalarSchema(
            ("string",), "the name of a server, as in smtp.example.org", r"[A-Za-z0-9.-]+"
        ),
        mail.read_https_url: ScalarSchema(
            ("string",), "a web address that begins with https://", r"https://[!-~]+"
        ),
        mail.read_whole_number: ScalarSchema(
            ("integer", "string"),
            "a whole number from 1 to a million",
            "[0-9]{1,7}",
            {"minimum": 1, "maximum": mail.MAX_WHOLE_NUMBER},
        ),
        scalars.read_decimal: number_schema(),
        scalars.read_percentage: number_schema(0, 100),
        scalars.read_number_or_gap: ScalarSchema(
            ("number", "string", "null"),
            "a number in digits with a decimal point, as in 29.5 or 560e6, or ~ for a gap",
            f"(?:{_DIGITS})?",
        ),
        scalars.read_whole: ScalarSchema(
            ("number", "string", "boolean"),
            "the id of another key figure, or a number, as in 30 or 560e6",
            f"{_DIGITS}|[a-z0-9]+(?:[_-][a-z0-9]+)*",
        ),
        scalars.read_count: ScalarSchema(
            ("integer", "string"),
            f"a whole number from 0 to {scalars.MAX_COUNT}",
            "[0-9]{1,3}",
            {"minimum": 0, "maximum": scalars.MAX_COUNT},
        ),
        scalars.read_date: ScalarSchema(
            ("string",), "a day as year-month-day, as in 2025-09-15", f"{_YEAR}-{_DAY}"
        ),
        scalars.read_partial_date: ScalarSchema(
            ("integer", "string"),
            "a year, a month or a day, as in 2025, 2025-09 or 2025-09-15",
            f"{_YEAR}(?:-(?:0[1-9]|1[0-2])|-{_DAY})?",
            {"minimum": scalars.MIN_YEAR, "maximum": 9999},
        ),
    }
