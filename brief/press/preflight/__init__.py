"""What a finished PDF is inspected for, whoever made it."""

from brief.press.preflight.inspect import inspect_built, inspect_file

__all__ = ["inspect_built", "inspect_file"]
