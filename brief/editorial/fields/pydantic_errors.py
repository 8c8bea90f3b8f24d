"""pydantic's errors as findings: where, what is wrong, and what to write instead.

No word of pydantic's reaches the reader: an error of a kind that is not known here gets words
that are less exact and still plain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from brief.editorial.fields.examples import EXPECTED, example, keys_remedy, list_remedy, value_meant
from brief.editorial.fields.invalid_value import Misread, left_empty
from brief.editorial.fields.model_keys import is_key_at, keys_at, models_at
from brief.editorial.yaml.nodes import Empty, ListNode, MapNode, ScalarNode, Written
from brief.findings import Finding, Place, error
from brief.findings.message import shorten
from brief.findings.suggest import did_you_mean, find_nearest, join_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

    from brief.editorial.yaml.locations import FilePlaces, Step

LISTS = frozenset({"tuple_type", "list_type", "set_type", "frozen_set_type", "iterable_type"})
MAPPINGS = frozenset({"model_type", "dict_type", "model_attributes_type", "mapping_type"})
KEY = "[key]"
"""What pydantic adds to the path of what is wrong with a key itself."""
CHOICES = frozenset({"literal_error", "enum"})


class Translator:
    """Turns the errors of one file into findings.

    `elsewhere` maps the name of another file ("briefing.yaml") to its model, so that a key that
    stands in the wrong file is sent to the right one.
    """

    def __init__(
        self,
        model: type[BaseModel],
        places: FilePlaces,
        elsewhere: Mapping[str, type[BaseModel]],
    ) -> None:
        self.model = model
        self.places = places
        self.elsewhere = elsewhere
        self.meant: set[tuple[Step, ...]] = set()

    def findings(self, problems: ValidationError) -> list[Finding]:
        """Return a finding per error, without those that only follow from another."""
        details = problems.errors(include_url=False)
        strange = [detail for detail in details if detail["type"] == "extra_forbidden"]
        found = [self._unknown_key(detail) for detail in strange]
        found += [
            self._finding(detail)
            for detail in details
            if detail["type"] != "extra_forbidden" and not self._follows(detail)
        ]
        return list(dict.fromkeys(found))

    def _follows(self, detail: ErrorDetails) -> bool:
        """Say whether the error only follows from another one that is told."""
        if detail["type"] == "too_short":
            node = self.places.node(*detail["loc"])
            return isinstance(node, ListNode) and bool(node.items)
        return detail["type"] == "missing" and detail["loc"] in self.meant

    def _finding(self, detail: ErrorDetails) -> Finding:
        """Return the finding for one error, by its kind."""
        problem = detail.get("ctx", {}).get("error")
        if isinstance(problem, Misread):
            return self._misread(problem, detail)
        if isinstance(detail["input"], Empty):
            return self._left_empty(detail["input"], detail)
        by_kind = {"missing": self._missing, "too_short": self._holds_nothing}
        by_kind["too_long"] = self._too_many
        by_kind |= dict.fromkeys(LISTS, self._list_expected)
        by_kind |= dict.fromkeys(MAPPINGS, self._keys_expected)
        by_kind |= dict.fromkeys(CHOICES, self._choice)
        return by_kind.get(detail["type"], self._other)(detail)

    def _left_empty(self, value: Empty, detail: ErrorDetails) -> Finding:
        words = left_empty(value, self._example(detail["loc"]))
        lost = value.node.comment if value.loses else None
        place = self.places.of(*detail["loc"]) if lost is None else self.places.at(lost)
        return words.found(place)

    def _holds_nothing(self, detail: ErrorDetails) -> Finding:
        return error(
            "left-empty",
            f"`{self._name(detail['loc'])}` holds nothing",
            "write at least one entry, or more if the place needs them",
            self._place(detail),
        )

    def _misread(self, problem: Misread, detail: ErrorDetails) -> Finding:
        if problem.at is not None:
            return problem.found(self.places.at(problem.at))
        node = self.places.node(*detail["loc"])
        if problem.words.code == "link-refused" and (place := self._link(problem, detail)):
            return problem.found(place)
        if problem.words.code == "colon-in-text" and isinstance(node, MapNode) and node.keys:
            first = next(iter(node.keys.values()))
            return problem.found(self._after(first))
        return problem.found(self._place(detail))

    def _link(self, problem: Misread, detail: ErrorDetails) -> Place | None:
        """Return where the address stands that a message about a link names."""
        value, source = detail["input"], self.places.source
        target = re.search(r"`(.*?)…?`", problem.words.message)
        if not isinstance(value, Written) or source is None or target is None:
            return None
        at = source.text.find(target[1], value.node.start, value.node.end)
        return source.place_at(at, at + len(target[1])) if at >= 0 else None

    def _after(self, key: ScalarNode) -> Place:
        """Return the place of the colon after a key."""
        source = self.places.source
        colon = source.text.find(":", key.end) if source else -1
        return self.places.at(colon if colon >= 0 else key.start)

    def _place(self, detail: ErrorDetails) -> Place:
        """Return the place of the value that an error is about."""
        value = detail["input"]
        if isinstance(value, Written):
            return self.places.written(value.node)
        if detail["loc"] and detail["loc"][-1] == KEY:
            return self.places.key(*detail["loc"][:-1])
        return self.places.of(*detail["loc"])

    def _unknown_key(self, detail: ErrorDetails) -> Finding:
        """Return the finding for a key that does not belong where it stands."""
        *around, last = detail["loc"]
        key, place = str(last), self.places.key(*detail["loc"])
        known = keys_at(self.model, around)
        for file, model in self.elsewhere.items():
            if is_key_at(model, detail["loc"]):
                return error(
                    "misplaced-key",
                    f"`{key}` does not belong in this file",
                    f"move it to {file}",
                    place,
                )
        near = find_nearest(key, known)
        if near:
            self.meant.add((*around, near))
        return error(
            "unknown-key", f"unknown key `{shorten(key)}`", did_you_mean(key, known), place
        )

    def _missing(self, detail: ErrorDetails) -> Finding:
        """Return the finding for a key that is not there, or has nothing after it."""
        *around, last = detail["loc"]
        parent = self.places.node(*around)
        if isinstance(last, int) and isinstance(parent, ListNode):
            return self._too_few(detail, len(parent.items))
        shown = self._example(detail["loc"])
        if isinstance(parent, MapNode) and last in parent.keys:
            return error(
                "left-empty",
                f"`{last}` is left empty",
                f"write a value, as in {shown}",
                self.places.key(*detail["loc"]),
            )
        owner = f" in `{self._name(tuple(around))}`" if around else ""
        return error(
            "missing-key",
            f"`{last}` is missing{owner}",
            f"add it, as in {shown}",
            self.places.of(*around),
        )

    def _too_few(self, detail: ErrorDetails, count: int) -> Finding:
        """Return the finding for a list that needs more entries than it has, as inks do."""
        around = detail["loc"][:-1]
        name = self._name(around)
        entries = "1 entry" if count == 1 else f"{count} entries"
        return error(
            "wrong-count",
            f"`{name}` has {entries}, and needs more",
            f"write it as in {self._example(around)}",
            self.places.of(*around),
        )

    def _too_many(self, detail: ErrorDetails) -> Finding:
        """Return the finding for a list that takes fewer entries than it has."""
        context = detail.get("ctx", {})
        return error(
            "wrong-count",
            f"`{self._name(detail['loc'])}` has {context.get('actual_length')} entries, and takes "
            f"{context.get('max_length')}",
            f"write it as in {self._example(detail['loc'])}",
            self._place(detail),
        )

    def _list_expected(self, detail: ErrorDetails) -> Finding:
        loc, value = detail["loc"], detail["input"]
        message = f"`{self._name(loc)}` is a list, and {_kind(value)} stands here"
        holds_keys = bool(keys_at(self.model, (*loc, 0)))
        remedy = list_remedy(value, holds_keys=holds_keys)
        return error("wrong-kind", message, remedy, self._place(detail))

    def _keys_expected(self, detail: ErrorDetails) -> Finding:
        name, keys = self._name(detail["loc"]), keys_at(self.model, detail["loc"])
        if any(getattr(model, "shorthand", "") for model in models_at(self.model, detail["loc"])):
            return error(
                "wrong-kind",
                f"`{name}` is a text, and {_kind(detail['input'])} stands here",
                "write one text; one that begins with `[`, `{` or `- ` goes in quotes",
                self._place(detail),
            )
        message = f"`{name}` has keys with values, and {_kind(detail['input'])} stands here"
        own = keys if models_at(self.model, detail["loc"]) else ()
        if is_keyed(self.model, detail["loc"]):
            own = ()
        remedy = keys_remedy(str(detail["loc"][-1]), detail["input"], own)
        return error("wrong-kind", message, remedy, self._place(detail))

    def _choice(self, detail: ErrorDetails) -> Finding:
        choices = re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))
        value = detail["input"]
        if not isinstance(value, str):
            return error(
                "wrong-kind",
                f"`{self._name(detail['loc'])}` takes one word, and {_kind(value)} stands here",
                f"write {join_words(choices)}",
                self._place(detail),
            )
        message = f"`{shorten(value)}` is not a value of `{self._name(detail['loc'])}`"
        meant = value_meant(str(detail["loc"][-1]), value)
        remedy = did_you_mean(meant if meant in choices else value, choices)
        if "possible" not in remedy and len(choices) > 1:
            remedy += f" (possible: {join_words(choices)})"
        return error("unknown-value", message, remedy, self._place(detail))

    def _other(self, detail: ErrorDetails) -> Finding:
        """Return words for the kinds of error that need no more than what was expected."""
        name, value, context = self._name(detail["loc"]), detail["input"], detail.get("ctx", {})
        problem = context.get("error")
        shown = f"`{shorten(value)}`" if isinstance(value, str) else _kind(value)
        if isinstance(problem, ValueError):
            return error(
                "bad-value", str(problem), f"change `{name}` accordingly", self._place(detail)
            )
        limits = {
            "gt": "more than",
            "ge": "at least",
            "lt": "less than",
            "le": "at most",
            "min_length": "longer: at least",
            "max_length": "shorter: at most",
        }
        wanted = " and ".join(
            f"{words} {context[key]}" for key, words in limits.items() if key in context
        )
        if "pattern" in context:
            wanted = f"of the form {context['pattern']}"
        if not wanted:
            wanted = EXPECTED.get(detail["type"].split("_")[0], "of another form")
        message = f"{shown} cannot be used for `{name}`"
        return error("bad-value", message, f"`{name}` should be {wanted}", self._place(detail))

    def _name(self, path: tuple[Step, ...]) -> str:
        """Return how messages name what stands at a path: `points`, `sources 2`."""
        steps = [step for step in path if self.places.node(*path[: path.index(step) + 1])]
        if not steps:
            return str(path[-1]) if path else "the file"
        last = steps[-1]
        if isinstance(last, int):
            owner = steps[-2] if len(steps) > 1 else "entry"
            return f"{owner} {last + 1}"
        return last

    def _example(self, path: tuple[Step, ...]) -> str:
        if not path or isinstance(path[-1], int):
            return "`- China buys China`"
        return example(path[-1])


def is_keyed(model: type[BaseModel], path: tuple[Step, ...]) -> bool:
    """Say whether free names stand at `path` (`capital-raise: …`), not the keys of one model."""
    return is_key_at(model, (*path, "any-name-at-all"))


def _kind(value: Any) -> str:  # noqa: ANN401 - whatever stands there
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a set of keys"
    return "a text" if isinstance(value, str) else "nothing"
