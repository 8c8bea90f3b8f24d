"""Models of briefings and editions, their files and folders, and checks of their structure."""
