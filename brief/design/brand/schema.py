"""JSON Schema of `brand.yaml`: the forms that only brands have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.design.brand.brand import (
    Brand,
    read_hex,
    read_ink,
    read_length,
    read_percent,
    read_script,
)
from brief.editorial.schema.json_schema import SchemaMaker, read_meanings
from brief.editorial.schema.scalar_schemas import Form, number

if TYPE_CHECKING:
    from brief.editorial.schema.json_schema import Forms
    from brief.editorial.schema.scalar_schemas import Schema


def brand_schema() -> Schema:
    """Return the schema of `brand.yaml`."""
    forms: Forms = {
        read_hex: _hex_form,
        read_ink: _ink_form,
        read_length: _amount_form,
        read_percent: _amount_form,
        read_script: _script_form,
    }
    return SchemaMaker(read_meanings("brief.design.brand"), forms).make(Brand, "brand.yaml")


def _hex_form() -> Form:
    said = 'a colour in six hexadecimal digits, in quotes, as in "#8c1c2b"'
    return Form(("string",), said, "#[0-9a-fA-F]{6}")


def _ink_form() -> Form:
    return number(0, 100)


def _amount_form() -> Form:
    return number(0)


def _script_form() -> Form:
    said = "the code of a script, as in Arab, Grek or Cyrl"
    return Form(("string",), said, "[A-Z][a-z]{3}", examples=("Arab", "Cyrl", "Grek"))
