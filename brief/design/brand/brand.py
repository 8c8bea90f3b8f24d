"""Models and loader of a brand (`brand.yaml`): names, colours, fonts, texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from brief.design.brand.by_language import (
    ByLanguage,
    all_texts,
    find_missing_texts,
    text_in,
    text_path,
)
from brief.design.lookup import find_definition_file
from brief.editorial.fields.invalid_value import invalid_value, read_scalar
from brief.editorial.fields.numbers_and_dates import read_decimal
from brief.editorial.models.base import Model, Text, YesNo
from brief.editorial.models.elements import Contact
from brief.errors import ContentError
from brief.findings import Finding, Place, error
from brief.findings.message import shorten
from brief.findings.suggest import did_you_mean, find_nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from brief.editorial.yaml.locations import FilePlaces
    from brief.project import Project


LOGO_HEIGHTS = (3, 40)
"""The least and the greatest height of a logo in mm."""


def read_hex(value: object) -> object:
    """Return a colour in sRGB, as six hexadecimal digits in lower case."""
    text = read_scalar(value, "a colour", '"#8c1c2b"')
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        message = f"`{shorten(text)}` is not a colour as it is written here"
        raise invalid_value("bad-colour", message, _suggest_hex(text))
    return text.lower()


def _suggest_hex(text: str) -> str:
    """Return the remedy for a colour in another notation, such as `grey` or `#333`."""
    from PIL import ImageColor

    try:
        red, green, blue, *_ = ImageColor.getrgb(text if re.match(r"[a-z#]", text) else f"#{text}")
    except ValueError:
        return 'write six hexadecimal digits in quotes, as in "#8c1c2b"'
    return f'write "#{red:02x}{green:02x}{blue:02x}", in quotes'


def read_script(value: object) -> object:
    """Return the code of a script (ISO 15924), such as `Arab` or `Grek`, if CLDR knows it."""
    from babel import Locale

    names = Locale("en").scripts
    text = str(value)
    if text in names:
        return value
    codes = {name.casefold(): code for code, name in names.items()}
    near = codes.get(text.casefold()) or find_nearest(text, names)
    remedy = f"did you mean `{near}`?" if near else "write a code such as Arab, Grek or Cyrl"
    raise invalid_value("bad-script", f"`{shorten(text)}` is not the code of a script", remedy)


def read_ink(value: object) -> object:
    """Return an amount of ink in per cent, from 0 to 100."""
    share = read_decimal(value, "per cent")
    if not 0 <= share <= 100:  # noqa: PLR2004 - per cent
        message = f"ink is given in per cent, from 0 to 100, and this is {share:f}"
        raise invalid_value("bad-value", message, "write as in `cmyk: [22, 100, 78, 28]`")
    return float(share)


def read_amount(value: object, unit: str = "mm") -> float:
    """Return an amount of at least 0, in `unit`."""
    # what YAML gives is a string; a number is one of the defaults below
    amount = value if isinstance(value, float) else float(read_decimal(value, unit))
    if amount < 0:
        message = f"this amount is {amount:g}, which is less than 0"
        raise invalid_value("bad-value", message, "write 0 or more")
    return amount


def read_length(value: object) -> float:
    """Return an amount in mm."""
    return read_amount(value)


def read_percent(value: object) -> float:
    """Return an amount in per cent."""
    return read_amount(value, "per cent")


def read_logo_height(value: object) -> float:
    """Return the height of a logo in mm, from 3 to 40."""
    height = read_amount(value)
    if not LOGO_HEIGHTS[0] <= height <= LOGO_HEIGHTS[1]:
        message = f"a logo is from {LOGO_HEIGHTS[0]} to {LOGO_HEIGHTS[1]} mm high, not {height:g}"
        raise invalid_value("bad-value", message, "write as in `logo_height: 12`")
    return height


Millimetres = Annotated[float, BeforeValidator(read_length)]
Percent = Annotated[float, BeforeValidator(read_percent)]
LogoHeight = Annotated[float, BeforeValidator(read_logo_height)]
Hex = Annotated[str, BeforeValidator(read_hex)]
Script = Annotated[str, BeforeValidator(read_script)]
Ink = Annotated[float, BeforeValidator(read_ink)]


class BrandColour(Model):
    """A colour on screen (sRGB), and the inks that print it: C, M, Y, K in per cent."""

    screen: Hex
    cmyk: tuple[Ink, Ink, Ink, Ink] | None = None


class Colours(Model):
    """The colour tokens that layouts may use; no layout names a colour itself."""

    ink: BrandColour
    accent: BrandColour
    muted: BrandColour
    rule: BrandColour
    tint: BrandColour = BrandColour(screen="#f3f3f3")
    watermark: BrandColour = BrandColour(screen="#e8e8e8")
    paper: BrandColour = BrandColour(screen="#ffffff")


class ScriptFonts(Model):
    """Font families by use, in order of preference."""

    heading: tuple[Text, ...] = Field(min_length=1)
    text: tuple[Text, ...] = Field(min_length=1)
    figures: tuple[Text, ...] = ()


class Fonts(ScriptFonts):
    """The brand's families, and additional ones by script (ISO 15924, `Arab`)."""

    scripts: dict[Script, ScriptFonts] = Field(default_factory=dict)


