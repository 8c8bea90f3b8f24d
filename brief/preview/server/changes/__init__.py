"""Changes that editors make in the browser."""
