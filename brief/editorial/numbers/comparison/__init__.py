"""Compare the quantities of two texts."""
