"""Write laid-out pages as PDF/A-3a and PDF/UA-1, with our own XMP and the text as JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from brief import __version__
from brief.press.job.model import merge_facts
from brief.press.pdf.serializer import serialise_pdf
from brief.press.pdf.structure_tree import complete_structure
from brief.press.pdf.xmp import build_rdf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    import pydyf

    from brief.press.job.model import DocumentFacts, EditionJob
    from brief.press.weasyprint_types import WeasyDocument

PDF_VARIANT = "pdf/a-3a"  # and PDF/UA-1, which the metadata adds
OUTPUT_INTENT = "screen"
DEFAULT_DATE = datetime(1970, 1, 1, tzinfo=UTC)  # the clock is never read


def write_pages(
    documents: Sequence[WeasyDocument], editions: Sequence[EditionJob], weasyprint: ModuleType
) -> bytes:
    """Return one PDF with the pages of all documents; each belongs to the edition at its index.

    The metadata are those of the first edition. The same pages give the same bytes.
    """
    document = documents[0]
    if len(documents) > 1:
        document = document.copy([page for each in documents for page in each.pages])
    _set_metadata(document, merge_facts(editions), weasyprint.VERSION)
    written: list[bytes] = []

    def finish(document: WeasyDocument, pdf: pydyf.PDF) -> None:
        complete_structure(document, pdf)
        written.append(serialise_pdf(pdf))

    document.write_pdf(
        BytesIO(),  # our serializer empties the PDF, so that WeasyPrint writes an empty file
        finisher=finish,
        pdf_variant=PDF_VARIANT,
        output_intent=OUTPUT_INTENT,
        attachments=[_create_attachment(it, weasyprint) for it in editions if it.record],
    )
    return written[0]


def _create_attachment(edition: EditionJob, weasyprint: ModuleType) -> object:
    """Return the published record of an edition as an associated file (ISO 19005-3, 6.8)."""
    created = edition.facts.created
    moment = datetime.fromisoformat(created) if created else DEFAULT_DATE
    return weasyprint.Attachment(
        string=edition.record,
        name=f"{edition.name}.{edition.language}.json",
        description=edition.facts.title,
        created=moment,
        modified=moment,
        relationship="Data",
    )


def _set_metadata(document: WeasyDocument, facts: DocumentFacts, version: str) -> None:
    """Write the facts into the document's information dictionary and metadata stream."""
    metadata = document.metadata
    creator = f"brief {__version__}"
    metadata.title = facts.title
    metadata.authors = [facts.author]
    metadata.description = facts.subject
    metadata.keywords = list(facts.keywords)
    metadata.generator = creator
    metadata.created = metadata.modified = facts.created or None
    metadata.lang = facts.languages[0]
    metadata.generate_rdf_metadata = lambda *_: build_rdf(facts, f"WeasyPrint {version}", creator)
    include = metadata.include_in_pdf
    # uncompressed, so that programs that cannot read PDF find the packet
    metadata.include_in_pdf = lambda pdf, name, version, conformance, _: include(
        pdf, name, version, conformance, compress=False
    )
