"""View of an edition for templates: every string in its final, formatted form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from brief.design.citation import SourceView, cite_source, localise_rights
from brief.design.figures import ChartView, FigureMaker, FigureView, choose_chart_sizes
from brief.design.parts.elements import ComparisonView, ElementMaker, EventView, QuoteView, WhyView
from brief.design.parts.maps.locator_map import MapMaker, MapView
from brief.design.parts.qr import QrView, qr_code
from brief.design.text.isolates import isolate
from brief.design.text.labels import fill_issue, fill_label
from brief.design.text.markup import hang_opening_mark, to_markup
from brief.design.text.no_break import bind_short_words
from brief.design.text.phrases import join_phrases
from brief.design.text.prose_markup import typeset_prose
from brief.design.text.typography import typeset_spans
from brief.editorial.locale.dates import format_date
from brief.editorial.locale.locales import get_direction, language_name, parse_locale
from brief.editorial.locale.numerals import native_digits
from brief.editorial.locale.page_strings import PageStrings, page_strings
from brief.editorial.models.passages import reorder_points
from brief.editorial.prose import parse_prose, strip_markup
from brief.language_tags import JOIN
from brief.press.job.urls import file_url

if TYPE_CHECKING:
    from brief.design.brand.brand import LoadedBrand
    from brief.design.charts.figure_marks import ChartSizes
    from brief.editorial.briefing import Briefing
    from brief.editorial.prose import TextSpan


@dataclass(frozen=True, slots=True)
class ImageView:
    """An image with its texts in the page's language.

    Without a `place` it is printed whole beside the text; otherwise it is cropped, and `focus` is
    the point that stays, as in "50% 30%".
    """

    src: str
    alt: str
    caption: Markup | None
    credit: str
    place: str
    focus: str


@dataclass(frozen=True, slots=True)
class PageView:
    """One edition for a layout's template: display strings only."""

    lang: str
    direction: str
    paper: str
    words: PageStrings
    publisher: str
    logo: str
    kicker: Markup | None
    date: str
    date_iso: str
    issue: str
    title: Markup
    standfirst: Markup | None
    byline: str
    summary: Markup
    points: tuple[Markup, ...]
    numerals: tuple[str, ...]
    figures: tuple[FigureView, ...]
    charts: tuple[ChartView, ...]
    images: tuple[ImageView, ...]
    why: WhyView | None
    next: tuple[EventView, ...]
    quote: QuoteView | None
    comparison: ComparisonView | None
    map: MapView | None
    contact: tuple[Markup, ...]
    sources: tuple[SourceView, ...]
    rights: str
    edition: str
    colophon: str
    qr: QrView | None
    watermark: str
    title_plain: str
    summary_plain: str
    standfirst_plain: str

    def strings(self) -> tuple[str, ...]:
        """Return every text of the content that must appear on the page."""
        shown = [self.kicker, self.title, self.standfirst, self.byline, self.summary, *self.points]
        for figure in self.figures:
            shown += [figure.amount, figure.qualifier, figure.label, figure.note]
        for image in self.images:
            shown += [image.caption, image.credit]
        shown += [text for event in self.next for text in (event.date, event.text)]
        shown += [self.why.text if self.why else None, *self.contact]
        shown += [self.quote.text, self.quote.by] if self.quote else []
        shown += self.comparison.strings() if self.comparison else []
        shown += [self.map.title, *self.map.names] if self.map else []
        shown += [source.line for source in self.sources]
        shown += [source.shown_url for source in self.sources]
        shown += [self.date, self.issue, self.colophon]
        return tuple(escape(text).striptags() for text in shown if text)


def make_page_views(
    briefing: Briefing,
    page: str,
    brand: LoadedBrand,
    paper: str,
    chart_sizes: ChartSizes | None = None,
) -> tuple[PageView, ...]:
    """Return the views of a page in one language (`de`) or in two (`de+it`)."""
    tags = page.split(JOIN)
    beside = tags[0] if len(tags) > 1 else ""
    make = partial(make_view, briefing)
    return tuple(make(tag, brand, paper, beside, chart_sizes=chart_sizes) for tag in tags)


