"""Exports for other programs: sources as BibTeX and CSL-JSON, pages as JSON."""
