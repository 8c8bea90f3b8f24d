"""Texts to translators and back: units, the formats that they use, the memory of translations."""
