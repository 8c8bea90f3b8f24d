"""The content of briefings: YAML with positions, models, locales, numbers, agreement, import."""
