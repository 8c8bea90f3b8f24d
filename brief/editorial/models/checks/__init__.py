"""Checks of what a briefing says, beyond the form of its values."""
