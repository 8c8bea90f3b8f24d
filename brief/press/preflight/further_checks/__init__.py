"""Checks of what brief's own writer cannot do: only `brief check` makes them."""

from __future__ import annotations

from brief.press.preflight.further_checks import (
    actual_text,
    areas,
    glyphs,
    inks,
    interaction,
    language,
    pages,
    structure,
    versions,
    visibility,
)

FURTHER_CHECKS = (
    versions.check_versions,
    versions.check_transparency,
    pages.check_turns,
    pages.check_sizes,
    pages.check_blank_pages,
    areas.check_bleed,
    areas.check_hairlines,
    visibility.check_visibility,
    visibility.check_layers,
    glyphs.check_glyphs,
    actual_text.check_actual_texts,
    inks.check_text_inks,
    inks.check_spot_colours,
    inks.check_overprint,
    inks.check_concealed_colours,
    structure.check_structure,
    structure.check_alternatives,
    language.check_text_language,
    interaction.check_notes,
    interaction.check_tab_order,
    interaction.check_forms,
    interaction.check_links,
)
"""The checks, in the order in which they report."""
