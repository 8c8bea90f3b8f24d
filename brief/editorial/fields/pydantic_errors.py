"""Convert pydantic's validation errors to findings with a place, plain words and a remedy.

pydantic's own messages are never shown; other error types than these get a general message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from brief.editorial.fields.examples import (
    EXPECTED,
    LIMITS,
    get_example,
    name_kind,
    suggest_keys,
    suggest_list,
    suggest_value,
)
from brief.editorial.fields.invalid_value import InvalidValue, empty_value_error
from brief.editorial.fields.model_keys import find_keys, find_models, is_key_at
from brief.editorial.yaml.nodes import EmptyValue, ListNode, MapNode, ScalarNode, ScalarText
from brief.findings import Finding, Place, error
from brief.findings.message import shorten
from brief.findings.suggest import did_you_mean, find_nearest, join_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

    from brief.editorial.yaml.locations import FilePlaces, Step

MANY = 10  # entries: a smaller limit is the form of a value, such as the ends of a range
LIST_ERRORS = frozenset({"tuple_type", "list_type", "set_type", "frozen_set_type", "iterable_type"})
MAPPING_ERRORS = frozenset({"model_type", "dict_type", "model_attributes_type", "mapping_type"})
KEY = "[key]"
"""pydantic's last path step for an error in a key itself."""
CHOICE_ERRORS = frozenset({"literal_error", "enum"})


_TYPOGRAPHIC = re.compile("[“”„‚‘«»](.+)[“”’‘«»]")


def _add_quotes_remedy(finding: Finding, value: object) -> Finding:
    """Return the finding with a remedy for a value in quotation marks of a word processor."""
    quoted = _TYPOGRAPHIC.fullmatch(value.strip()) if isinstance(value, str) else None
    if quoted is None:
        return finding
    remedy = f"remove the typographic quotation marks: write {shorten(quoted[1])}"
    return replace(finding, remedy=remedy)


