"""What plain texts have of their own: wrapped lines, BBCode, and keys above the text."""
