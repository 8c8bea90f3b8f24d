"""Whether two texts contain the same quantities."""
