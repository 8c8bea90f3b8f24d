"""The names of a briefing's PDFs: by the project's pattern, and by the options of a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.design.layout.layout import PAPERS
from brief.design.lookup import definition_files
from brief.editorial.models.pdf_name import fill_file_name
from brief.editorial.models.structure_checks import FACTS
from brief.errors import ContentError
from brief.findings import error
from brief.press.job.profile import PROFILES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.build.request import Request
    from brief.editorial.briefing import Briefing
    from brief.editorial.models.settings import Settings
    from brief.project import Project


@dataclass(frozen=True, slots=True)
class PageNames:
    """Names the PDFs of a briefing.

    `briefing` is None if it has errors. `variants` are the brand, layout and paper of the command
    line that are not the briefing's own.
    """

    settings: Settings
    slug: str
    briefing: Briefing | None = None
    variants: tuple[str, ...] = ()

    def name_page(self, page: str) -> str:
        """Return the name of a page's PDF (`it`, `de+it`), without profile and ending."""
        facts = self.briefing.facts if self.briefing else None
        name = fill_file_name(self.settings.file_name, self.slug, page, facts)
        return ".".join((name, *self.variants))

    def require_values(self) -> None:
        """Raise ContentError if the pattern has a date or an issue, and the briefing has none."""
        if self.briefing is None:
            return
        place = self.briefing.places.files[FACTS].value_place()
        lacking = [
            error(
                "pdf-name",
                f"`file_name` in brief.yaml has {{{key}}}, but this briefing has no `{key}`",
                f"add `{key}: …`, or remove {{{key}}} from `file_name`",
                place,
            )
            for key in ("date", "issue")
            if f"{{{key}}}" in self.settings.file_name and not getattr(self.briefing.facts, key)
        ]
        if lacking:
            raise ContentError(lacking)


def name_variants(project: Project, request: Request, own: Sequence[str]) -> tuple[str, ...]:
    """Return the brand, layout and paper of the command line that are not the briefing's own.

    `own` are brand, layout and paper of the files. A brand or a layout that is called like
    something else is named with its kind.
    """
    brand, layout, paper = own
    found, taken = [], {*PAPERS, *PROFILES}
    if request.brand not in {"", brand}:
        found.append(_tell_apart("brand", request.brand, taken))
    if request.layout not in {"", layout}:
        taken |= set(definition_files(project, "brand"))
        found.append(_tell_apart("layout", request.layout, taken))
    if request.paper not in {"", paper}:
        found.append(request.paper)
    return tuple(found)


def _tell_apart(kind: str, name: str, taken: set[str]) -> str:
    return f"{kind}-{name}" if name in taken else name