def make_view(  # noqa: PLR0913 - the layout gives no more than the sizes
    briefing: Briefing,
    tag: str,
    brand: LoadedBrand,
    paper: str,
    beside: str = "",
    *,
    chart_sizes: ChartSizes | None = None,
) -> PageView:
    """Return the view of the briefing's edition in the language `tag`.

    On a bilingual page, `beside` is the first language: points with ids follow its order.
    `chart_sizes` are those of the layout, by default those for the paper.
    """
    edition, facts, data = briefing.editions[tag], briefing.facts, brand.data
    points = reorder_points(edition.points, briefing.editions[beside or tag].points)
    locale = parse_locale(tag)
    own = page_strings(tag, data.words_in(tag))
    year = str(facts.date.year) if facts.date else ""
    rights = " ".join(data.rights_in(tag).replace("{year}", year).split())
    rights = localise_rights(rights, tag)
    name = language_name(tag, tag)
    sizes = chart_sizes or choose_chart_sizes(paper)
    drawn = FigureMaker(briefing, tag, brand, sizes, own)
    elements = ElementMaker(briefing, tag, brand, own)
    maps = MapMaker(briefing, tag, brand, sizes, own)
    url = next((source.url for source in facts.sources if source.url), "")
    return PageView(
        lang=tag,
        direction=get_direction(tag),
        paper=paper,
        words=own,
        publisher=data.publisher_in(tag),
        logo=file_url("brand", logo) if (logo := data.logo_in(tag)) else "",
        kicker=_typeset_optional(edition.kicker, tag, facts.names),
        date=format_date(facts.date, tag) if facts.date else "",
        date_iso=facts.date.isoformat() if facts.date else "",
        issue=fill_issue(own.issue, facts.issue) if facts.issue else "",
        title=_typeset_title(edition.title, tag, facts.names),
        standfirst=_typeset_standfirst(edition.standfirst, tag, facts.names),
        byline=fill_label(own.by, strip_markup(edition.byline)) if edition.byline else "",
        summary=typeset_prose(edition.summary, tag, facts.names),
        points=tuple(typeset_prose(point.text, tag, facts.names) for point in points),
        numerals=tuple(f"{native_digits(str(n), locale)}" for n in range(1, len(points) + 1)),
        figures=drawn.make_figures(),
        charts=drawn.make_charts(),
        images=_image_views(briefing, tag, own),
        why=elements.make_why(),
        next=elements.make_events(),
        quote=elements.make_quote(),
        comparison=elements.make_comparison(),
        map=maps.make_map(),
        contact=elements.make_contact(),
        sources=tuple(cite_source(source, tag, own) for source in facts.sources),
        rights=rights,
        edition=name,
        colophon=" · ".join(isolate(it, tag) for it in (rights, data.imprint_in(tag), name) if it),
        qr=qr_code(url, own.scan) if url else None,
        watermark=_watermark_text(briefing, tag, own),
        title_plain=strip_markup(edition.title),
        summary_plain=strip_markup(edition.summary),
        standfirst_plain=strip_markup(edition.standfirst or ""),
    )


def _typeset_title(text: str, tag: str, names: tuple[str, ...]) -> Markup:
    spans = join_phrases(_typeset_display(text, tag), tag)
    return hang_opening_mark(to_markup(spans, tag.partition("-")[0], names), tag)


def _typeset_standfirst(text: str | None, tag: str, names: tuple[str, ...]) -> Markup | None:
    if not text:
        return None
    return to_markup(_typeset_display(text, tag), tag.partition("-")[0], names)


def _typeset_display(text: str, tag: str) -> tuple[TextSpan, ...]:
    """Return the spans of a headline or standfirst, whose lines are few and large."""
    spans = typeset_spans(parse_prose(text), tag)
    return tuple(replace(span, text=bind_short_words(span.text, tag)) for span in spans)


def _typeset_optional(text: str | None, tag: str, names: tuple[str, ...] = ()) -> Markup | None:
    return typeset_prose(text, tag, names) if text else None


def _image_views(briefing: Briefing, tag: str, own: PageStrings) -> tuple[ImageView, ...]:
    views = []
    for image in briefing.facts.images:
        text = briefing.editions[tag].images[image.id]
        credit = fill_label(own.photo, strip_markup(text.credit)) if text.credit else ""
        views.append(
            ImageView(
                src=file_url("content", image.file),
                alt=strip_markup(text.alt),
                caption=_typeset_optional(text.caption, tag),
                credit=credit,
                place=image.place or "",
                focus=" ".join(f"{share:f}%" for share in image.focus or ()),
            )
        )
    return tuple(views)


def _watermark_text(briefing: Briefing, tag: str, own: PageStrings) -> str:
    facts = briefing.facts
    draft = own.draft if facts.status == "draft" else ""
    embargo = own.embargo.format(date=format_date(facts.embargo, tag)) if facts.embargo else ""
    return " · ".join(filter(None, (draft, embargo)))
