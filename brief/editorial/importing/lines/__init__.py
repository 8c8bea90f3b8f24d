"""What a single line of a press text is: a leftover of a page, a byline, a date, a source."""
