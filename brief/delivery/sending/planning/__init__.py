"""Before a run: whether an edition may be sent, to whom, and in which language."""
