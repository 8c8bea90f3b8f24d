"""Readers of a finished PDF: claims, content, appearance and structure."""
