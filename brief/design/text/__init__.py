"""Prose as a page shows it: typography, markup, and where lines must not break."""
