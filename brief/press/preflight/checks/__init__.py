"""Checks of finished PDFs, a module per subject."""
