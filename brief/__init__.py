"""Turn structured content into branded, print-ready one-page PDFs in several languages."""

__version__ = "0.1.0"
