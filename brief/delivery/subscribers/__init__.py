"""The subscribers of a project: who they are, what they chose, what they consented to."""
