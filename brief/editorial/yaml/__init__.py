"""YAML with positions: a parser that reports all syntax errors at once, and a writer."""
