"""The layout engine WeasyPrint, and the page model that is read from its boxes."""
