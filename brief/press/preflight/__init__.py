"""Checks of a page and of a finished PDF, made by brief or by any program."""

from brief.press.preflight.inspect import inspect_built, inspect_file

__all__ = ["inspect_built", "inspect_file"]
