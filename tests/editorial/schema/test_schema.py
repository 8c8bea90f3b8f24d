"""The schemas say what the reader says: they let pass what it takes, and refuse what they can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from brief.design.brand.brand import Brand
from brief.editorial.fields.model_keys import collect_keys, find_models, get_key_fields
from brief.editorial.fields.reader import try_read_model
from brief.editorial.models.base import Text
from brief.editorial.models.content import BriefingFacts, Edition
from brief.editorial.models.settings import Settings
from brief.editorial.schema.json_schema import SchemaBuilder, read_descriptions
from brief.editorial.yaml.nodes import as_data
from brief.editorial.yaml.parser import parse_yaml
from brief.findings import Severity
from brief.findings.source_text import SourceText
from brief.project import Project, data_root
from brief.scaffold.schemas import KINDS, described_files, make_schema
from tests.editorial.schema.core_yaml import read_core

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECTS = Path(__file__).parent.parent.parent / "projects"
MODELS: dict[str, type[BaseModel]] = {
    "brief": Settings, "briefing": BriefingFacts, "edition": Edition, "brand": Brand,
}  # fmt: skip
SCHEMAS: dict[str, Any] = {kind: json.loads(make_schema(kind)) for kind in KINDS}
VALIDATORS = {
    draft: {kind: draft(schema) for kind, schema in SCHEMAS.items()}
    for draft in (jsonschema.Draft202012Validator, jsonschema.Draft7Validator)
}
EXPRESSIBLE = {
    "unknown-key", "misplaced-key", "missing-key", "wrong-kind", "bad-number", "bad-date",
    "bad-range", "bad-unit", "bad-url", "bad-identifier", "unknown-value", "left-empty",
}  # fmt: skip


def verdicts(kind: str, data: object) -> set[bool]:
    """Return the errors of the data by both drafts, which must agree."""
    return {group[kind].is_valid(data) for group in VALIDATORS.values()}


def real_files() -> Iterator[tuple[Project, Path, str]]:
    roots = [data_root(), *sorted(folder for folder in PROJECTS.iterdir() if folder.is_dir())]
    for project in map(Project, roots):
        yield from (
            (project, path, kind) for path, kind in described_files(project) if _is_yaml(path)
        )


def _is_yaml(path: Path) -> bool:
    """Return whether a YAML parser can read the file; text editors mark files that it cannot."""
    try:
        read_core(path.read_text("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return False
    return True


FILES = [
    pytest.param(project, path, kind, id=f"{project.root.name}/{project.display_path(path)}")
    for project, path, kind in real_files()
]


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_schemas_by_either_draft(kind: str) -> None:
    for draft in VALIDATORS:
        draft.check_schema(SCHEMAS[kind])


def test_there_is_much_to_compare() -> None:
    assert len(FILES) > 150
    assert {kind for _, _, kind in real_files()} == set(KINDS)


@pytest.mark.parametrize(("project", "path", "kind"), FILES)
def test_schema_and_reader_agree(project: Project, path: Path, kind: str) -> None:
    data = read_core(path.read_text("utf-8-sig"))
    attempt = try_read_model(path, project, MODELS[kind])
    wrong = {item.code for item in attempt.findings if item.severity is Severity.ERROR}
    if not wrong:
        assert verdicts(kind, data) == {True}
    elif wrong & EXPRESSIBLE:
        assert verdicts(kind, data) == {False}, wrong


def test_some_of_the_files_are_refused() -> None:
    refused = [
        path
        for _, path, kind in real_files()
        if verdicts(kind, read_core(path.read_text("utf-8-sig"))) == {False}
    ]
    assert len(refused) > 20


def typed(model: type[BaseModel], text: str) -> bool:
    """Return whether the reader's model accepts the text of a file."""
    root, findings = parse_yaml(SourceText("x.yaml", text), collect_keys(model))
    if root is None or findings:
        return False
    try:
        model.model_validate(as_data(root))
    except ValidationError:
        return False
    return True


