"""Links of imported texts lead to the pages themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.editorial.importing.conftest import shown

if TYPE_CHECKING:
    from tests.editorial.importing.conftest import Inbox

WRAPPED = (
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.test%2Fr&data=jo%40b.test"
)


def test_wrapped_links_are_freed_in_every_format(inbox: Inbox) -> None:
    texts = {
        "de.html": f"<h1>Hafen</h1><p>Der Hafen <a href='{WRAPPED}'>wächst</a>.</p><li>Kai</li>",
        "it.md": f"# Porto\n\nIl porto [cresce]({WRAPPED}).\n\n- Molo\n",
        "fr.txt": f"Port\n\nLe port s’agrandit : <{WRAPPED}>\n\n- Quai\n",
    }
    plan = inbox.plan(*(inbox.put(name, text) for name, text in texts.items()), slug="hafen")
    written = "".join(plan.files.values())
    assert written.count("https://a.test/r") == 3
    assert "safelinks" not in written
    assert "jo%40b.test" not in written
    assert [each.code for each in plan.findings].count("address-cleaned") == 3


def test_what_cannot_be_freed_is_a_warning(inbox: Inbox) -> None:
    text = "# Hafen\n\nDer Hafen [wächst](https://t.co/a).\n\n- [Kai](https://a.test/?to=jo%40b.test)\n"
    codes = {each.code for each in inbox.plan(inbox.put("de.md", text)).findings}
    assert {"address-hidden", "address-names-person"} <= codes


def test_other_links_stay(inbox: Inbox) -> None:
    text = "# Hafen\n\nDer Hafen [wächst](https://a.test/?page=2#top).\n\n- Kai\n"
    edition = inbox.bring(inbox.put("de.md", text)).editions["de"]
    assert shown(edition.summary) == "Der Hafen wächst."
    assert "(https://a.test/?page=2#top)" in edition.summary
