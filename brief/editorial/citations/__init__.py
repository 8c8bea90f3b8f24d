"""Sources and briefings for other programs: BibTeX, CSL-JSON, and the published record."""
