"""Files that brief writes: atomic writes, and the fingerprint of what makes the pages."""
