"""The command line: one thin module per command, and the one place that catches errors."""

from __future__ import annotations

import errno
import gc
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from brief.errors import BriefError, SetupError

COLLECTION_THRESHOLDS = (400_000, 10, 10)
"""Rare collections: imported modules and read texts live until a short process ends."""


def main(*, ends_process: bool = True) -> None:
    """Run the command line; report every problem without a traceback.

    `ends_process`: whether this process exits afterwards, so that it need not free anything.
    """
    from brief.cli.streams import open_closed_streams

    open_closed_streams()
    if ends_process:
        gc.set_threshold(*COLLECTION_THRESHOLDS)
    try:
        _run_command(ends_process=ends_process)
    except OSError as problem:  # the problem itself cannot be reported: the output is full
        from brief.cli.streams import discard_output

        with suppress(OSError):
            _exit_with_exception(problem)
        discard_output("stderr")
        sys.exit(1)


def _run_command(*, ends_process: bool) -> None:
    from brief.cli.app import find_app
    from brief.errors import BriefError

    try:
        try:
            app = find_app("".join(sys.argv[1:2]))
            ended = app(prog_name="brief", standalone_mode=False, obj=ends_process)
        finally:
            sys.stdout.flush()  # here, where a closed pipe is still caught
            if ends_process:
                gc.freeze()  # spares the search for garbage in memory that is about to be freed
        if isinstance(ended, int) and ended:
            sys.exit(ended)
    except BriefError as problem:
        _exit_with_error(problem)
    except KeyboardInterrupt:
        sys.exit(130)  # 128 + SIGINT, as in shells
    except BrokenPipeError:
        from brief.cli.streams import discard_output

        discard_output("stdout")  # Python flushes it when it exits, which would fail again
        sys.exit(1)
    except Exception as bug:  # noqa: BLE001 - a bug, or an error of the option parser
        _exit_with_exception(bug)


def _exit_with_exception(bug: Exception) -> NoReturn:
    """Report an error of the option parser or of the system; any other is a bug in brief."""
    from brief.cli.usage_errors import is_parser_error

    if is_parser_error(bug):
        _exit_with_usage_error(bug)
    if problem := _as_setup_error(bug):
        _exit_with_error(problem)
    from brief.cli.crash_report import report_bug

    report_bug(bug)
    sys.exit(1)


def _as_setup_error(problem: Exception) -> SetupError | None:
    """Return the error for an output that is full or closed, and for a limit of open files."""
    from brief.cli.streams import find_lost_output
    from brief.errors import SetupError

    if not isinstance(problem, OSError):
        return None
    if problem.errno in {errno.EMFILE, errno.ENFILE}:
        msg = "the system allows no more open files"
        return SetupError(msg, "allow more, as in `ulimit -n 256`, then run the command again")
    return find_lost_output(problem)


def _exit_with_error(problem: BriefError) -> NoReturn:
    from brief.cli.terminal import show_error

    show_error(problem)
    sys.exit(problem.exit_code)


def _exit_with_usage_error(complaint: Exception) -> NoReturn:
    """Report a usage error as text, and on standard output in the requested format."""
    from brief.cli.formats import requested_format, write_failure
    from brief.cli.usage_errors import as_usage_error, command_name, is_help_request

    if is_help_request(complaint):
        sys.stderr.write(f"{complaint}\n")
        sys.exit(2)
    problem = as_usage_error(complaint, sys.argv[1:])
    write_failure(requested_format(sys.argv[1:]), problem, command_name(sys.argv[1:]))
    _exit_with_error(problem)
