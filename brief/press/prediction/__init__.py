"""The layout of a page, known before it is laid out."""
