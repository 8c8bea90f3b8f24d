"""Writing laid out pages: PDF/A-3a and PDF/UA-1, with our own XMP and a record of what they say."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from brief import __version__
from brief.press.job.model import bound_facts
from brief.press.pdf.serializer import serialise
from brief.press.pdf.structure_tree import finish_structure
from brief.press.pdf.xmp import rdf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from brief.press.job.model import DocumentFacts, EditionJob

STANDARD = "pdf/a-3a"  # and PDF/UA-1, which the metadata adds
INTENT = "screen"
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # the clock is never asked


def write_pages(
    documents: Sequence[Any], editions: Sequence[EditionJob], weasyprint: ModuleType
) -> bytes:
    """Return the PDF of the pages of all `documents`, WeasyPrint's, each with its edition.

    It is about the first edition. Nothing in it is random, nor does it know the time.
    """
    document = documents[0]
    if len(documents) > 1:
        document = document.copy([page for each in documents for page in each.pages])
    _describe(document, bound_facts(editions), weasyprint.VERSION)
    written = []

    def finish(document: Any, pdf: Any) -> None:
        finish_structure(document, pdf)
        written.append(serialise(pdf))

    document.write_pdf(
        BytesIO(),  # what is left for WeasyPrint to write is an empty file
        finisher=finish,
        pdf_variant=STANDARD,
        output_intent=INTENT,
        attachments=[_attachment(edition, weasyprint) for edition in editions if edition.record],
    )
    return written[0]


def _attachment(edition: EditionJob, weasyprint: ModuleType) -> Any:
    """Return what the page says as an associated file (ISO 19005-3, 6.8)."""
    created = edition.facts.created
    moment = datetime.fromisoformat(created) if created else UNDATED
    return weasyprint.Attachment(
        string=edition.record,
        name=f"{edition.name}.{edition.language}.json",
        description=edition.facts.title,
        created=moment,
        modified=moment,
        relationship="Data",
    )


def _describe(document: Any, facts: DocumentFacts, version: str) -> None:
    """Put the facts into the document's information dictionary and metadata stream."""
    metadata = document.metadata
    creator = f"brief {__version__}"
    metadata.title = facts.title
    metadata.authors = [facts.author]
    metadata.description = facts.subject
    metadata.keywords = list(facts.keywords)
    metadata.generator = creator
    metadata.created = metadata.modified = facts.created or None
    metadata.lang = facts.languages[0]
    metadata.generate_rdf_metadata = lambda *_: rdf(facts, f"WeasyPrint {version}", creator)
    include = metadata.include_in_pdf
    # uncompressed, so that programs that know nothing of PDF can find the packet
    metadata.include_in_pdf = lambda pdf, name, version, conformance, _: include(
        pdf, name, version, conformance, compress=False
    )
