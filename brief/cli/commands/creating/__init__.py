"""The commands that create briefings, brands and layouts in a project."""
