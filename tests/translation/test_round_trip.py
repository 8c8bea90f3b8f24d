"""Texts in all languages: exported, filled with themselves and imported, not a byte changes."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.editorial.briefing import read_briefing, read_settings
from brief.editorial.prose import join_spans, parse_prose
from brief.project import Project
from brief.translation.collect import collect_units
from brief.translation.formats.registry import find_format, read_returned
from brief.translation.inline import read_prose, write_prose
from brief.translation.returning.importer import import_translation
from tests.languages import TAGS, names, write_briefing
from tests.translation.files import FORMATS, Document

if TYPE_CHECKING:
    from tests.workspace import Workspace

SLUG = "tides"
OTHERS = dict(zip(TAGS, [*TAGS[1:], TAGS[0]], strict=True))
"""Each language, and the one that it is translated into."""
SOME = TAGS[::5]
MORE = [pytest.param(tag, marks=() if tag in SOME else pytest.mark.slow) for tag in TAGS]
"""All languages; in the quick run, every fifth."""
STYLES = ("**{}**", "*{}*", "***{}***", "__{}__", "_{}_", "[{}](https://example.org/a_b?c=d)")


def write_styled(workspace: Workspace, tag: str, seed: int) -> None:
    """Write a briefing in that language, with emphasis, links and escapes in its points."""
    write_briefing(workspace, tag, 900, seed)
    rng = Random(f"{tag}{seed}")  # noqa: S311 - a text, no secret
    path = workspace.root / f"content/{SLUG}/{tag}.yaml"
    head, mark, points = path.read_text("utf-8").partition("points:\n")
    lines = points.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.startswith("    "):
            begin = rng.choice(STYLES).format(rng.choice(names(tag)))
            end = rng.choice([r"a\*b", r"\[x\]", "snake_case_word", "2 * 3 * 4", "&amp; <b>", ""])
            lines[number] = f"    {begin} {line.strip()} {end}".rstrip() + "\n"
    path.write_text(head + mark + "".join(lines), "utf-8")


def import_file(project: Project, data: bytes) -> tuple[str, ...]:
    """Import a file, and return the keys of the texts that changed."""
    result = import_translation(project, read_returned(data, "returned.xlf"))
    errors = [found for found in result.findings if found.severity.value == "error"]
    assert errors == []
    return result.keys


@pytest.mark.parametrize("tag", MORE)
def test_every_language_returns_as_it_was(workspace: Workspace, tag: str) -> None:
    write_styled(workspace, tag, 1)
    project, pair = Project(workspace.root), (tag, OTHERS[tag])
    format_ = FORMATS[TAGS.index(tag) % 2]
    before = collect_units(project, SLUG, *pair)
    filled = Document(find_format(format_).write(before)).fill()
    assert len(import_file(project, filled.data())) == len(before.units)
    path = workspace.root / f"content/{SLUG}/{pair[1]}.yaml"
    written = path.read_bytes()
    after = collect_units(project, SLUG, *pair)
    assert [unit.target for unit in after.units] == [unit.source for unit in before.units]
    assert set(read_briefing(project, read_settings(project), SLUG, pair).editions) == set(pair)
    again = Document(find_format(format_).write(after)).fill()
    assert import_file(project, again.data()) == ()
    assert path.read_bytes() == written


@pytest.mark.parametrize("tag", SOME)
def test_one_changed_text_changes_one_text(workspace: Workspace, tag: str) -> None:
    other = OTHERS[tag]
    write_styled(workspace, tag, 2)
    facts = (workspace.root / f"content/{SLUG}/briefing.yaml").read_bytes()
    (workspace.root / f"content/{SLUG}/{other}.yaml").write_bytes(
        (workspace.root / f"content/{SLUG}/{tag}.yaml").read_bytes()
    )
    project = Project(workspace.root)
    before = collect_units(project, SLUG, tag, other)
    document = Document(find_format(FORMATS[TAGS.index(tag) % 2]).write(before))
    key = before.units[len(before.units) // 2].key
    target = document.find(document.unit(key), "target")
    word = names(other)[7]
    if len(target):
        target[-1].tail = f"{target[-1].tail or ''} {word}"
    else:
        target.text = f"{target.text or ''} {word}"
    assert import_file(project, document.data()) == (key,)
    after = collect_units(project, SLUG, tag, other)
    changed = [
        one.key
        for one, two in zip(before.units, after.units, strict=True)
        if one.target_digest != two.target_digest
    ]
    assert changed == [key]
    assert (workspace.root / f"content/{SLUG}/briefing.yaml").read_bytes() == facts


PIECES = (
    *("**", "*", "_", "__", "***", "\\*", "\\[", "[", "]", "(", ")", "](https://e.org/x)"),
    *(
        "[a](https://e.org)",
        "word",
        " ",
        "。",
        "、",
        "漢字",
        "（x）",
        "«",
        "»",
        "'",
        "\\",
        "<",
        "&",
    ),
    *("![x](y)", "`code`", "https://e.org", "\u00a0", "ß", "אב", "a_b_c", "~~", "^", "<b>", "~"),
)


@settings(max_examples=120)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join))
def test_prose_is_written_as_it_was_read(text: str) -> None:
    parts = read_prose(text)
    written = write_prose(parts)
    assert join_spans(parse_prose(written)) == join_spans(parse_prose(text))
    assert read_prose(written) == parts
