"""Translation beyond one briefing: status of all, memory, glossary."""
