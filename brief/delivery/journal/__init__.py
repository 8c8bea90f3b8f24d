"""The journal: what was sent to whom, written before and after each message."""
