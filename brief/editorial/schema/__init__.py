"""JSON Schemas of the files that editors write, generated from their models."""
