"""Generate JSON Schema from a model, by walking its annotations.

The schemas contain no references and only keywords with the same meaning in draft-07 and 2020-12,
so that old text editors support them. YAML language servers show `errorMessage`; other validators
ignore it (JSON Schema 2020-12, 6.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel

from brief.editorial.fields.model_keys import get_key_fields
from brief.editorial.models.base import Model, wrap_single_name
from brief.editorial.schema.scalar_schemas import Schema, scalar_schemas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.editorial.schema.scalar_schemas import Forms

    Meanings = Mapping[str, Mapping[str, str]]

DRAFT = "https://json-schema.org/draft/2020-12/schema"


@lru_cache(maxsize=4)
def read_descriptions(package: str) -> Meanings:
    """Return the descriptions of keys, by model and key, from a package's `keys.yaml`."""
    import yaml

    return cast("Meanings", yaml.safe_load((files(package) / "keys.yaml").read_text("utf-8")))


@dataclass(frozen=True)
class SchemaBuilder:
    """Builds schemas of models; `scalars` adds the `read_…` functions of another package."""

    descriptions: Meanings
    scalars: Forms = field(default_factory=dict)

    def build(self, model: type[BaseModel], title: str) -> Schema:
        """Return the schema of the files of `model`.

        Raises LookupError for a key without a description, or a type without a schema.
        """
        meaning = " ".join((model.__doc__ or "").split("\n\n")[0].split())
        head: Schema = {"$schema": DRAFT, "title": title, "description": meaning}
        return head | self._build_model(model)

    def _build_model(self, model: type[BaseModel]) -> Schema:
        properties: dict[str, Schema] = {}
        for name, entry in get_key_fields(model).items():
            optional = not entry.is_required() and issubclass(model, Model)
            shown = self._build_value(entry.annotation, entry.metadata, optional=optional)
            meaning = self.descriptions.get(model.__name__, {}).get(name)
            if not meaning:
                msg = f"keys.yaml has no description of {model.__name__}.{name}"
                raise LookupError(msg)
            properties[name] = {"description": meaning, **shown}
            if isinstance(entry.default, str):
                properties[name]["default"] = entry.default
        schema: Schema = {
            "type": ["object"],
            "properties": properties,
            "required": [name for name, key in get_key_fields(model).items() if key.is_required()],
            "additionalProperties": False,
        }
        if short := getattr(model, "shorthand", ""):
            plain = {key: value for key, value in properties[short].items() if key != "description"}
            return merge_schemas([schema, plain])
        return schema

    def _build_value(
        self,
        annotation: Any,  # noqa: ANN401
        metadata: Iterable[Any] = (),
        *,
        optional: bool,
    ) -> Schema:
        """Return the schema of a value; an `optional` one may be empty."""
        if get_origin(annotation) is Annotated:
            inner, *own = get_args(annotation)
            return self._build_value(inner, (*own, *metadata), optional=optional)
        readers = {getattr(entry, "func", None) for entry in metadata}
        for reader, form in {**scalar_schemas(), **self.scalars}.items():
            if reader in readers:
                return form.to_json_schema(optional=optional)
        schema = self._build_compound(annotation, optional=optional)
        least = max((getattr(entry, "min_length", None) or 0 for entry in metadata), default=0)
        if least and "array" in list_types(schema):
            schema["minItems"] = least
        if wrap_single_name in readers:
            return merge_schemas([cast("Schema", schema["items"]), schema])
        return schema

    def _build_compound(self, annotation: Any, *, optional: bool) -> Schema:  # noqa: ANN401
        origin, inside = get_origin(annotation), get_args(annotation)
        if origin is Union or origin is UnionType:
            kinds = [inner for inner in inside if inner is not type(None)]
            return merge_schemas([self._build_value(inner, optional=optional) for inner in kinds])
        if origin is Literal:
            message = f"one of these: {', '.join(map(str, inside))}"
            return {"enum": [*inside, *([None] if optional else [])], "errorMessage": message}
        empty = ["null"] if optional else []
        if origin is tuple:
            schema: Schema = {"type": ["array", *empty]}
            schema["items"] = self._build_value(inside[0], optional=False)
            if inside[-1] is not Ellipsis:
                schema |= {"minItems": len(inside), "maxItems": len(inside)}
            return schema
        if isinstance(origin, type) and issubclass(origin, Mapping):
            schema = {"type": ["object", *empty]}
            if get_origin(inside[0]) is Annotated:
                schema["propertyNames"] = self._build_value(inside[0], optional=False)
            return schema | {"additionalProperties": self._build_value(inside[1], optional=False)}
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            schema = self._build_model(annotation)
            if annotation.__name__ == "Range":  # written as a pair
                low = annotation.model_fields["low"]
                end = self._build_value(low.annotation, low.metadata, optional=False)
                pair: Schema = {"type": ["array"], "items": end, "minItems": 2, "maxItems": 2}
                schema = merge_schemas([schema, pair])
            return schema | {"type": [*list_types(schema), *empty]}
        msg = f"{annotation} has no schema: add one to schema/scalar_schemas.py"
        raise LookupError(msg)


def merge_schemas(schemas: list[Schema]) -> Schema:
    """Return one schema for values that any of these schemas accepts.

    If no two have the same JSON type, their keywords are merged, because each keyword except
    `enum` is for one type only; text editors then report the exact error. Otherwise `anyOf` is
    used, for which they report only "matches none of these".
    """
    if len(schemas) == 1:
        return schemas[0]
    kinds = [kind for schema in schemas for kind in list_types(schema) if kind != "null"]
    if len(set(kinds)) < len(kinds) or any("enum" in schema for schema in schemas):
        return {"anyOf": schemas}
    merged: Schema = {}
    for schema in schemas:
        merged |= {key: value for key, value in schema.items() if key != "errorMessage"}
    messages = [str(schema["errorMessage"]) for schema in schemas if "errorMessage" in schema]
    merged["type"] = list(dict.fromkeys(kind for schema in schemas for kind in list_types(schema)))
    return merged | ({"errorMessage": "; ".join(messages)} if len(messages) == len(schemas) else {})


def list_types(schema: Schema) -> list[str]:
    """Return the JSON types in the `type` keyword of a schema; empty without one."""
    kinds = schema.get("type", [])
    return list(kinds) if isinstance(kinds, list) else [str(kinds)]