class BrandPress(Model):
    """The printing condition of the publisher's press, bleed and marks.

    `icc`: a CMYK profile in the brand's folder; default FOGRA39, ISO Coated v2 300 %. `name`: the
    condition's name in the output intent. `tac`: limit of total ink in per cent. `bleed`: in mm.
    `marks`: whether to print crop and registration marks.
    """

    icc: Text | None = None
    name: Text | None = None
    tac: Percent = 300.0
    bleed: Millimetres = 3.0
    marks: YesNo = "yes"


class Office(Model):
    """What the brand's own printer needs: `binding` is the margin for punched holes, in mm."""

    binding: Millimetres = 0.0


class Brand(Model):
    """A publisher: the content of `brand.yaml`.

    `rights` is the copyright line for the publisher's text, with `{year}` for the briefing's year;
    `imprint` is a line for the footer, `contact` whom readers may ask. These, the publisher's name
    and the logo are the same in all languages, or given by language. `words` replaces page strings.
    `layouts` are those that the brand's pages may have (without it: all), the usual one first.
    """

    publisher: ByLanguage
    rights: ByLanguage | None = None
    imprint: ByLanguage | None = None
    contact: Contact | None = None
    logo: ByLanguage | None = None
    logo_height: LogoHeight | None = None
    colours: Colours
    fonts: Fonts
    words: dict[str, dict[str, Text]] = Field(default_factory=dict)
    layout: Text | None = None
    layouts: tuple[Text, ...] = ()
    notes: YesNo | None = None
    profile: Text | None = None
    press: BrandPress = BrandPress()
    office: Office = Office()

    def font_families(self) -> tuple[str, ...]:
        """Return every font family that the brand names, each once, in order."""
        named = (*self.fonts.heading, *self.fonts.text, *self.fonts.figures)
        return tuple(dict.fromkeys(named))

    def publisher_in(self, tag: str) -> str:
        """Return the publisher's name in the language `tag`, else the first one."""
        return text_in(self.publisher, tag) or all_texts(self.publisher)[0]

    def rights_in(self, tag: str) -> str:
        """Return the copyright line in the language `tag`, or ""."""
        return text_in(self.rights, tag)

    def imprint_in(self, tag: str) -> str:
        """Return the footer line in the language `tag`, or ""."""
        return text_in(self.imprint, tag)

    def logo_in(self, tag: str) -> str:
        """Return the name of the logo's file in the language `tag`, or ""."""
        return text_in(self.logo, tag)

    def logos(self) -> tuple[str, ...]:
        """Return the names of all logo files."""
        return tuple(filter(None, all_texts(self.logo)))

    def words_in(self, tag: str) -> Mapping[str, str]:
        """Return the page strings that the brand replaces in the language `tag`."""
        return {**self.words.get(tag.partition("-")[0], {}), **self.words.get(tag, {})}


@dataclass(frozen=True, slots=True)
class LoadedBrand:
    """A brand, its folder (logo, fonts, style sheet), and the places of its keys."""

    name: str
    folder: Path
    data: Brand
    places: FilePlaces

    def find_logo_place(self, name: str) -> Place:
        """Return the place where a logo's file is named."""
        logos = self.data.logo
        tags = [tag for tag, own in logos.items() if own == name] if isinstance(logos, dict) else []
        path = text_path(self.places, "logo", logos, tags[0] if tags else "")
        return self.places.value_place(*path)

    def find_missing_texts(self, languages: Iterable[str]) -> list[Finding]:
        """Return an error for each text given by language, but not in all of these languages."""
        data = self.data
        names = ("publisher", "rights", "contact", "logo")
        named = {name: getattr(data, name) for name in names}
        return list(find_missing_texts(self.places, named, languages))

    def family_places(self) -> dict[str, Place]:
        """Return every font family that the brand names, and the place of its first mention."""
        found: dict[str, Place] = {}
        for use in ("heading", "text", "figures"):
            for number, family in enumerate(getattr(self.data.fonts, use)):
                found.setdefault(family, self.places.value_place("fonts", use, number))
        return found


def load_brand(project: Project, name: str) -> LoadedBrand:
    """Return the brand of that name; the project's own come before the bundled ones.

    Raises UsageError, with the nearest name, if it does not exist, and ContentError if its
    `brand.yaml` has problems.
    """
    from brief.editorial.fields.reader import read_model

    file = find_definition_file(project, "brand", name)
    brand, places = read_model(file, project, Brand)
    if findings := list(_check_words(brand, places)):
        raise ContentError(findings)
    return LoadedBrand(name, file.parent, brand, places)


def _check_words(brand: Brand, places: FilePlaces) -> Iterator[Finding]:
    """Yield the errors in the page strings that the brand replaces."""
    from brief.editorial.locale.page_strings import PageStrings, list_catalogues, page_strings

    remedy = "correct it, or leave it out: the page has words of its own"
    known = tuple(PageStrings.model_fields)
    for tag, own in brand.words.items():
        try:
            page_strings(tag)
        except ValueError:
            message = f"the page has no words in `{tag}` that could be said otherwise"
            near = did_you_mean(tag, list_catalogues())
            yield error("brand-word", message, near, places.key_place("words", tag))
            continue
        for name, text in own.items():
            if name not in known:
                message = f"the page has no word that is called `{name}`"
                near = did_you_mean(name, known)
                yield error("brand-word", message, near, places.key_place("words", tag, name))
                continue
            try:
                page_strings(tag, {name: text})
            except ValueError as problem:
                place = places.value_place("words", tag, name)
                yield error("brand-word", str(problem), remedy, place)
