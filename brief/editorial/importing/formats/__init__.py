"""Files of each format read into one document."""
