"""Readers of years, dates, times of day and periods."""
