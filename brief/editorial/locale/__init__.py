"""What CLDR and the catalogue know of a language: numbers, dates, units, and the page's strings."""
