"""The rules that a PDF is inspected by: code, severity, and the standard that each is from.

A rule of a standard has its full severity in files that claim the standard, and a lower one in
others. Clauses of ISO 15930-7 that could not be compared with its text are named by their subject,
or by their chapter, 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from brief.findings import Finding, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

UA = "ISO 14289-1"
A3 = "ISO 19005-3"
X4 = "ISO 15930-7"
PDF = "ISO 32000-1"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `claims` names the standards (of `a`, `aa`, `ua`, `x`; `aa` is level A of PDF/A) for which the
    rule has its `severity`; in a file that claims none of them it has `severity_otherwise`.
    """

    code: str
    severity: Severity
    standard: str
    defect: str
    remedy: str = ""
    claims: tuple[str, ...] = ()
    severity_otherwise: Severity = Severity.NOTE

    def make_finding(self, message: str, claimed: frozenset[str]) -> Finding:
        """Return the finding that the rule is broken, in a file that claims these standards."""
        applies = not self.claims or not claimed.isdisjoint(self.claims)
        severity = self.severity if applies else self.severity_otherwise
        return Finding(self.code, message, self.remedy, rule=self.standard, severity=severity)


_TAGGED = ("ua", "aa")

_FILE = (
    Rule("pdf-damaged", ERROR, f"{PDF}, 7.5", "the file, or a part of it, cannot be read",
         "create the file again"),
    Rule("pdf-too-large", WARNING, "",
         "too much to inspect: more than 20 pages, 200 MB, or 4 MB of content on a page",
         "split the file, and check its parts"),
    Rule("pdf-encrypted", ERROR, f"{A3}, 6.1.3; {X4}, encryption", "the file is encrypted",
         "save it without password and restrictions", ("a", "x"), WARNING),
    Rule("active-content", ERROR, f"{A3}, 6.5.1; {X4}, actions",
         "JavaScript, or an action that does more than follow a link",
         "remove the script or action", ("a", "x"), WARNING),
    Rule("attachment", ERROR, f"{A3}, 6.8; {X4}, embedded files",
         "an attachment that the standard does not allow, or that has no relationship",
         "remove the attachment, or give it an AFRelationship", ("a", "x"), NOTE),
    Rule("claim-missing", NOTE, f"{A3}, 6.6.4", "the file claims no standard",
         "name PDF/A and PDF/UA in the metadata of files for archives and screen readers"),
    Rule("intent-missing", ERROR, f"{A3}, 6.2.4.3; {X4}, output intents",
         "no output intent, or one of the wrong kind", "add an output intent with its ICC profile",
         ("a", "x"), NOTE),
    Rule("intent-foreign", ERROR, f"{A3}, 6.2.4.3",
         "PDF/A: CMYK in a file whose output intent is for RGB, or the reverse",
         "convert the image or colour, or give it an ICC profile of its own", ("a",), NOTE),
)  # fmt: skip

_PAGES = (
    Rule("page-count", WARNING, "",
         "more pages than languages: a one-pager has one page for each",
         "shorten the text, or check that it is the right file"),
    Rule("page-box-missing", ERROR, f"{PDF}, 14.11.2; {X4}, page boxes", "no TrimBox",
         "set the TrimBox: the printer cuts there", ("x",), WARNING),
    Rule("page-box-outside", ERROR, f"{PDF}, 14.11.2; {X4}, page boxes",
         "TrimBox or BleedBox reaches outside the box around it", "correct the page boxes"),
    Rule("bleed-small", WARNING, "usual print practice: 3 mm",
         "less than 3 mm of bleed for a press",
         "make the BleedBox 3 mm larger than the TrimBox on each side", ("x",), NOTE),
    Rule("text-off-page", ERROR, f"{PDF}, 14.11.2",
         "text reaches over the edge of the trimmed page", "move or shorten the text"),
    Rule("text-near-edge", WARNING, "usual print practice: 5 mm",
         "text less than 5 mm from the edge of the trimmed page",
         "move it inwards: cutting varies, and office printers leave a white margin"),
)  # fmt: skip

