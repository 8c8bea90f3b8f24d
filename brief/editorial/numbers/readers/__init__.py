"""From tokens to quantities: a reader for each form that a number takes."""
