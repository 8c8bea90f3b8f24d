"""The command that serves pages while they are written."""
