"""YAML as an editor's language server reads it: scalars typed by the core schema of YAML 1.2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

# YAML 1.2.2, 10.3.2
FORMS: tuple[tuple[str, str, Any], ...] = (
    ("null", r"~|null|Null|NULL|", lambda _: None),
    ("bool", r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    ("int", r"[-+]?[0-9]+", int),
    ("octal", r"0o[0-7]+", lambda text: int(text, 8)),
    ("hex", r"0x[0-9a-fA-F]+", lambda text: int(text, 16)),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    ("inf", r"[-+]?(\.inf|\.Inf|\.INF)", lambda text: float(text.lower().replace(".", ""))),
    ("nan", r"\.nan|\.NaN|\.NAN", lambda _: float("nan")),
)


class CoreLoader(yaml.SafeLoader):
    """Types plain scalars as YAML 1.2 does; keys are strings, as in JSON."""

    yaml_implicit_resolvers: dict[str | None, list[Any]] = {}  # noqa: RUF012 - as PyYAML has it

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """Return a mapping whose keys are the text typed."""
        _ = deep
        return {
            str(key.value): self.construct_object(value, deep=True) for key, value in node.value
        }


def _typing(construct: Callable[[str], object]) -> Callable[[yaml.Loader, Any], object]:
    return lambda loader, node: construct(str(loader.construct_scalar(node)))


for _name, _pattern, _construct in FORMS:
    CoreLoader.add_implicit_resolver(f"!{_name}", re.compile(f"(?:{_pattern})$"), None)
    CoreLoader.add_constructor(f"!{_name}", _typing(_construct))


def read_core(text: str) -> Any:  # noqa: ANN401 - YAML is anything
    """Return a file's data. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=CoreLoader)  # noqa: S506 - a safe loader
