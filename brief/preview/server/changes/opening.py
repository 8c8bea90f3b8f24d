"""Open a file in the user's editor, which `VISUAL` or `EDITOR` names (POSIX, environ)."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from brief.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.findings import Place

IN_TERMINAL = {"vi", "vim", "nvim", "nano", "pico", "emacs-nox", "hx", "kak", "micro", "ed", "joe"}
"""Editors that need the terminal, which the server has."""
WITH_GOTO = {"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"}
WITH_COLONS = {"subl", "sublime_text", "zed", "zeditor", "lapce", "mate"}
WITH_OPTION = {"idea", "pycharm", "webstorm", "phpstorm", "kate", "kwrite"}
REMEDY = "set VISUAL to an editor with a window of its own, as in VISUAL='code --wait'"


def editor_command(environment: Mapping[str, str], file: Path, place: Place) -> list[str]:
    """Return the command that opens a file at a place, as arguments that no shell reads.

    Raises SetupError if no editor is named, or only one that needs the terminal.
    """
    named = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    try:
        command = shlex.split(named)
    except ValueError as problem:
        msg = f"VISUAL cannot be read: {problem}"
        raise SetupError(msg, REMEDY) from problem
    if not command:
        msg = "no editor is named"
        raise SetupError(msg, REMEDY)
    program = Path(command[0]).stem.lower()
    if program in IN_TERMINAL:
        msg = f"the editor `{command[0]}` needs the terminal, in which brief preview runs"
        raise SetupError(msg, REMEDY)
    return [*command, *_position_arguments(program, os.fspath(file), place)]


def open_editor(command: list[str]) -> None:
    """Start the editor, and do not wait for its end. Raises SetupError if it cannot be started."""
    if shutil.which(command[0]) is None:
        msg = f"the editor `{command[0]}` was not found"
        raise SetupError(msg, REMEDY)
    try:
        started = subprocess.Popen(  # noqa: S603 - the user's own editor, with arguments of ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as problem:
        msg = f"the editor `{command[0]}` cannot be started: {problem.strerror or problem}"
        raise SetupError(msg, REMEDY) from problem
    Thread(target=started.wait, name="editor", daemon=True).start()  # leaves no dead process


def _position_arguments(program: str, file: str, place: Place) -> list[str]:
    if not place.line:
        return [file]
    line, column = place.line, max(1, place.column)
    if program in WITH_GOTO:
        return ["--goto", f"{file}:{line}:{column}"]
    if program in WITH_COLONS:
        return [f"{file}:{line}:{column}"]
    if program in WITH_OPTION:
        return ["--line", str(line), file]
    return [f"+{line}", file]  # as vi, Emacs and gedit have it
