"""URLs of a page's files in a private scheme, so that no local path is in a PDF."""

from __future__ import annotations

from hashlib import md5
from urllib.parse import quote, uses_netloc, uses_relative

SCHEME = "brief"

# urljoin resolves relative URLs only for the schemes in these lists
for _schemes in (uses_relative, uses_netloc):
    if SCHEME not in _schemes:
        _schemes.append(SCHEME)


def file_url(root: str, name: str) -> str:
    """Return the URL of the file `name` in the root `root`."""
    return f"{SCHEME}:///{root}/{quote(name)}"


def picture_name(url: str) -> str:
    """Return the identifier of a picture, which follows `i` in the name of its XObject."""
    return md5(url.encode(), usedforsecurity=False).hexdigest()
