"""What a finished PDF contains, read for the checks."""
