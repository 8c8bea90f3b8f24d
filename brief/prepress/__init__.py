"""Build the job for the press from a briefing and a brand; the one package that sees both sides."""
