"""WeasyPrint, and the page model that is read from its boxes."""
