"""Font families and faces, and hyphenation dictionaries."""
