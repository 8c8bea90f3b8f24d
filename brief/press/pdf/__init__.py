"""Writing a PDF: structure tree, metadata, serialization; and opening one."""
