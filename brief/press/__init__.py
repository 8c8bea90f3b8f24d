"""How it is printed: engine, fonts, images, metadata, preflight."""
