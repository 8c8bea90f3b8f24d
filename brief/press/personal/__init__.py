"""Personal copies of a finished PDF: a line with the reader's name, set without a new layout."""
