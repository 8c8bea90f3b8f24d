"""Fixtures with mail servers; tests/conftest.py makes them known to all tests."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.delivery.servers.certificates import Certificates
    from tests.delivery.servers.faults import Fault
    from tests.delivery.servers.faulty import FaultyServer, Service
    from tests.delivery.servers.mail_system import MailSystem


class StartFaulty(Protocol):
    """Starts a faulty server, which ends with the test."""

    def __call__(self, *faults: Fault, service: Service | None = None) -> FaultyServer: ...


@pytest.fixture(scope="session")
def mail_system() -> Iterator[MailSystem]:
    """Return a running Postfix with Dovecot; it starts at the first use in a process."""
    from tests.delivery.servers.mail_system import run_mail_system

    if os.geteuid() != 0:
        pytest.skip("Postfix and Dovecot can only be started by root")
    with run_mail_system() as system:
        yield system


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Return certificates for faulty servers: right, for a wrong host, of an unknown authority."""
    from tests.delivery.servers.certificates import Certificates

    return Certificates.make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def start_faulty() -> Iterator[StartFaulty]:
    """Return a function that starts a faulty server: `start_faulty(Fault("RCPT", "450 …"))`."""
    from tests.delivery.servers.faulty import run_faulty

    with ExitStack() as stack:

        def start(*faults: Fault, service: Service | None = None) -> FaultyServer:
            return stack.enter_context(run_faulty(*faults, service=service))

        yield start
