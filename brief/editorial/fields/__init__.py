"""A typed value from the text that was typed, or why there is none."""
