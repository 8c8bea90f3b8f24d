"""Locator maps: the part of the earth that they show, and their places."""
