"""Briefings and editions as data: the models, their files, and checks of their structure."""
