"""Commands for translators: export texts, import translations."""
