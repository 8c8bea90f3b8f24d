"""The run that sends an edition: audience, checks, progress, and the end that adds up."""
