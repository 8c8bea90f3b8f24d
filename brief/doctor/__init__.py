"""Check a machine for the parts that brief needs, and suggest how to install missing ones."""
