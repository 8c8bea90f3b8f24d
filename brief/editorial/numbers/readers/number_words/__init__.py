"""Numbers in words: compound words, and words of digits and units."""
