"""Texts from elsewhere to briefings: text, Markdown, HTML and Word documents."""
