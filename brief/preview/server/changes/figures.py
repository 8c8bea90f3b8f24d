"""The form of a key figure: its facts, written once, and its label in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from brief.editorial.editing.document import EditedText
from brief.editorial.editing.entries import remove_item, remove_key, set_key
from brief.editorial.editing.errors import EditRefusedError
from brief.editorial.editing.scalars import read_scalar
from brief.editorial.models.key_figures import KeyFigure
from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode
from brief.errors import UsageError
from brief.preview.server.answers.page_data import display_language
from brief.preview.server.changes.files import FACTS, Files, read_strings
from brief.preview.server.changes.items import add_to_list, has_value

if TYPE_CHECKING:
    from brief.editorial.yaml.nodes import Node
    from brief.preview.server.changes.files import OpenedFile

LIST = "key_figures"
FIELDS = ("id", "value", "unit", "notation", "qualifier", "digits", "trend")
LABEL = "label:"
"""Begins the name of a field with the label in a language; its tag follows."""


class Figures:
    """Reads and writes key figures."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def describe(self, slug: str, name: str) -> dict[str, object]:
        """Return the fields of the form for a key figure, of a new one without a name."""
        opened = self._files.open_now(slug)
        node = None if not name else _find(opened[FACTS], name)[1]
        written = node.values if node else {}
        fields = [_field(field, written.get(field), is_new=not name) for field in FIELDS]
        for tag, one in opened.items():
            if tag != FACTS:
                value = _read_label(one, name) if name else ""
                fields.append(
                    {
                        "name": f"{LABEL}{tag}",
                        "label": display_language(tag),
                        "lang": tag,
                        "value": value,
                        "required": True,
                    }
                )
        return {"fields": fields, "hashes": {key: one.hash for key, one in opened.items()}}

    def write(self, slug: str, values: dict[str, Any]) -> dict[str, str]:
        """Write a key figure, a new one if the request has no id; return the files' hashes."""
        opened = self._files.open_all(slug, values.get("hashes"))
        wanted = read_strings(values.get("values"))
        name = str(values.get("id") or "")
        facts = {key: wanted.get(key, "").strip() for key in FIELDS}
        name = self._change(opened[FACTS], name, facts) if name else self._add(opened[FACTS], facts)
        for tag, one in opened.items():
            if tag != FACTS and (label := wanted.get(f"{LABEL}{tag}", "").strip()):
                _set_label(one, name, label)
        return self._files.save(slug, f"{LIST}.{name}", opened)

    def remove(self, slug: str, values: dict[str, Any]) -> dict[str, str]:
        """Remove a key figure and its labels."""
        opened = self._files.open_all(slug, values.get("hashes"))
        name = str(values.get("id") or "")
        number, _ = _find(opened[FACTS], name)
        opened[FACTS].change(remove_item, (LIST,), number)
        for tag, one in opened.items():
            if tag != FACTS and has_value(one, (LIST, name)):
                one.change(remove_key, (LIST, name))
        return self._files.save(slug, f"{LIST}.{name}", opened)

    @staticmethod
    def _add(opened: OpenedFile, facts: dict[str, str]) -> str:
        item = {key: _as_value(key, text) for key, text in facts.items() if text}
        if not item.get("id") or "value" not in item:
            msg = "a key figure needs an identifier and a value"
            raise UsageError(msg, "write both, as in budget and 560e6")
        add_to_list(opened, LIST, item)
        return str(item["id"])

    @staticmethod
    def _change(opened: OpenedFile, name: str, facts: dict[str, str]) -> str:
        """Change the keys that differ from those in the file; the id stays."""
        number, node = _find(opened, name)
        for key, text in facts.items():
            before = _text_of(node.values.get(key))
            if key == "id" or text == before:
                continue
            if text:
                opened.change(set_key, (LIST, number), key, _as_value(key, text))
            elif key in node.values:
                opened.change(remove_key, (LIST, number, key))
        return name


def _field(name: str, node: Node | None, *, is_new: bool) -> dict[str, object]:
    """Return a field of the form, from the model's own field."""
    model = KeyFigure.model_fields[name]
    choices = _choices(model.annotation)
    required = model.is_required()
    found: dict[str, object] = {"name": name, "value": _text_of(node), "required": required}
    if choices:
        found["choices"] = [*([] if required else [""]), *choices]
    if name == "id":
        found["fixed"] = not is_new
        found["pattern"] = "[a-z0-9][a-z0-9_\\-]*"
    return found


def _choices(annotation: object) -> list[str]:
    """Return the values that a field can have, of a `Literal` or of one that may be missing."""
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    return [value for part in get_args(annotation) for value in _choices(part)]


def _as_value(key: str, text: str) -> object:
    """Return the value to write for a text of the form: a range as a list."""
    if key == "value" and text.startswith("[") and text.endswith("]"):
        return [part.strip() for part in text[1:-1].split(",")]
    return text


def _text_of(node: Node | None) -> str:
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, ListNode):
        return f"[{', '.join(_text_of(item) for item in node.items)}]"
    return ""


def _find(opened: OpenedFile, name: str) -> tuple[int, MapNode]:
    """Return number and node of a key figure. Raises UsageError if it does not exist."""
    edited = EditedText(opened.text, opened.shown)
    node = edited.slot_at((LIST,)).node if has_value(opened, (LIST,)) else None
    for number, item in enumerate(node.items if isinstance(node, ListNode) else ()):
        if isinstance(item, MapNode) and _text_of(item.values.get("id")) == name:
            return number, item
    msg = f"the key figure `{name}` does not exist"
    raise UsageError(msg, "load the page again")


def _read_label(opened: OpenedFile, name: str) -> str:
    try:
        return read_scalar(opened.text, (LIST, name), shown=opened.shown)
    except EditRefusedError:
        return ""


def _set_label(opened: OpenedFile, name: str, label: str) -> None:
    """Write a label; one with a note keeps its note."""
    if has_value(opened, (LIST, name, "label")):
        opened.change(set_key, (LIST, name), "label", label)
    elif has_value(opened, (LIST,)):
        opened.change(set_key, (LIST,), name, label)
    else:
        opened.change(set_key, (), LIST, {name: label})
