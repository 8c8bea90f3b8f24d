"""YAML with positions: text to a tree of nodes, every syntax error at once, and the writer."""
