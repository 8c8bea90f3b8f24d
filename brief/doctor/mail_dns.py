"""The checks of the records of the sender's domain: MX, SPF, DKIM and DMARC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.doctor.dns import (
    MAX_SPF_LOOKUPS,
    DnsUnavailableError,
    count_spf_lookups,
    find_dmarc,
    find_spf,
    is_aligned,
    read_public_key,
    read_tags,
)
from brief.doctor.environment import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.doctor.dns import Dns
    from brief.editorial.models.mail import Dkim, MailSettings
    from brief.project import Project

MIN_KEY_BITS = 2048
REMOVED_TAGS = ("pct", "rf", "ri")
"""Tags of DMARC that RFC 9989 no longer has."""


def check_records(mail: MailSettings, project: Project, dns: Dns) -> Iterator[Check]:
    """Yield the checks of all records; without a name server, one that says so."""
    domain = mail.sender.address.rpartition("@")[2]
    bounces = (mail.bounces or mail.sender.address).rpartition("@")[2]
    try:
        yield from _check_bounce_domain(dns, bounces)
        yield from _check_spf(dns, bounces)
        if mail.dkim:
            yield from _check_dkim(dns, mail.dkim, project)
        yield from _check_dmarc(dns, domain)
    except DnsUnavailableError:
        yield Check("DNS", ok=None, detail="no name server answers; records were not checked")
    yield from _check_alignment(mail, domain, bounces)


def _check_bounce_domain(dns: Dns, domain: str) -> Iterator[Check]:
    if servers := dns.mail_servers(domain):
        yield Check("MX", ok=True, detail=f"{domain} gets mail at {servers[0]}")
    else:
        detail = f"{domain} has no MX record: bounces may not come back"
        remedy = "add one, or set `bounces` to an address that gets mail"
        yield Check("MX", ok=None, detail=detail, remedy=remedy)


def _check_spf(dns: Dns, domain: str) -> Iterator[Check]:
    records = find_spf(dns, domain)
    if len(records) != 1:
        count = "no SPF record" if not records else f"{len(records)} SPF records"
        remedy = "publish exactly one, which includes the servers of your provider"
        yield Check("SPF", ok=False, detail=f"{domain} has {count}", remedy=remedy)
        return
    record = records[0]
    if {"+all", "all"} & set(record.lower().split()):
        detail = f"{record}: every server may send in the name of {domain}"
        yield Check("SPF", ok=False, detail=detail, remedy="end the record with -all or ~all")
    elif count_spf_lookups(dns, record) > MAX_SPF_LOOKUPS:
        detail = f"{record}: receivers stop after {MAX_SPF_LOOKUPS} look-ups"
        yield Check("SPF", ok=False, detail=detail, remedy="include fewer other records")
    else:
        yield Check("SPF", ok=True, detail=f"{domain}: {record}")


def _check_dkim(dns: Dns, dkim: Dkim, project: Project) -> Iterator[Check]:
    """Yield whether the public key is published and belongs to the private one."""
    name = f"{dkim.selector}._domainkey.{dkim.domain}"
    records = dns.texts(name)
    if not records:
        remedy = "publish the public key there as a TXT record"
        yield Check("DKIM", ok=False, detail=f"no record at {name}", remedy=remedy)
        return
    tags = read_tags(records[0])
    if "p" in tags and not tags["p"]:
        remedy = "publish another key under a new selector"
        yield Check("DKIM", ok=False, detail=f"the key at {name} is revoked", remedy=remedy)
        return
    key = read_public_key(tags)
    if key is None or len(records) > 1:
        remedy = "publish exactly one record of the form `v=DKIM1; k=rsa; p=…`"
        yield Check("DKIM", ok=False, detail=f"the record at {name} has no key", remedy=remedy)
        return
    path = project.root / dkim.key_file
    if path.is_file() and not key.matches(path.read_bytes()):
        detail = f"the key at {name} does not belong to {dkim.key_file}"
        yield Check("DKIM", ok=False, detail=detail, remedy="publish the key of that file")
    elif key.bits < MIN_KEY_BITS:
        size = f"RSA with {key.bits} bits" if key.bits else "not RSA"
        detail = f"the key at {name} is {size}"
        remedy = f"use RSA with {MIN_KEY_BITS} bits, which all providers verify"
        yield Check("DKIM", ok=None, detail=detail, remedy=remedy)
    else:
        yield Check("DKIM", ok=True, detail=f"{name}, RSA with {key.bits} bits")


def _check_dmarc(dns: Dns, domain: str) -> Iterator[Check]:
    record, place = find_dmarc(dns, domain)
    if not record:
        remedy = f"publish at _dmarc.{domain}: v=DMARC1; p=none; rua=mailto:…"
        detail = f"{domain} has no DMARC record"
        yield Check("DMARC", ok=False, detail=detail, remedy=remedy)
        return
    tags = read_tags(record)
    policy = tags.get("p" if place == domain else "sp", tags.get("p", "none")).lower()
    if policy not in {"none", "quarantine", "reject"}:
        detail = f"_dmarc.{place}: `{policy}` is not a policy"
        yield Check("DMARC", ok=False, detail=detail, remedy="write p=none, quarantine or reject")
        return
    testing = ", only tested (t=y)" if tags.get("t", "n").lower() == "y" else ""
    yield Check("DMARC", ok=True, detail=f"_dmarc.{place}: policy {policy}{testing}")
    if removed := [name for name in REMOVED_TAGS if name in tags]:
        names = ", ".join(f"`{name}`" for name in removed)
        detail = f"_dmarc.{place} has {names}, which receivers ignore since RFC 9989"
        yield Check("DMARC tags", ok=None, detail=detail, remedy="remove them; for tests use t=y")


def _check_alignment(mail: MailSettings, domain: str, bounces: str) -> Iterator[Check]:
    """Yield whether SPF or DKIM is for the domain that readers see, as DMARC requires."""
    signed = mail.dkim is not None and is_aligned(mail.dkim.domain, domain)
    if signed or is_aligned(bounces, domain):
        ways = (["DKIM"] if signed else []) + (["SPF"] if is_aligned(bounces, domain) else [])
        yield Check("alignment", ok=True, detail=f"{' and '.join(ways)} for {domain}")
        return
    detail = f"neither the signature nor `bounces` is of {domain}"
    remedy = f"sign with `dkim.domain: {domain}`, or use an address of it for `bounces`"
    yield Check("alignment", ok=None, detail=detail, remedy=remedy)
