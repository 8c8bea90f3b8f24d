"""Report an unexpected exception as a bug in brief, with the traceback in a file."""

from __future__ import annotations

import os
import sys
import traceback
from tempfile import NamedTemporaryFile

DEBUG = "BRIEF_DEBUG"


def report_bug(bug: Exception) -> None:
    """Report a bug in one line, and write the traceback to a temporary file.

    With BRIEF_DEBUG set, or if the file cannot be written, the traceback is shown instead.
    """
    from brief.cli.terminal import Terminal

    details = "".join(traceback.format_exception(bug))
    if os.environ.get(DEBUG):
        sys.stderr.write(details)
        return
    what = "".join(traceback.format_exception_only(bug)).strip().splitlines()[0]
    message = f"this is a bug in brief, not in your content ({what})"
    terminal = Terminal()
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", prefix="brief-bug-", suffix=".txt", delete=False
        ) as file:
            file.write(details)
    except OSError:
        terminal.show_failure(message)
        sys.stderr.write(details)
        return
    terminal.show_failure(f"{message}; please report it with {file.name}")
