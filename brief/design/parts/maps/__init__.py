"""Locator maps: where the places of a briefing are."""
