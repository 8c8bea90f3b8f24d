"""A project with settings for mail and one reader, for tests of commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.delivery.folder import open_delivery_folder
from brief.delivery.subscribers.rows import insert_people
from brief.delivery.subscribers.store import open_subscribers
from brief.delivery.tokens import Purpose, TokenKey
from brief.project import Project
from tests.delivery.inbox.returns import READER, make_person

if TYPE_CHECKING:
    from brief.delivery.folder import DeliveryFolder
    from brief.delivery.subscribers.model import Subscriber
    from tests.workspace import Workspace

MAIL = """\
mail:
  from: Institute of Ports <news@example.org>
  postal_address: Harbour 1, 12345 Port
  list_id: news.example.org
  server: {host: 127.0.0.1, port: 1, encryption: none}
  unsubscribe: leave@example.org
  unsubscribe_url: https://example.org/news
"""


@dataclass(frozen=True)
class Subscribed:
    """A project with a reader whose number is READER."""

    workspace: Workspace
    folder: DeliveryFolder

    @property
    def key(self) -> TokenKey:
        return TokenKey(self.folder.read_key())

    @property
    def person(self) -> Subscriber:
        """The reader as stored."""
        with open_subscribers(self.folder) as store:
            found = store.get(READER)
        assert found is not None
        return found

    def token(self, purpose: Purpose, *values: str | int) -> str:
        return self.key.make_token(purpose, READER, *values)


def subscribe(workspace: Workspace, settings: str = "") -> Subscribed:
    """Write the settings, with these lines added to `mail`, and store the reader."""
    workspace.write("brief.yaml", MAIL + settings)
    workspace.write("content/.keep", "")
    folder = open_delivery_folder(Project(workspace.root))
    with open_subscribers(folder) as store, store.transaction() as database:
        insert_people(database, [make_person()])
    return Subscribed(workspace, folder)
