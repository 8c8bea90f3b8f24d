"""The roles of blocks in a press text: headline, byline, summary, points, and the lines around it."""
