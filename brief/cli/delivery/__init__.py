"""The commands for delivery by mail."""
