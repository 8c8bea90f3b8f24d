"""The pace of a run: its clock, its limits, its speed, and when it stops."""
