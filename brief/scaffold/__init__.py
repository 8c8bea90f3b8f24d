"""Create projects and briefings, and the JSON Schemas that help editors with their files."""
