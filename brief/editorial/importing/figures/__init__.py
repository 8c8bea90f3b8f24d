"""Key figures suggested from the numbers of a text."""
