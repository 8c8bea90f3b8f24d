"""Find the keys that a model allows at a path, by walking its annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic.fields import FieldInfo

    from brief.editorial.yaml.locations import Step


def get_key_fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a model by their keys: a key may be a word that Python reserves."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def find_models(model: type[BaseModel], path: Iterable[Step]) -> tuple[type[BaseModel], ...]:
    """Return the models that are possible at `path` inside `model`.

    Steps that match nothing are skipped: pydantic adds some that name the branch of a union.
    """
    current: list[Any] = [model]
    for step in path:
        inside = [inner for annotation in current for inner in _step_into(annotation, step)]
        current = inside or current
    return tuple(
        found
        for annotation in current
        for found in _expand_union(annotation)
        if isinstance(found, type) and issubclass(found, BaseModel)
    )


def find_keys(model: type[BaseModel], path: Iterable[Step]) -> tuple[str, ...]:
    """Return the possible keys of the mapping at `path`, in the order of the model."""
    found = [key for inner in find_models(model, path) for key in get_key_fields(inner)]
    return tuple(dict.fromkeys(found))


def is_key_at(model: type[BaseModel], path: tuple[Step, ...]) -> bool:
    """Return whether `model` allows the whole path, including list items and free names."""
    current: list[Any] = [model]
    for step in path:
        current = [inner for annotation in current for inner in _step_into(annotation, step)]
    return bool(current)


@lru_cache(maxsize=64)
def collect_keys(model: type[BaseModel]) -> frozenset[str]:
    """Return every key that is possible anywhere in a file of this model."""
    keys: set[str] = set()
    pending: list[Any] = [model]
    seen: set[type[BaseModel]] = set()
    while pending:
        for found in _expand_union(pending.pop()):
            if isinstance(found, type) and issubclass(found, BaseModel) and found not in seen:
                seen.add(found)
                keys |= get_key_fields(found).keys()
                pending += [field.annotation for field in found.model_fields.values()]
            else:
                pending += get_args(found)
    return frozenset(keys)


def _expand_union(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - annotations are of any type
    """Yield the members of a union, and the types inside Annotated."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _expand_union(get_args(annotation)[0])
    elif origin is Union or origin is UnionType:
        for inner in get_args(annotation):
            yield from _expand_union(inner)
    else:
        yield annotation


def _step_into(annotation: Any, step: Step) -> Iterator[Any]:  # noqa: ANN401
    """Yield the annotations of the values at `step` in a value with this annotation."""
    for found in _expand_union(annotation):
        origin = get_origin(found)
        if isinstance(found, type) and issubclass(found, BaseModel):
            if field := get_key_fields(found).get(str(step)):
                yield field.annotation
        elif isinstance(origin, type) and issubclass(origin, Mapping):
            yield get_args(found)[1]
        elif isinstance(origin, type) and issubclass(origin, Sequence):
            yield from (inner for inner in get_args(found) if inner is not Ellipsis)
