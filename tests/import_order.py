"""The order in which the parts of each package may import each other, and doors of libraries."""

from __future__ import annotations

ORDER = {
    "brief": (
        "errors findings language_tags project storage",
        "editorial",
        "press",
        "design",
        "prepress",
        "build",
        "delivery scaffold",
        "doctor",
        "preview",
        "cli",
        "__main__",
    ),
    "brief.delivery": (
        "folder private_database tokens",
        "subscribers transport",
        "message journal",
        "inbox",
        "sending",
    ),
    "brief.delivery.transport": (
        "reply envelope folder_name",
        "transport_error verdict",
        "secrets tls login",
        "connection imap_connection",
        "content",
        "smtp imap",
    ),
    "brief.delivery.inbox": (
        "contracts returned headers",
        "reports",
        "reader memory",
        "poll",
        "opening web",
    ),
    "brief.delivery.subscribers": (
        "model",
        "address values reasons schema rows",
        "store export",
        "reading",
        "importer undo person erasure",
    ),
    "brief.delivery.message": (
        "model view headers mime style plain_text remote_loads verification",
        "links pictures signer templates",
        "edition",
        "composer",
    ),
    "brief.delivery.sending": (
        "ports pace",
        "doors",
        "planning",
        "delivering dispatcher witness run",
        "campaign dry_run proof",
    ),
    "brief.editorial": (
        "locale prose",
        "yaml addresses",
        "numbers fields editing",
        "models",
        "key_figures schema",
        "agreement",
        "briefing",
        "citations importing",
    ),
    "brief.editorial.editing": ("errors data", "document", "scalars", "entries saving"),
    "brief.editorial.models": (
        "base folders structure_checks",
        "elements filenames key_figures mail maps",
        "content",
        "passages pdf_name",
        "settings checks",
    ),
    "brief.editorial.importing": (
        "document legacy_encodings",
        "lines",
        "formats",
        "roles structure",
        "figures",
        "round_trip_check file_writer",
        "request",
        "importer",
    ),
    "brief.editorial.importing.lines": (
        "words",
        "dates leftovers rights",
        "sources",
        "header",
        "datelines marks",
    ),
    "brief.editorial.importing.roles": (
        "agreement closing embargo publisher summary",
        "deck",
        "header",
        "assign",
    ),
    "brief.editorial.importing.formats": (
        "boilerplate clean_addresses span_lines to_markdown",
        "typed_notes",
        "list_marks",
        "plain",
        "plain_text",
        "html",
        "markdown word mail",
        "decoding",
        "file_reader",
    ),
    "brief.editorial.importing.formats.plain": ("bbcode keys wrapping",),
    "brief.editorial.importing.formats.word": (
        "parts",
        "alternatives office_files paragraphs",
        "losses html_writer",
        "fields source tables",
        "chunks drawings",
        "inline",
        "story",
        "reader",
    ),
    "brief.editorial.importing.formats.markdown": (
        "front_matter notes pandoc",
        "dialects",
        "reader",
    ),
    "brief.editorial.importing.formats.html": (
        "tree styles raised_signs",
        "class_roles parsing metadata notes layout formulas",
        "blocks",
        "omissions",
        "reader",
    ),
    "brief.editorial.numbers": ("quantity", "text", "lexicon", "readers", "comparison"),
    "brief.editorial.numbers.readers": (
        "token_stream units names",
        "number_words",
        "numerals quantity_factory ordinals context",
        "time",
        "amounts parts compounds",
        "reader",
    ),
    "brief.press": (
        "job fonts weasyprint_patches weasyprint_types",
        "pdf",
        "engine",
        "copyfit colour",
        "preflight prediction personal",
        "cache print_group",
        "execution",
    ),
    "brief.press.job": (
        "limits page_contract pictures printing_condition profile run_limits units urls",
        "resources result source_map",
        "model",
        "hash",
    ),
    "brief.press.execution": (
        "forkserver local forkserver_preload guarded_inspection",
        "cluster",
    ),
    "brief.press.personal": (
        "bidi font",
        "shaping font_objects place",
        "name_line update",
        "template",
    ),
    "brief.press.preflight": (
        "pdf",
        "rule",
        "further_rules",
        "rules",
        "context",
        "checks",
        "further_checks",
        "engine_warnings page_checks text_checks type_sizes",
        "inspect",
    ),
    "brief.prepress": (
        "brand_condition foreign_text glyph_coverage ink_difference personal_style svg",
        "image_files sources",
        "font_checks image_checks ink_checks logo_checks",
        "early_checks job_builder",
    ),
    "brief.prepress.sources": (
        "text_source marks text_matching",
        "chart_labels page_texts",
        "marked_view map_builder",
        "tracing",
        "text_rooms",
    ),
    "brief.preview": ("pages", "server"),
    "brief.preview.server": (
        "state security",
        "answers",
        "changes sending",
        "app running",
        "serving",
    ),
    "brief.preview.server.state": ("events view pictures watching", "overview", "desk"),
    "brief.preview.server.answers": ("options strings page_data", "html replies streams"),
    "brief.preview.server.changes": (
        "fields number_check opening undo",
        "texts",
        "files",
        "items",
        "figures parts points waivers",
        "routes item_routes",
    ),
    "brief.preview.server.sending": ("mail", "output"),
    "brief.preview.pages": (
        "model page_runs pdfium",
        "drawing text_places text_search",
        "edition",
        "rendering",
        "previewer",
    ),
    "brief.design": (
        "build_cache lookup",
        "text charts",
        "brand citation",
        "figures parts",
        "view bilingual_page",
        "layout",
        "page presentation",
        "stylesheets",
    ),
    "brief.design.parts": ("maps qr", "elements"),
    "brief.design.parts.maps": ("frame labels", "land", "drawing", "locator_map"),
    "brief.design.charts": (
        "drawing scales series_texts",
        "fills marks fragment",
        "series_chart",
        "series_labels",
        "comparison several_lines",
        "figure_marks",
    ),
    "brief.scaffold": (
        "languages placeholders next_issue schemas",
        "briefing own_copy",
        "brand_yml project",
    ),
    "brief.cli.commands": (
        "build",
        "init schema",
        "agree cache check cite creating docs doctor explain import_ list_ serving",
    ),
    "brief.cli": (
        "completion options usage_errors sarif formats streams terminal crash_report watch help",
        "commands delivery",
        "app",
    ),
}
"""For each package with packages in it, its parts in the order of imports.

A part imports only from those on earlier lines, and from others on its own line; no modules import
each other. The package's own module, `__init__`, may import any of its parts, and the parts it.
"""

INDEPENDENT = {
    "brief.press": ("brief.editorial", "brief.design"),  # the press knows no YAML and no brand
}
"""What a package never imports, whatever the order says."""

# The libraries with one door, and the modules that may open it.
DOORS = {
    "dask": r"brief\.press\.execution\.cluster\.dask_client",
    "distributed": r"brief\.press\.execution\.cluster\.(dask_client|worker_tasks)",
    "typer": r"brief\.cli(\..+)?",
    "weasyprint": r"brief\.press\."
    r"(engine\.(drawing|engine|pictures|release)|weasyprint_patches(\..+)?)",
}

# Where the name of an import is not the name of its distribution.
DISTRIBUTIONS = {
    "css_inline": "css-inline",
    "dkim": "dkimpy",
    "dns": "dnspython",
    "email_validator": "email-validator",
    "fontTools": "fonttools",
    "markdown_it": "markdown-it-py",
    "PIL": "pillow",
    "pydantic_core": "pydantic",
    "yaml": "pyyaml",
}
