"""The desk: the pages of a briefing in a browser, as they are printed, while they are written."""
