"""The cascade: the styles of pseudo-elements are worked out when somebody asks for them.

WeasyPrint's own style sheet has rules for the markers and note calls of every element there is;
hardly any element has one, so that five styles in six were made for nothing.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from weasyprint import css

if TYPE_CHECKING:
    from collections.abc import Iterator

Rule = tuple[Any, Any, Any, Any]
"""Where a rule comes from, its layer, its specificity, and what it declares."""


class StyleFor(css.StyleFor):  # type: ignore[misc]
    """The styles of a page's elements; those of pseudo-elements wait until they are asked for."""

    def __init__(
        self, html: Any, sheets: Any, hints: Any, font_config: Any, target_collector: Any
    ) -> None:
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self._waiting: dict[tuple[Any, str], list[Rule]] = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets = sheets
        self.font_config = font_config
        self._root, self._base_url = html.etree_element, html.base_url
        own = self._own_declarations(html, hints)
        shared: dict[object, Any] = {}
        for element in html.wrapper_element.iter_subtree():
            self._style(element, own, shared, target_collector)
        for (element, pseudo_type), rules in list(self._waiting.items()):
            if any(name == "anchor" for rule in rules for name, _, _ in rule[3]):
                self._compute_pseudo(element, pseudo_type, target_collector)
        self._cascaded_styles.clear()

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        """Return the style of an element, or nothing where a pseudo-element is not there."""
        if pseudo_type is not None and (element, pseudo_type) in self._waiting:
            self._compute_pseudo(element, pseudo_type, None)
        return super().__call__(element, pseudo_type)

    def _own_declarations(self, html: Any, hints: Any) -> dict[Any, tuple[Any, ...]]:
        """Cascade what elements say of themselves; return the last of it for each element."""
        own = {}
        for specificity, element, declarations, base_url in css.find_style_attributes(
            html.etree_element, hints, html.base_url
        ):
            style = self._cascaded_styles.setdefault((element, None), {})
            own[element] = tuple(declarations)
            _cascade(
                style,
                ("author", inf, specificity, css.preprocess_declarations(base_url, declarations)),
            )
        return own

    def _style(self, wrapper: Any, own: Any, shared: dict[object, Any], collector: Any) -> None:
        """Give an element its style: that of another, where the same rules match them."""
        element = wrapper.etree_element
        parent = wrapper.parent.etree_element if wrapper.parent else None
        computed = self._computed_styles
        matched, rules = [], []
        for (sheet, specificity, declarations, layer), pseudo_type, rule in self._rules(wrapper):
            matched.append((sheet, specificity, declarations, layer))
            if pseudo_type is None:
                rules.append(rule)
            else:
                self._waiting.setdefault((element, pseudo_type), []).append(rule)
        key = (
            id(computed[parent, None]) if wrapper.parent else None,
            own.get(element),
            tuple(matched),
        )
        if key in shared:
            computed[element, None] = shared[key]
            return
        if rules:
            style = self._cascaded_styles.setdefault((element, None), {})
            for rule in rules:
                _cascade(style, rule)
        self.set_computed_styles(
            element,
            root=self._root,
            parent=parent,
            base_url=self._base_url,
            target_collector=collector,
        )
        shared[key] = computed[element, None]

    def _rules(self, wrapper: Any) -> Iterator[tuple[tuple[Any, ...], str | None, Rule]]:
        """Yield the rules that match an element, in order, each with what tells it from others."""
        for sheet, origin, sheet_specificity in self._sheets:
            for specificity, _, pseudo_type, (declarations, layer) in sheet.matcher.match(wrapper):
                order = inf if layer is None else sheet.layers.index(layer)
                yield (
                    (sheet, specificity, id(declarations), order),
                    pseudo_type,
                    (origin, order, sheet_specificity or specificity, declarations),
                )

    def _compute_pseudo(self, element: Any, pseudo_type: str, collector: Any) -> None:
        cascaded: dict[str, Any] = {}
        for rule in self._waiting.pop((element, pseudo_type)):
            _cascade(cascaded, rule)
        self._cascaded_styles[element, pseudo_type] = cascaded
        self.set_computed_styles(
            element,
            pseudo_type=pseudo_type,
            root=self._root,
            parent=element,
            base_url=self._base_url,
            target_collector=collector,
        )
        del self._cascaded_styles[element, pseudo_type]


def _cascade(style: dict[str, Any], rule: Rule) -> None:
    """Put what a rule declares into a style, where nothing weightier stands."""
    origin, layer, specificity, declarations = rule
    for name, values, importance in declarations:
        weight = (css.declaration_precedence(origin, importance), layer, specificity)
        held = style.get(name)
        if held is None or held[1] <= weight:
            style[name] = values, weight


REPLACED = ((css, "StyleFor", StyleFor),)
