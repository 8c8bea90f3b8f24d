"""Languages: numbers, dates, units and currencies from CLDR, and the page's own strings."""
