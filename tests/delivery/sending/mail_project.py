"""A project with the small briefing, settings for mail, and subscribers."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from brief.delivery.folder import DeliveryFolder, open_delivery_folder
from brief.delivery.journal import open_journal
from brief.delivery.subscribers.importer import write_import
from brief.delivery.subscribers.reading.encoding import decode_content
from brief.delivery.subscribers.reading.import_file import read_import_file
from brief.delivery.subscribers.store import open_subscribers
from brief.project import Project
from tests.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from brief.delivery.journal import Delivery

MAIL = """\
languages: [it, de, en]
mail:
  from: Harbour Office <news@example.org>
  postal_address: 1 Quay Street, Harbour Town
  list_id: news.example.org
  unsubscribe: leave@example.org
  server: {{host: 127.0.0.1, port: {port}, encryption: none}}
"""


class MailProject(Workspace):
    """A project that can send."""

    @property
    def folder(self) -> DeliveryFolder:
        return open_delivery_folder(Project(self.root))

    def add_people(self, addresses: Sequence[str], languages: str = "it", tags: str = "") -> None:
        lines = [f"{address},,{languages},{tags}" for address in addresses]
        content = "\n".join(["address,name,languages,tags", *lines])
        file = read_import_file(decode_content(content.encode(), "people.csv"), datetime.now(UTC))
        assert not file.has_errors, file.findings
        with open_subscribers(self.folder) as store:
            write_import(store, file, ())

    def states(self, slug: str = "tides") -> dict[str, int]:
        """Return the states that deliveries are in, without empty ones; they add up."""
        with open_journal(self.folder) as journal:
            edition = journal.find_edition(slug)
            assert edition
            states = journal.sum_up(edition.id).states
        return {state.value: number for state, number in states.items() if number}

    def deliveries(self, slug: str = "tides") -> dict[str, Delivery]:
        with open_journal(self.folder) as journal:
            edition = journal.find_edition(slug)
            assert edition
            return {one.address: one for one in journal.list_deliveries(edition.id)}


def make_mail_project(root: Path, built: Workspace, port: int, more: str = "") -> MailProject:
    """Return a copy of the built project with settings for a server on this port."""
    shutil.copytree(built.root, root)
    project = MailProject(root)
    project.write("brief.yaml", MAIL.format(port=port) + more)
    run = project.run("build")
    assert run.code == 0, run.err
    return project
