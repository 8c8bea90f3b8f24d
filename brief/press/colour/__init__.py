"""Ink: a finished page in screen colours becomes a file for the press (PDF/X-4, CMYK)."""
