"""JSON Schema of `brand.yaml`, with the scalars that only brands have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.design.brand.brand import (
    LOGO_HEIGHTS,
    Brand,
    read_hex,
    read_ink,
    read_length,
    read_logo_height,
    read_percent,
    read_script,
)
from brief.editorial.schema.json_schema import SchemaBuilder, read_descriptions
from brief.editorial.schema.scalar_schemas import ScalarSchema, number_schema

if TYPE_CHECKING:
    from brief.editorial.schema.scalar_schemas import Forms, Schema


def brand_schema() -> Schema:
    """Return the schema of `brand.yaml`."""
    hex_digits = 'a colour in six hexadecimal digits, in quotes, as in "#8c1c2b"'
    script, scripts = "the code of a script, as in Arab, Grek or Cyrl", ("Arab", "Cyrl", "Grek")
    forms: Forms = {
        read_hex: ScalarSchema(("string",), hex_digits, "#[0-9a-fA-F]{6}"),
        read_ink: number_schema(0, 100),
        read_length: number_schema(0),
        read_logo_height: number_schema(*LOGO_HEIGHTS),
        read_percent: number_schema(0),
        read_script: ScalarSchema(("string",), script, "[A-Z][a-z]{3}", examples=scripts),
    }
    return SchemaBuilder(read_descriptions("brief.design.brand"), forms).build(Brand, "brand.yaml")
