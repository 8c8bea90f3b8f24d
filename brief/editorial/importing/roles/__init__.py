"""The roles of blocks in a press text: headline, byline, summary, points, lines around it."""
