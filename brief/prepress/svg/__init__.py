"""Check that a drawing (SVG) is printed as other programs show it."""
