"""Export: texts with their place and room on the page, in a file or a ZIP."""
