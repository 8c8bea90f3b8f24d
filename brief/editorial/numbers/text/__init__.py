"""Split a text into tokens, and read the digits in them."""