SCALARS = st.one_of(
    st.from_regex(r"[-+]?[0-9]{1,6}(\.[0-9]{1,3})?(e[0-9]{1,2})?", fullmatch=True),
    st.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", fullmatch=True),
    st.sampled_from(
        ["yes", "no", "true", "~", "", "percent", "EUR", "kilometer", "a4", "draft", "up", "it",
         "pt-BR", "DE", "01", "560e6", ".5", "rate-2", "https://www.example.org/x", "[16, 29]",
         '"29"', "{2024: 1.5, 2025: ~}", "[{period: 2025-01, value: 2}]",
         "x y", "{low: 1, high: 2}", "[a, b]"]
    ),
)  # fmt: skip
FIELDS = [
    (
        "briefing",
        "sources:\n  - publication: x\n{key}: {value}\n",
        list(BriefingFacts.model_fields),
    ),
    (
        "briefing",
        "sources: [{{publication: x}}]\nkey_figures:\n- id: a\n  value: 1\n  {key}: {value}\n",
        [
            *("unit", "notation", "qualifier", "digits", "trend", "additional"),
            *("series", "scenario", "scale", "of", "good", "lead", "mark"),
        ],
    ),
    (
        "briefing",
        "sources:\n  - {{publication: x}}\nkey_figures:\n  - id: a\n    {key}: {value}\n",
        ["value"],
    ),
    (
        "briefing",
        "sources:\n  - {key}: {value}\n    title: y\n",
        ["publication"],
    ),
    (
        "briefing",
        "sources:\n  - publication: x\n    {key}: {value}\n",
        ["published", "rights", "url", "accessed", "page", "issue"],
    ),
    (
        "edition",
        "title: x\nsummary: y\npoints: [z]\n{key}: {value}\n",
        ["kicker", "keywords", "key_figures", "byline", "images"],
    ),
    ("brief", "paper: a4\n{key}: {value}\n", ["languages", "brand", "fit", "notes", "attach"]),
]
CASES = [(kind, form, key) for kind, form, keys in FIELDS for key in keys if key != "sources"]


@given(case=st.sampled_from(CASES), value=SCALARS)
def test_what_the_reader_takes_the_schema_takes(case: tuple[str, str, str], value: str) -> None:
    kind, form, key = case
    text = form.format(key=key, value=value)
    if typed(MODELS[kind], text):
        assert verdicts(kind, read_core(text)) == {True}, text


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("date", "2025-02-30"), ("date", "15.9.2025"), ("status", "drfat"), ("paper", "a3"),
        ("languages", "[german]"), ("key_figures", "[{id: A B, value: 1}]"),
        ("key_figures", "[{id: a, value: 4.000.000}]"),
        ("key_figures", "[{id: a, value: [1, 2, 3]}]"),
        ("key_figures", "[{id: a, value: 1, unit: Euro}]"), ("notes", "ja"), ("titel", "x"),
        ("key_figures", "[{id: a, value: 1, digits: 101}]"), ("embargo", "2025"),
        ("key_figures", "[{id: a, value: 1, series: {x: 1}}]"),
        ("key_figures", "[{id: a, value: 1, series: [{value: 1}]}]"),
        ("key_figures", "[{id: a, value: 1, series: {2025: many}}]"),
        ("charts", "[{id: a, kind: pie}]"),
    ],
)  # fmt: skip
def test_both_refuse(key: str, value: str) -> None:
    text = f"sources:\n  - publication: x\n{key}: {value}\n"
    assert not typed(BriefingFacts, text)
    assert verdicts("briefing", read_core(text)) == {False}


def entries(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401
    """Yield every key of a schema with what it says, at any depth."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            yield from properties.items()
        for inner in schema.values():
            yield from entries(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from entries(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_says_what_it_means(kind: str) -> None:
    found = list(entries(SCHEMAS[kind]))
    assert len(found) >= 8
    assert [key for key, says in found if not says.get("description", "").endswith(".")] == []


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_keys_are_forbidden_everywhere(kind: str) -> None:
    def objects(schema: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
        if isinstance(schema, dict):
            if isinstance(schema.get("properties"), dict):
                yield schema
            for inner in schema.values():
                yield from objects(inner)
        elif isinstance(schema, list):
            for inner in schema:
                yield from objects(inner)

    assert all(each["additionalProperties"] is False for each in objects(SCHEMAS[kind]))


def test_no_meaning_is_of_a_key_that_is_not_there() -> None:
    def models(model: type[BaseModel]) -> set[type[BaseModel]]:
        found: set[type[BaseModel]] = set()
        waiting = [model]
        while waiting:
            each = waiting.pop()
            if each in found:
                continue
            found.add(each)
            for key in get_key_fields(each):
                waiting += [
                    *find_models(each, (key,)),
                    *find_models(each, (key, 0)),
                    *find_models(each, (key, "x")),
                ]
        return found

    for package, roots in (
        ("brief.editorial.schema", (Settings, BriefingFacts, Edition)),
        ("brief.design.brand", (Brand,)),
    ):
        there = {each.__name__: each for root in roots for each in models(root)}
        for name, meanings in read_descriptions(package).items():
            assert set(meanings) == set(get_key_fields(there[name])), name


def test_an_annotation_that_is_not_known_is_told() -> None:
    class Strange(BaseModel):
        key: bytes

    class Unsaid(BaseModel):
        key: Text

    with pytest.raises(LookupError, match="has no schema"):
        SchemaBuilder({"Strange": {"key": "A key."}}).build(Strange, "strange.yaml")
    with pytest.raises(LookupError, match=r"has no description of Unsaid\.key"):
        SchemaBuilder({}).build(Unsaid, "strange.yaml")