_CONTENT = (
    Rule("font-not-embedded", ERROR, f"{A3}, 6.2.11.4.1; {UA}, 7.21.4.1; {X4}, fonts",
         "a font that is used is not embedded", "embed all fonts", ("a", "ua", "x"), WARNING),
    Rule("font-no-unicode", ERROR, f"{A3}, 6.2.11.7.2; {UA}, 7.21.7",
         "a font does not map its glyphs to characters",
         "write a ToUnicode map: without it text cannot be searched, copied or read aloud",
         _TAGGED, WARNING),
    Rule("glyph-missing", ERROR, f"{A3}, 6.2.11.8; {UA}, 7.21.8",
         "text shows the .notdef glyph, an empty box", "use a font that has the character"),
    Rule("image-coarse", ERROR, "usual print practice: 300 pixels per inch",
         "an image with too few pixels (press: warning under 300 ppi, error under 150; otherwise "
         "a note under 100)", "use a larger original, or print the image smaller", ("x",), NOTE),
    Rule("rgb-in-press", ERROR, f"{X4}, colour", "RGB colour in a file for the press",
         "convert all colours to CMYK", ("x",), NOTE),
    Rule("ink-limit", ERROR, "ISO 12647-2, tone value sum",
         "more ink on one spot than the paper takes",
         "mix the colour with less ink: 300 % at most", ("x",), NOTE),
    Rule("text-transparent", WARNING, f"{PDF}, 11.6.4.4", "text is painted half transparent",
         "give the text a solid colour"),
    Rule("text-small", WARNING, "usual print practice: 7 pt; no less than 5 pt",
         "type under 7 pt; under 5 pt it is an error", "set it larger"),
    Rule("contrast-low", ERROR, "WCAG 2.2, SC 1.4.3",
         "text has too little contrast with its background (4.5:1; 3:1 for 18 pt, or bold 14 pt)",
         "make the text darker or its background lighter"),
    Rule("watermark-only", NOTE, "WCAG 2.2, SC 1.4.3",
         "a faint watermark contains words that appear nowhere else on the page",
         "write them in the page's head or foot, too"),
)  # fmt: skip

_STRUCTURE = (
    Rule("untagged", ERROR, f"{UA}, 6.2 and 7.1; {A3}, 6.7.2.2",
         "no structure tree, or the file is not marked as tagged",
         "export it as a tagged PDF", _TAGGED, WARNING),
    Rule("content-untagged", ERROR, f"{UA}, 7.1", "content is neither tagged nor an artifact",
         "tag what has a meaning, and mark the rest as an artifact", _TAGGED, WARNING),
    Rule("content-orphaned", ERROR, f"{PDF}, 14.7.4; {UA}, 7.1",
         "tagged content is not in the structure tree: screen readers skip it",
         "add it to the structure tree", _TAGGED, WARNING),
    Rule("language-missing", ERROR, f"{UA}, 7.2; WCAG 2.2, SC 3.1.1",
         "the file does not name its language", "set the document's Lang", _TAGGED, WARNING),
    Rule("language-unknown", ERROR, f"{UA}, 7.2; RFC 5646, 2.1; WCAG 2.2, SC 3.1.2",
         "a language is named by an invalid tag", "write a tag such as de, it or pt-BR"),
    Rule("language-disagrees", WARNING, f"{UA}, 7.2; WCAG 2.2, SC 3.1.1",
         "structure and metadata name different languages",
         "set Lang and dc:language to the language of the text"),
    Rule("heading-order", ERROR, f"{UA}, 7.4.2; WCAG 2.2, SC 1.3.1",
         "headings do not begin with H1, or skip a level", "number the headings without a gap",
         _TAGGED, WARNING),
    Rule("figure-no-alt", ERROR, f"{UA}, 7.3; WCAG 2.2, SC 1.1.1",
         "a figure without alternative text", "describe the figure", _TAGGED, WARNING),
    Rule("figure-no-box", WARNING, f"{PDF}, 14.8.5.4.3", "a figure has no position on the page",
         "give the figure its BBox", _TAGGED, NOTE),
    Rule("table-no-scope", ERROR, f"{UA}, 7.5; WCAG 2.2, SC 1.3.1",
         "a table's header cell does not state whether it heads a row or a column",
         "give each TH its Scope", _TAGGED, WARNING),
    Rule("link-untagged", ERROR, f"{UA}, 7.18.5", "a link is not in the structure tree",
         "put the annotation into a Link element", _TAGGED, NOTE),
    Rule("link-no-contents", ERROR, f"{UA}, 7.18.5", "a link does not name its destination",
         "give the annotation its Contents", _TAGGED, NOTE),
    Rule("link-not-printed", ERROR, f"{A3}, 6.3.2", "an annotation without the Print flag",
         "set the flag, and none that hides", ("a",), NOTE),
    Rule("annotation-no-appearance", ERROR, f"{A3}, 6.3.3",
         "an annotation does not say how it looks: a reviewer's note, for example",
         "remove notes and other annotations, or build the file again", ("a",), NOTE),
    Rule("annotation-untagged", ERROR, f"{UA}, 7.18.1",
         "an annotation is not in the structure tree: a reviewer's note, for example",
         "remove notes and other annotations, or build the file again", _TAGGED, NOTE),
    Rule("annotation-in-press", ERROR, f"{X4}, annotations",
         "an annotation on the page of a file for the press", "remove links", ("x",), NOTE),
)  # fmt: skip

