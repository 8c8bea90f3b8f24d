"""The check of the public page for unsubscriptions: whether the proxy leads to `unsub-serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from brief.doctor.environment import Check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from brief.delivery.folder import DeliveryFolder
    from brief.editorial.models.mail import MailSettings

SECONDS, MAX_BYTES, OK = 10.0, 65_536, 200
REMEDY = "start `brief unsub-serve`, and check the proxy: see docs/mail/returns.md"


class FetchedPage(NamedTuple):
    """The answer of a web server; status 0 and the reason if there was none."""

    status: int
    text: str


def fetch_page(url: str) -> FetchedPage:
    """Load a page with a verified certificate; redirects are not followed."""
    from http.client import HTTPConnection, HTTPException, HTTPSConnection
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.netloc.rpartition("@")[2], timeout=SECONDS)
    try:
        connection.request("GET", parts.path or "/")
        response = connection.getresponse()
        return FetchedPage(response.status, response.read(MAX_BYTES).decode("utf-8", "replace"))
    except (OSError, HTTPException) as problem:
        return FetchedPage(0, str(getattr(problem, "strerror", None) or problem))
    finally:
        connection.close()


def check_page(
    mail: MailSettings, folder: DeliveryFolder, fetch: Callable[[str], FetchedPage]
) -> Iterator[Check]:
    """Yield whether the link of a proof, which does nothing, shows our page."""
    from brief.delivery.inbox.web.pages import CONFIRM
    from brief.delivery.tokens import Purpose, TokenKey

    if not mail.unsubscribe_url or not folder.key_file.exists():
        return
    base = mail.unsubscribe_url.rstrip("/")
    token = TokenKey(folder.read_key()).make_token(Purpose.PROOF, 0)
    found = fetch(f"{base}/u/{token}")
    if found.status == OK and f'name="{CONFIRM[0]}"' in found.text:
        yield Check("page", ok=True, detail=f"{base}/u/… is answered by brief unsub-serve")
        return
    reason = f"status {found.status}" if found.status else found.text
    reason = "another page" if found.status == OK else reason
    yield Check("page", ok=False, detail=f"{base}/u/… does not work: {reason}", remedy=REMEDY)
