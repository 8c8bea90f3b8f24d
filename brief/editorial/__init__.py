"""What is said: models, reading YAML with positions, locales, words and figures."""