@dataclass
class ErrorConverter:
    """Converts the errors of one file to findings; for `elsewhere` see `reader.try_read_model`."""

    model: type[BaseModel]
    places: FilePlaces
    elsewhere: Mapping[str, type[BaseModel]]
    misspelled_keys: set[tuple[Step, ...]] = field(default_factory=set)

    def to_findings(self, problems: ValidationError) -> list[Finding]:
        """Return a finding per error, without errors that are consequences of others."""
        details = problems.errors(include_url=False)
        strange = [detail for detail in details if detail["type"] == "extra_forbidden"]
        found = [self._convert_unknown_key(detail) for detail in strange]
        found += [
            self._convert_error(detail)
            for detail in details
            if detail["type"] != "extra_forbidden" and not self._is_consequence(detail)
        ]
        return list(dict.fromkeys(found))

    def _is_consequence(self, detail: ErrorDetails) -> bool:
        if detail["type"] == "too_short":
            node = self.places.find_node(*detail["loc"])
            least = detail.get("ctx", {}).get("min_length", 1)
            return isinstance(node, ListNode) and len(node.items) >= least
        return detail["type"] == "missing" and detail["loc"] in self.misspelled_keys

    def _convert_error(self, detail: ErrorDetails) -> Finding:
        problem = detail.get("ctx", {}).get("error")
        if isinstance(problem, InvalidValue):
            return self._convert_invalid_value(problem, detail)
        if isinstance(detail["input"], EmptyValue):
            problem = empty_value_error(detail["input"], self._get_example(detail["loc"]))
            return self._convert_invalid_value(problem, detail)
        by_kind = {"missing": self._convert_missing_key, "too_short": self._convert_short_list}
        by_kind["too_long"] = self._convert_too_many
        by_kind |= dict.fromkeys(LIST_ERRORS, self._convert_not_a_list)
        by_kind |= dict.fromkeys(MAPPING_ERRORS, self._convert_not_keys)
        by_kind |= dict.fromkeys(CHOICE_ERRORS, self._convert_unknown_choice)
        return by_kind.get(detail["type"], self._convert_other)(detail)

    def _convert_short_list(self, detail: ErrorDetails) -> Finding:
        node = self.places.find_node(*detail["loc"])
        if isinstance(node, ListNode) and node.items:
            least = f", not at least {detail.get('ctx', {}).get('min_length')}"
            return self._convert_too_few(detail["loc"], len(node.items), least)
        message = f"`{self._name_path(detail['loc'])}` is an empty list"
        remedy = "write at least one entry, after a dash and a space: `- …`"
        return error("left-empty", message, remedy, self._value_place(detail))

    def _convert_invalid_value(self, problem: InvalidValue, detail: ErrorDetails) -> Finding:
        if problem.offset is not None:
            return problem.to_finding(self.places.offset_place(problem.offset))
        node = self.places.find_node(*detail["loc"])
        place, code = self._value_place(detail), problem.message.code
        if code == "link-refused":
            place = self._find_link_place(problem, detail) or place
        elif code == "colon-in-text" and isinstance(node, MapNode) and node.keys:
            place = self._colon_place(next(iter(node.keys.values())))
        return _add_quotes_remedy(problem.to_finding(place), detail["input"])

    def _find_link_place(self, problem: InvalidValue, detail: ErrorDetails) -> Place | None:
        """Return the place of the address that a message about a link quotes."""
        value, source = detail["input"], self.places.source
        target = re.search(r"`(.*?)…?`", problem.message.message)
        if not isinstance(value, ScalarText) or source is None or target is None:
            return None
        at = source.text.find(target[1], value.node.start, value.node.end)
        return source.place_at(at, at + len(target[1])) if at >= 0 else None

    def _colon_place(self, key: ScalarNode) -> Place:
        source = self.places.source
        colon = source.text.find(":", key.end) if source else -1
        return self.places.offset_place(colon if colon >= 0 else key.start)

    def _value_place(self, detail: ErrorDetails) -> Place:
        value = detail["input"]
        if isinstance(value, ScalarText):
            return self.places.node_place(value.node)
        if detail["loc"] and detail["loc"][-1] == KEY:
            return self.places.key_place(*detail["loc"][:-1])
        return self.places.value_place(*detail["loc"])

    def _convert_unknown_key(self, detail: ErrorDetails) -> Finding:
        *around, last = detail["loc"]
        key, place = str(last), self.places.key_place(*detail["loc"])
        known = find_keys(self.model, around)
        for file, model in self.elsewhere.items():
            if is_key_at(model, detail["loc"]):
                message = f"the key `{key}` does not belong in this file"
                return error("misplaced-key", message, f"move it to {file}", place)
        if near := find_nearest(key, known):
            self.misspelled_keys.add((*around, near))
        message, remedy = f"unknown key `{shorten(key)}`", did_you_mean(key, known)
        return error("unknown-key", message, remedy, place)

    def _convert_missing_key(self, detail: ErrorDetails) -> Finding:
        """Return the finding for a key that is missing or has no value."""
        *around, last = detail["loc"]
        parent = self.places.find_node(*around)
        if isinstance(last, int) and isinstance(parent, ListNode):
            return self._convert_too_few(tuple(around), len(parent.items))
        shown = self._get_example(detail["loc"])
        if isinstance(parent, MapNode) and last in parent.keys:
            place = self.places.key_place(*detail["loc"])
            return error("left-empty", f"`{last}` has no value", f"write {shown}", place)
        owner = f" in `{self._name_path(tuple(around))}`" if around else ""
        message, place = f"`{last}` is missing{owner}", self.places.value_place(*around)
        return error("missing-key", message, f"add {shown}", place)

    def _convert_too_few(self, loc: tuple[Step, ...], count: int, least: str = "") -> Finding:
        """Return the finding for a list with too few entries, such as the inks of a colour."""
        entries = "1 entry" if count == 1 else f"{count} entries"
        message = f"`{self._name_path(loc)}` has only {entries}{least}"
        remedy = f"write it as in {self._get_example(loc)}"
        return error("wrong-count", message, remedy, self.places.value_place(*loc))

    def _convert_too_many(self, detail: ErrorDetails) -> Finding:
        """Return the finding for a list that has more entries than it may have."""
        context = detail.get("ctx", {})
        entries = f"{context.get('actual_length')} entries, not {context.get('max_length')}"
        message = f"`{self._name_path(detail['loc'])}` has {entries}"
        remedy = f"write it as in {self._get_example(detail['loc'])}"
        if context.get("max_length", 0) >= MANY:
            remedy = "remove entries: a page has room for far fewer"
        return error("wrong-count", message, remedy, self._value_place(detail))

    def _convert_not_a_list(self, detail: ErrorDetails) -> Finding:
        loc, value = detail["loc"], detail["input"]
        message = f"`{self._name_path(loc)}` must be a list, not {name_kind(value)}"
        holds_keys = bool(find_keys(self.model, (*loc, 0)))
        remedy = suggest_list(value, holds_keys=holds_keys)
        return error("wrong-kind", message, remedy, self._value_place(detail))

    def _convert_not_keys(self, detail: ErrorDetails) -> Finding:
        name, keys = self._name_path(detail["loc"]), find_keys(self.model, detail["loc"])
        if any(getattr(model, "shorthand", "") for model in find_models(self.model, detail["loc"])):
            message = f"`{name}` must be a text, not {name_kind(detail['input'])}"
            remedy = "write one text; put it in quotes if it begins with `[`, `{` or `- `"
            return error("wrong-kind", message, remedy, self._value_place(detail))
        message = f"`{name}` must have keys with values, not {name_kind(detail['input'])}"
        has_fields = find_models(self.model, detail["loc"])
        # Any key is possible where the names are free (`capital-raise: …`).
        free = is_key_at(self.model, (*detail["loc"], "any-name-at-all"))
        own = keys if has_fields and not free else ()
        remedy = suggest_keys(str(detail["loc"][-1]), detail["input"], own)
        return error("wrong-kind", message, remedy, self._value_place(detail))

    def _convert_unknown_choice(self, detail: ErrorDetails) -> Finding:
        choices = re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))
        name, value = self._name_path(detail["loc"]), detail["input"]
        place = self._value_place(detail)
        if not isinstance(value, str):
            message = f"`{name}` must be one word, not {name_kind(value)}"
            return error("wrong-kind", message, f"write {join_words(choices)}", place)
        message = f"`{shorten(value)}` is not a possible value of `{name}`"
        meant = suggest_value(str(detail["loc"][-1]), value)
        remedy = did_you_mean(meant if meant in choices else value, choices)
        if "possible" not in remedy and len(choices) > 1:
            remedy += f" (possible: {join_words(choices)})"
        return _add_quotes_remedy(error("unknown-value", message, remedy, place), value)

    def _convert_other(self, detail: ErrorDetails) -> Finding:
        """Return the finding for other error types: the value and what is expected."""
        name, value = self._name_path(detail["loc"]), detail["input"]
        context, place = detail.get("ctx", {}), self._value_place(detail)
        if isinstance(problem := context.get("error"), ValueError):
            return error("bad-value", str(problem), f"correct the value of `{name}`", place)
        shown = f"`{shorten(value)}`" if isinstance(value, str) else name_kind(value)
        limits = [f"{words} {context[key]}" for key, words in LIMITS.items() if key in context]
        wanted = " and ".join(limits)
        if "pattern" in context:
            wanted = f"of the form {context['pattern']}"
        if not wanted:
            wanted = EXPECTED.get(detail["type"].split("_")[0], "a different value")
        message = f"{shown} is not a valid value of `{name}`"
        return error("bad-value", message, f"`{name}` must be {wanted}", place)

    def _name_path(self, path: tuple[Step, ...]) -> str:
        """Return the name of the value at a path in messages: `points`, `sources 2`."""
        steps = [step for step in path if self.places.find_node(*path[: path.index(step) + 1])]
        if not steps:
            return str(path[-1]) if path else "the file"
        *owners, last = steps
        if isinstance(last, int):
            return f"{owners[-1] if owners else 'entry'} {last + 1}"
        return last

    def _get_example(self, path: tuple[Step, ...]) -> str:
        if not path or isinstance(path[-1], int):
            return "`- China buys China`"
        return get_example(path[-1])
