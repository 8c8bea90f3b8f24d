"""Pictures: read, check, convert to the colours of a profile, and reduce to the pixels needed."""
