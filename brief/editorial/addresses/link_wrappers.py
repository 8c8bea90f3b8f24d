"""Free web addresses of the wrappers that mail and social services put around them.

A wrapper is an address that leads to the real one through a server that counts the click, or scans
the page. Many carry the mail address of the person whose mail was scanned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from urllib.parse import SplitResult

MAX_ADDRESS = 4_000
MAX_LAYERS = 4

# Host (with its subdomains), path, and the parameters that hold the address behind the wrapper.
_BY_PARAMETER = (
    (r"safelinks\.protection\.(?:outlook\.com|office365\.us|outlook\.cn)", r"/.*", "url"),
    (r"(?:www|news)\.google\.(?:[a-z]{2,3}\.)?[a-z]{2,3}", r"/url", "q url"),
    (r"(?:l|lm)\.(?:facebook|instagram)\.com|(?:www|m)\.facebook\.com", r"/(?:l\.php|flx/warn/)?",
     "u"),
    (r"l\.threads\.(?:net|com)|l\.messenger\.com|l\.wl\.co", r"/.*", "u"),
    (r"urldefense\.proofpoint\.com", r"/v1/.*", "u"),
    (r"slack-redir\.net", r"/link", "url"),
    (r"getpocket\.com", r"/redirect", "url"),
    (r"duckduckgo\.com", r"/l/?", "uddg"),
    (r"(?:www\.)?youtube\.com", r"/redirect", "q"),
    (r"(?:www\.|m\.)?vk\.(?:com|ru)", r"/away\.php", "to"),
    (r"(?:www\.)?linkedin\.com", r"/(?:safety/go|redir/redirect)/?", "url"),
    (r"(?:www\.)?reddit\.com|out\.reddit\.com", r"/(?:t3_\w+|link)", "url"),
    (r"steamcommunity\.com", r"/linkfilter/?", "url u"),
    (r"(?:www\.)?bing\.com", r"/(?:ck/a|alink/link)", "url"),
    (r"r\.search\.yahoo\.com", r"/.*", "RU"),
    (r"(?:link\.)?zhihu\.com|link\.zhihu\.com", r"/?", "target"),
    (r"link\.(?:juejin\.cn|csdn\.net)", r"/?", "target"),
    (r"(?:www\.)?jianshu\.com", r"/go-wild", "url"),
    (r"protect-[a-z]+\.mimecast\.com", r"/s/.*", "u url"),
    (r"cas5-0-urlprotect\.trendmicro\.com|.*urlprotect\.trendmicro\.com", r".*", "url"),
    (r"linkprotect\.cudasvc\.com", r"/url", "a"),
    (r"clicktime\.symantec\.com", r"/.*", "u"),
    (r"(?:www\.)?awin1\.com", r"/cread\.php", "ued p"),
    (r"go\.skimresources\.com", r"/?", "url"),
)  # fmt: skip
# The address is on the service's server only.
_HIDING = re.compile(
    r"t\.co|bit\.ly|ow\.ly|buff\.ly|tinyurl\.com|goo\.gl|lnkd\.in|dlvr\.it|is\.gd|t\.ly|rebrand\.ly"
    r"|(?:[\w-]+\.)*(?:mimecast\.com|mimecastprotect\.com|list-manage\.com|sendgrid\.net"
    r"|mailchimp\.com|hubspotlinks\.com|sparkpostmail\.com|mandrillapp\.com|mjt\.lu|exacttarget\.com"
    r"|rs6\.net|linksynergy\.com|clicks\.mlsend\.com|cmail[0-9]*\.com|createsend[0-9]*\.com)"
)
_HIDING_PATHS = {"list-manage.com": "/track/", "mailchimp.com": "/track/"}
_TRACKING = re.compile(
    r"(?i)utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium|content|cid)|piwik_\w+|matomo_\w+"
    r"|hsa_\w+|fb_(?:action|ref|source)\w*|(?:fb|g|dc|tt|tw|li|ms|y|wbra|gbra|ga|rdt_|irc)clid|clid"
    r"|fbclid|gclsrc|twclid|igshid?|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_(?:id|conv)|oly_\w+_id"
    r"|wickedid|_openstat|yclid|ysclid|s_cid|wt_?mc(?:_\w+)?|at_(?:campaign|medium|custom\d|recipient_\w+)"
    r"|xtor|ns_(?:campaign|mchannel|source|linkname|fee)|ref_(?:src|url)|sc_(?:campaign|channel|cid)"
    r"|_ga|_gl|ncid|cmpid|trk(?:campaign|contact|email)?|srsltid|guccounter|guce_referr\w+|spm"
)
_UNSAFE = re.compile(
    r'[\s<>"{}|\\^`()\x00-\x20\x7f-\x9f]'
)  # RFC 3986: not in addresses, or Markdown's
_MAIL_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])")
_PROOFPOINT_3 = re.compile(r"/v3/__(?P<address>.+?)__;(?P<rest>[^!]*)!.*")


@dataclass(frozen=True, slots=True)
class CleanAddress:
    """An address without wrapper and tracking.

    `removed` names what was taken away. `hides_target`: where it leads is known to the service
    only. `mail`: a mail address that the address carries, or "".
    """

    address: str
    removed: tuple[str, ...] = ()
    hides_target: bool = False
    mail: str = ""


def clean_address(address: str) -> CleanAddress:
    """Return an address freed of its wrappers and of parameters that follow readers.

    Anything else than a web address is returned as it is.
    """
    removed: list[str] = []
    for _ in range(MAX_LAYERS):
        parts = _split(address)
        if parts is None:
            break
        inner = _unwrap(parts)
        if not inner or _split(inner) is None:
            break
        removed.append(str(parts.hostname))
        address = _UNSAFE.sub(lambda sign: quote(sign[0], safe=""), inner)
    parts = _split(address)
    if parts is None:
        return CleanAddress(address, tuple(removed))
    address, parameters = _drop_tracking(address, parts)
    found = _MAIL_ADDRESS.search(unquote(f"{parts.path}?{urlsplit(address).query}"))
    mail = found[0] if found and len(address) <= MAX_ADDRESS else ""
    return CleanAddress(address, (*removed, *parameters), _hides_target(parts), mail)


def _split(address: str) -> SplitResult | None:
    """Return the parts of a web address of usual length, or None."""
    if len(address) > MAX_ADDRESS:
        return None
    try:
        parts = urlsplit(address)
        whole = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return parts if whole else None


def _unwrap(parts: SplitResult) -> str:
    """Return the address that a wrapper leads to, or "" for any other address."""
    host = str(parts.hostname).lower()
    if special := _SPECIAL.get(host):
        return special(parts)
    for hosts, path, names in _list_wrappers():
        if hosts.fullmatch(host) and path.fullmatch(parts.path):
            values: Mapping[str, str] = dict(parse_qsl(parts.query))
            return next((values[name] for name in names if "://" in values.get(name, "")), "")
    return ""


@cache
def _list_wrappers() -> tuple[tuple[re.Pattern[str], re.Pattern[str], list[str]], ...]:
    """Return the wrappers with their expressions, which most briefings do not need."""
    return tuple(
        (re.compile(rf"(?:[\w-]+\.)*(?:{host})"), re.compile(path), names.split())
        for host, path, names in _BY_PARAMETER
    )


def _unwrap_proofpoint(parts: SplitResult) -> str:
    """Return the address in a link of Proofpoint's URL Defense, versions 1 to 3.

    Version 2 writes `-` for `%` and `_` for `/`. Version 3 has the address between underlines;
    a `*` in it replaces a sign that follows in Base64, so that such an address is not read.
    """
    values = dict(parse_qsl(parts.query))
    if parts.path.startswith("/v2/"):
        return unquote(values.get("u", "").replace("-", "%").replace("_", "/"))
    whole = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if found := _PROOFPOINT_3.match(whole):
        inner = re.sub(r"^(https?:/)(?=[^/])", r"\1/", found["address"])
        return _fill_stars(inner, found["rest"])
    return values.get("u", "") if parts.path.startswith("/v1/") else ""


def _fill_stars(address: str, encoded: str) -> str:
    """Return an address of version 3 with its `*` replaced by the signs that were encoded."""
    import base64
    import binascii

    if "*" not in address:
        return address
    try:
        signs = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    waiting = list(signs)
    # `**X` replaces several signs at once, as many as the letter says: rare, and not read.
    if "**" in address or len(waiting) != address.count("*"):
        return ""
    return re.sub(r"\*", lambda _: waiting.pop(0), address)


_SPECIAL: dict[str, Callable[[SplitResult], str]] = {
    "urldefense.com": _unwrap_proofpoint,
    "urldefense.us": _unwrap_proofpoint,
    "urldefense.proofpoint.com": _unwrap_proofpoint,
}


def _drop_tracking(address: str, parts: SplitResult) -> tuple[str, list[str]]:
    """Return an address without its parameters that follow readers, and their names."""
    fields = parts.query.split("&") if parts.query else []
    names = [unquote(each.partition("=")[0]) for each in fields]
    removed = [name for name in names if _TRACKING.fullmatch(name)]
    kept = [each for each, name in zip(fields, names, strict=True) if not _TRACKING.fullmatch(name)]
    if not removed:
        return address, []
    return urlunsplit(parts._replace(query="&".join(kept))), removed


def _hides_target(parts: SplitResult) -> bool:
    host = str(parts.hostname).lower()
    if not _HIDING.fullmatch(host.removeprefix("www.")) and not _is_wrapper(parts):
        return False
    needed = next((path for end, path in _HIDING_PATHS.items() if host.endswith(end)), "/")
    return parts.path.startswith(needed) and parts.path != "/"


def _is_wrapper(parts: SplitResult) -> bool:
    host = str(parts.hostname).lower()
    return host in _SPECIAL or ".safelinks.protection." in f".{host}"
