"""Free the addresses in an imported text of wrappers and tracking."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.addresses.link_wrappers import clean_address
from brief.editorial.models.checks.addresses import warn_of_address
from brief.findings import Place, note

if TYPE_CHECKING:
    from brief.editorial.importing.document import ImportedBlock, Manuscript
    from brief.editorial.prose import TextSpan

_WRITTEN = re.compile(r"https?://[^\s<>\"“”«»]+[^\s<>\"“”«».,;:!?)\]]")


def clean_addresses(manuscript: Manuscript) -> None:
    """Free all links, and addresses that the text shows, of wrappers and tracking.

    Adds a note with the number of changed addresses, and a warning for each address that cannot be
    freed, or that carries a mail address.
    """
    _Cleaner(manuscript).clean()


class _Cleaner:
    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.changed: set[str] = set()
        self.known: dict[str, str] = {}
        self.line = 0

    def clean(self) -> None:
        manuscript = self.manuscript
        manuscript.blocks = [self._clean_block(block) for block in manuscript.blocks]
        self.line = 0
        manuscript.url = self._clean(manuscript.url)
        if self.changed:
            count = len(self.changed)
            message = (
                f"{count} addresses led through a service that follows readers"
                if count > 1
                else "an address led through a service that follows readers"
            )
            remedy = "open the links once, to see that they lead to the right pages"
            place = Place(manuscript.shown)
            manuscript.findings.append(note("address-cleaned", message, remedy, place))

    def _clean_block(self, block: ImportedBlock) -> ImportedBlock:
        if not any(span.href or "://" in span.text for span in block.spans):
            return block
        self.line = block.line
        return replace(block, spans=tuple(self._clean_span(span) for span in block.spans))

    def _clean_span(self, span: TextSpan) -> TextSpan:
        text = _WRITTEN.sub(lambda found: self._clean(found[0]), span.text)
        return replace(span, text=text, href=self._clean(span.href) if span.href else span.href)

    def _clean(self, address: str) -> str:
        """Return an address without wrapper and tracking; each is reported once."""
        if address not in self.known:
            clean = clean_address(address)
            self.known[address] = clean.address
            if clean.address != address:
                self.changed.add(address)
            place = Place(self.manuscript.shown, self.line)
            self.manuscript.findings += warn_of_address(clean, place)
        return self.known[address]
