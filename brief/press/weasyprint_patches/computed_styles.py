"""Patch: set the default values of CSS properties at once, and inherit without computing.

Worth about 5 % of the CPU time of an edition. WeasyPrint computes every property of every
element when it is first read, although most are inherited or have their initial value.

Depends on: `ComputedStyle.__init__` and `__missing__`, `AnonymousStyle.__init__`, and the tables
`INHERITED`, `INITIAL_VALUES`, `INITIAL_NOT_COMPUTED`, `COMPUTER_FUNCTIONS`, `PHYSICAL_FUNCTIONS`.
Upstream could start styles with the initial values that need no computing.
"""

from __future__ import annotations

from typing import Any

from weasyprint import css
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

# properties whose values depend on other properties, or on more than the cascade
DEPENDENT = {"position", "float", "display", "page"}
DECORATION = "text_decoration_"
CALCULATED = "function"
CUSTOM = "__"
WIDTHS = {*(f"border_{side}_width" for side in ("top", "right", "bottom", "left")), "outline_width"}
"""Widths that are 0 if their line style is `none`."""

DEFAULTS = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in INHERITED
    and name not in INITIAL_NOT_COMPUTED
    and name not in DEPENDENT
    and not name.startswith(DECORATION)
}

LOGICAL = {
    name: tuple({function(block="ttb", inline=inline) for inline in ("ltr", "rtl")})
    for name, function in PHYSICAL_FUNCTIONS.items()
}
"""The logical names of each physical property, for both writing directions."""

PHYSICAL: dict[str, tuple[str, ...]] = {}
for _physical, _names in LOGICAL.items():
    for _name in _names:
        PHYSICAL[_name] = (*PHYSICAL.get(_name, ()), _physical)

PLAINLY_INHERITED = frozenset(
    name
    for name in INHERITED - {"border_spacing"}  # two lengths, each of which may be calculated
    if not name.startswith(DECORATION) and name not in LOGICAL
)

_init_style = css.ComputedStyle.__init__
_init_anonymous_style = css.AnonymousStyle.__init__
_compute_property = css.ComputedStyle.__missing__


def start_style(style: Any, parent_style: Any, cascaded: Any, *others: Any) -> None:
    """Start a style with the default values of all properties that are not declared."""
    _init_style(style, parent_style, cascaded, *others)
    style.update(DEFAULTS)
    for name in cascaded:
        style.pop(name, None)
        for physical in PHYSICAL.get(name, ()):
            style.pop(physical, None)


def start_anonymous_style(style: Any, parent_style: Any) -> None:
    """Start the style of an anonymous box with the default values."""
    style.update(DEFAULTS)
    _init_anonymous_style(style, parent_style)


def compute_property(style: Any, key: str) -> Any:
    """Return the value of a property that is read for the first time, and store it."""
    parent = style.parent_style
    if parent is None or key in style.cascaded:
        return _compute_property(style, key)
    if key in PLAINLY_INHERITED or key.startswith(CUSTOM):
        value = parent[key]
        if getattr(value, "type", None) == CALCULATED:  # WeasyPrint checks it, and may warn
            return _compute_property(style, key)
    elif key in WIDTHS and style.cascaded.keys().isdisjoint(LOGICAL.get(key, ())):
        value = COMPUTER_FUNCTIONS[key](style, key, INITIAL_VALUES[key])
    elif key == "page":
        value = parent[key]
    elif key == "position" or (key == "float" and style["position"]):  # which a float depends on
        value = style.specified[key] = INITIAL_VALUES[key]
    else:
        return _compute_property(style, key)
    style[key] = value
    return value


PATCHES = (
    (css.ComputedStyle, "__init__", start_style),
    (css.ComputedStyle, "__missing__", compute_property),
    (css.AnonymousStyle, "__init__", start_anonymous_style),
)
