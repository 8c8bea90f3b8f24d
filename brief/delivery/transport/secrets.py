"""Passwords and access tokens: from the environment, a command or the key ring, never a file.

A secret is in no argument of a process, no exception, no log. Exceptions that could hold one (a
command's output) are not chained.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING, Literal

from brief.errors import ProjectError, SetupError

if TYPE_CHECKING:
    from brief.editorial.models.mail import MailServer

Protocol = Literal["smtp", "imap"]
VARIABLES = {"smtp": "BRIEF_SMTP_PASSWORD", "imap": "BRIEF_IMAP_PASSWORD"}
COMMAND_SECONDS = 60.0


def read_secret(
    server: MailServer, protocol: Protocol, *, command_seconds: float = COMMAND_SECONDS
) -> str:
    """Return the password for a server, or the access token if the login is XOAUTH2.

    A token comes from `token_command`. A password comes from the environment
    (BRIEF_SMTP_PASSWORD, BRIEF_IMAP_PASSWORD), from `password_command`, or from the key ring, in
    this order. Raises SetupError with the code `mail-secret` if no source has it.
    """
    if server.method == "xoauth2":
        token = _run("token_command", server.token_command or "", command_seconds)
        return _check("the access token", "`token_command`", token)
    variable = VARIABLES[protocol]
    if found := os.environ.get(variable):
        return _check("the password", variable, found.strip("\r\n"))
    if server.password_command:
        password = _run("password_command", server.password_command, command_seconds)
        return _check("the password", "`password_command`", password)
    if found := _ask_keyring(server, protocol):
        return _check("the password", "the key ring", found)
    msg = f"the password of {server.user} at {server.host} is missing"
    remedy = (
        f"set {variable}, or add a `password_command` that prints it, or store it with "
        f"`keyring set {keyring_service(server, protocol)} {server.user}`"
    )
    raise SetupError(msg, remedy, "mail-secret")


def keyring_service(server: MailServer, protocol: Protocol) -> str:
    """Return the name under which the key ring has the password."""
    return f"brief-{protocol}-{server.host}"


def _run(key: str, command: str, seconds: float) -> str:
    """Run a command without a shell; return the first line of its output."""
    try:
        arguments = shlex.split(command)
    except ValueError:
        arguments = []
    if not arguments:
        msg = f"`{key}` is not a command"
        raise ProjectError(msg, "check its quotation marks")
    environment = {
        name: value for name, value in os.environ.items() if name not in VARIABLES.values()
    }
    problem = ""
    output = b""
    try:
        # The standard error of the command is discarded: it may contain the secret.
        run = subprocess.run(  # noqa: S603 - the user's own command, without a shell
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env=environment,
            check=False,
        )
        output = run.stdout
        if run.returncode:
            problem = f"ends with exit code {run.returncode}"
    except subprocess.TimeoutExpired:
        problem = f"has not ended after {seconds:g} seconds"
    except OSError as error:
        problem = f"cannot be started: {error.strerror or 'not found'}"
    if problem:
        msg = f"`{key}` ({arguments[0]}) {problem}"
        raise SetupError(msg, "run the command yourself to see why", "mail-secret")
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[0].strip() if lines else ""


def _ask_keyring(server: MailServer, protocol: Protocol) -> str | None:
    """Return the password from the system's key ring, if there are one and the extra `keyring`."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(keyring_service(server, protocol), server.user or "")
    except (KeyringError, OSError, RuntimeError):
        return None  # no key ring, or a locked one


def _check(what: str, source: str, secret: str) -> str:
    """Return the secret, or raise an error that describes it without quoting it."""
    if not secret:
        msg = f"{source} is empty"
        raise SetupError(msg, f"it should be {what} and nothing else", "mail-secret")
    if what == "the access token" and not (secret.isascii() and "{" not in secret):
        msg = f"{source} does not print an access token"
        raise SetupError(msg, "it should print the token alone, not JSON", "mail-secret")
    if any(char in "\0\r\n\x01\ufffd" or "\ud800" <= char <= "\udfff" for char in secret):
        msg = f"{source} has characters that cannot be part of a password"
        raise SetupError(msg, "it should be one line in UTF-8", "mail-secret")
    return secret
