"""Addresses that follow readers, or carry mail addresses, are reported in content files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.editorial.conftest import SampleProject

EDITION = "title: Il porto\nsummary: Il porto cresce.\npoints:\n  - Il [rapporto]({}) dice.\n"


def test_a_link_with_tracking_is_a_warning_at_its_place(sample: SampleProject) -> None:
    briefing = sample.read(it=EDITION.format("https://a.test/r?utm_source=x"))
    (finding,) = briefing.findings
    assert (finding.code, finding.severity.value) == ("address-tracks", "warning")
    assert str(finding.place) == "content/harbour/it.yaml:4:19"
    assert finding.remedy == "write https://a.test/r"


def test_the_address_of_a_source_is_checked_too(sample: SampleProject) -> None:
    facts = "sources:\n  - publication: Port\n    url: https://a.test/?m=jo%40port.test\n"
    facts += "date: 2025-03-04\n"
    assert sample.list_codes(sample.write(briefing=facts)) == [
        "content/harbour/briefing.yaml:3:10 address-names-person"
    ]


def test_a_short_link_is_reported(sample: SampleProject) -> None:
    codes = sample.list_codes(sample.write(it=EDITION.format("https://t.co/Ab1")))
    assert codes == ["content/harbour/it.yaml:4:19 address-hidden"]


def test_a_wrapped_link_agrees_with_the_page_behind_it(sample: SampleProject) -> None:
    wrapped = "https://www.google.com/url?q=https://a.test/r&sa=D"
    german = (
        "title: Der Hafen\nsummary: Der Hafen wächst.\npoints:\n  - Der [Bericht]({}) sagt es.\n"
    )
    briefing = sample.read(it=EDITION.format("https://a.test/r"), de=german.format(wrapped))
    assert [finding.code for finding in briefing.findings] == ["address-tracks"]
