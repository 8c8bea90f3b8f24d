"""From a briefing and a brand to a job for the press; the one part that knows both sides."""
