"""Views of single parts of the page: the code to scan, and what not every briefing has."""
