"""A ZIP with the texts to translate and the page that they are on."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from brief.build.memory_build import build_in_memory
from brief.build.request import Request
from brief.errors import ContentError
from brief.findings import Severity

if TYPE_CHECKING:
    from brief.project import Project
    from brief.translation.unit import TranslationFile

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of all members, so that the same content makes the same file."""


def make_bundle(project: Project, file: TranslationFile, name: str, content: bytes) -> bytes:
    """Return a ZIP of a translation file, called `name` in it, and the page in its source language.

    Raises ContentError if the page cannot be built.
    """
    language = file.source_language
    request = Request(slugs=(file.slug,), languages=(language,), jobs=1)
    built = build_in_memory(project, request, file.slug)
    if not built.pdfs:
        found = [*built.report.findings]
        found += [finding for result in built.report.results for finding in result.findings]
        raise ContentError([it for it in found if it.severity is Severity.ERROR])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        _add(bundle, name, content)
        for (page, _), pdf in built.pdfs.items():
            _add(bundle, f"{file.slug}.{page}.pdf", pdf)
    return packed.getvalue()


def _add(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    bundle.writestr(zipfile.ZipInfo(name, FIRST_DAY), content, zipfile.ZIP_DEFLATED)
