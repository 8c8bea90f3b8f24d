"""What the press is asked for, and what it returns: plain data that can be pickled."""
