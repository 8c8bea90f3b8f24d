"""What is typed: one thin module per command, and the one place where errors are caught."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; nothing that goes wrong is told by a traceback."""
    from brief.cli.app import app
    from brief.errors import BriefError

    try:
        try:
            app(prog_name="brief")
        finally:
            sys.stdout.flush()  # here, where a closed pipe is still caught
    except BriefError as problem:
        from brief.cli.terminal import show_error

        show_error(problem)
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)  # 128 + SIGINT, as shells have it
    except BrokenPipeError:
        # what is still buffered would fail once more when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as bug:  # noqa: BLE001 - what no part of brief expected
        from brief.cli.failure import report_bug

        report_bug(bug)
        sys.exit(1)
