"""A text as tokens, and the digits in them."""
