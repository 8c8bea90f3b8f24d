"""What must be true before an edition is sent: it is final, its languages agree, its PDFs fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.errors import ContentError, ProjectError, SetupError
from brief.findings import Finding, Place, Severity, error

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from brief.build import Report
    from brief.delivery.journal import Edition, Journal
    from brief.delivery.tokens import TokenKey
    from brief.editorial.briefing import Briefing
    from brief.editorial.models.mail import MailSettings
    from brief.editorial.models.settings import Settings
    from brief.project import Project

DISAGREEMENT = ("languages-drifted", "agreement-stale", "agreement-damaged")
NUMBERS = "number-"
EXAMPLE = """\
mail:
  from: Institute of Ports <news@example.org>
  postal_address: 1 Quay Street, Harbour Town
  list_id: news.example.org
  server: {host: smtp.example.org, user: news@example.org}"""


def read_mail_settings(project: Project, settings: Settings) -> MailSettings:
    """Return the section `mail` of brief.yaml. Raises ProjectError if it is missing."""
    if settings.mail is None:
        shown = project.display_path(project.settings_file)
        msg = f"{shown} does not say from where, and by which server, mails are sent"
        raise ProjectError(
            msg, "add the five lines above to it, with your own values", "mail-missing"
        )
    return settings.mail


def check_is_final(briefing: Briefing, today: date) -> list[Finding]:
    """Return errors if the briefing must not be published yet, or its languages disagree."""
    found: list[Finding] = []
    place = Place(briefing.places.folder)
    if briefing.facts.status == "draft":
        message = f"{briefing.slug} is a draft"
        remedy = "remove `status: draft` from its briefing.yaml, and build it again"
        found.append(error("mail-draft", message, remedy, place))
    embargo = briefing.facts.embargo
    if embargo and embargo > today:
        message = f"{briefing.slug} has an embargo until {embargo.isoformat()}"
        remedy = "send it on that day, or change the embargo in its briefing.yaml"
        found.append(error("mail-embargo", message, remedy, place))
    reasons = [finding for finding in briefing.findings if _is_disagreement(finding)]
    if reasons:
        what = "a finding" if len(reasons) == 1 else f"{len(reasons)} findings"
        message = f"the languages of {briefing.slug} do not agree: see {what} above"
        remedy = f"correct the texts and run `brief agree {briefing.slug}`"
        found += [*reasons, error("mail-languages-disagree", message, remedy, place)]
    return found


def _is_disagreement(finding: Finding) -> bool:
    about_numbers = finding.code.startswith(NUMBERS) and finding.severity is not Severity.NOTE
    return about_numbers or finding.code in DISAGREEMENT


def check_pdfs(project: Project, briefing: Briefing) -> list[Finding]:
    """Return errors if a PDF in dist/ is missing, changed, older than its sources, or not clean.

    A warning of the build counts as well: what is sent cannot be corrected.
    """
    report = _find_build(project, briefing.slug)
    place = Place(briefing.places.folder)
    remedy = f"run `brief build {briefing.slug}`"
    if report is None:
        what = "are missing, or not those of its texts and settings"
        message = f"the PDFs of {briefing.slug} in dist/ {what}"
        return [error("mail-pdf-stale", message, remedy, place)]
    made = {result.language for result in report.results if result.path}
    found = [
        error("mail-pdf-stale", f"{briefing.slug} has no PDF in `{tag}`", remedy, place)
        for tag in briefing.editions
        if tag not in made
    ]
    every = [*report.findings, *(finding for one in report.results for finding in one.findings)]
    problems = [one for one in dict.fromkeys(every) if one.severity is not Severity.NOTE]
    if problems:
        message = f"the preflight of {briefing.slug} is not clean: see the findings above"
        remedy = f"correct them, and run `brief build {briefing.slug}`"
        found += [*problems, error("mail-preflight", message, remedy, place)]
    return found


def _find_build(project: Project, slug: str) -> Report | None:
    """Return the report of the last build if its PDFs are up to date; nothing is built."""
    from brief.build import Request
    from brief.build.incremental import UpToDateCheck
    from brief.build.output import OutputFolder

    check = UpToDateCheck(project, Request(slugs=(slug,)), OutputFolder(project, None))
    return check.find_unchanged_report(slug)


def check_key(journal: Journal, edition: Edition, key: TokenKey) -> None:
    """Check that the key is the one with which the deliveries of an edition were recorded.

    With another one, tokens in sent mails have no effect, erased people are not recognised, and no
    copy in the witness mailbox is known. Raises SetupError.
    """
    delivery = journal.find_not_erased(edition.id)
    if delivery and key.delivery_id(edition.slug, delivery.address) != delivery.delivery_id:
        msg = f"delivery/key is not the key with which {edition.slug} was sent"
        raise SetupError(msg, "restore it from a backup: it belongs to the journal")


def check_same_pdfs(edition: Edition, hashes: Mapping[str, str]) -> list[Finding]:
    """Return an error for each PDF that is not the one of the edition's first run."""
    return [
        error(
            "mail-pdf-changed",
            f"the PDF of {edition.slug} in `{tag}` has changed since the first run, on "
            f"{edition.created[:10]}",
            "restore the texts and build again, so that everyone gets the same PDF; or send the "
            "new version as a briefing of its own",
        )
        for tag, frozen in edition.pdf_hashes.items()
        if hashes.get(tag) != frozen
    ]


def require_none(findings: list[Finding]) -> None:
    """Raise ContentError with these findings, if there is an error among them."""
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise ContentError(findings)
