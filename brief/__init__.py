"""Structured content in, branded and print-ready one-pagers in several languages out."""

__version__ = "0.1.0"
