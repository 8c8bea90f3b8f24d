"""The layout: template, style sheet and limits of a page."""
