"""Read the parts of a Word package: XML within bounds, styles, numbering, symbol fonts."""