_METADATA = (
    Rule("title-missing", ERROR, f"{UA}, 7.1; {X4}, metadata; WCAG 2.2, SC 2.4.2",
         "the metadata contains no title", "write dc:title", ("ua", "x"), WARNING),
    Rule("title-not-shown", ERROR, f"{UA}, 7.1; WCAG 2.2, SC 2.4.2",
         "windows show the file's name instead of its title", "set DisplayDocTitle",
         ("ua",), NOTE),
    Rule("metadata-disagree", WARNING, f"{PDF}, 14.3", "information dictionary and XMP differ",
         "write the same values into both"),
    Rule("metadata-sparse", NOTE, "ISO 16684-1, 8.3", "language, source or rights are missing",
         "write dc:language, dc:source and dc:rights"),
)  # fmt: skip

_PDFX4 = (
    Rule("pdfx-structure", ERROR, f"{X4}, 6; {PDF}, 7.4",
         "PDF/X-4: a stream is compressed with LZW, encrypted or outside the file",
         "save the file again as PDF 1.6, without encryption"),
    Rule("pdfx-intent", ERROR, f"{X4}, 6.4.2.1; {PDF}, 14.11.5",
         "PDF/X-4: not exactly one output intent, named, with the profile of a CMYK press",
         "add a GTS_PDFX output intent with the profile of the press"),
    Rule("pdfx-colour", ERROR, f"{X4}, 6.4.3.2; {PDF}, 8.6",
         "PDF/X-4: a colour that is not CMYK, grey or a named spot colour",
         "convert all colours to the CMYK of the output intent"),
    Rule("pdfx-font", ERROR, f"{X4}, 6; {PDF}, 9.9", "PDF/X-4: a font is not embedded",
         "embed all fonts"),
    Rule("pdfx-metadata", ERROR, f"{X4}, 6; {PDF}, 14.3",
         "PDF/X-4: version, identifiers or dates are missing in the XMP packet",
         "write them as XMP"),
    Rule("pdfx-information", ERROR, f"{X4}, 6; {PDF}, 14.3",
         "PDF/X-4: title, dates or Trapped are missing in the information dictionary",
         "write Title, CreationDate, ModDate and Trapped"),
    Rule("pdfx-boxes", ERROR, f"{X4}, 6.12; {PDF}, 14.11.2",
         "PDF/X-4: an ArtBox, or a page box that is empty or reaches outside the next",
         "set TrimBox and BleedBox inside the MediaBox"),
    Rule("pdfx-state", ERROR, f"{X4}, 6; {PDF}, 10.4 and 10.5",
         "PDF/X-4: transfer functions or halftones", "remove them: the press decides"),
    Rule("pdfx-drawing", ERROR, f"{X4}, 6; {PDF}, 8.8, 8.10 and 14.11.7",
         "PDF/X-4: PostScript, OPI, alternate images or references",
         "draw it again as vectors or an image"),
    Rule("pdfx-annotation", ERROR, f"{X4}, 6; {PDF}, 12.5 and 14.11.3",
         "PDF/X-4: an annotation on the printed area", "remove links and notes"),
    Rule("pdfx-action", ERROR, f"{X4}, 6.18; {PDF}, 12.6", "PDF/X-4: actions, scripts or forms",
         "remove them"),
    Rule("pdfx-attachment", ERROR, f"{X4}, 6; {PDF}, 7.11.4", "PDF/X-4: attached files",
         "remove them"),
    Rule("pdfx-transparency", ERROR, f"{X4}, 6.20; {PDF}, 11.6.6",
         "PDF/X-4: transparency that is not mixed in CMYK",
         "give the page or group the blend space DeviceCMYK"),
)  # fmt: skip

RULES = {rule.code: rule for rule in (*_FILE, *_PAGES, *_CONTENT, *_STRUCTURE, *_METADATA, *_PDFX4)}
"""All rules by their codes, in the order of the documentation."""
