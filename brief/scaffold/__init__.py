"""How a project begins: its first files, a new briefing's, and what editors are told of both."""
