"""JSON Schema for the files that editors write, made from the models that read them."""
