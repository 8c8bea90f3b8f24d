"""JSON Schema of `brand.yaml`, with the scalars that only brands have."""

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
from brief.editorial.schema.json_schema import SchemaBuilder, read_descriptions
from brief.editorial.schema.scalar_schemas import ScalarSchema, number_schema

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
    return SchemaBuilder(read_descriptions("brief.design.brand"), forms).build(Brand, "brand.yaml")


def _hex_form() -> ScalarSchema:
    wanted = 'a colour in six hexadecimal digits, in quotes, as in "#8c1c2b"'
    return ScalarSchema(("string",), wanted, "#[0-9a-fA-F]{6}")


def _ink_form() -> ScalarSchema:
    return number_schema(0, 100)


def _amount_form() -> ScalarSchema:
    return number_schema(0)


def _script_form() -> ScalarSchema:
    wanted = "the code of a script, as in Arab, Grek or Cyrl"
    return ScalarSchema(("string",), wanted, "[A-Z][a-z]{3}", examples=("Arab", "Cyrl", "Grek"))
