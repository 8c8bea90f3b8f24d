"""Choose type size, leading and spacing so that the text fills exactly one page."""
