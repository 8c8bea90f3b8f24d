"""How a page names its files: an invented scheme, so that no machine's path gets into a PDF."""

from __future__ import annotations

from urllib.parse import quote, uses_netloc, uses_relative

SCHEME = "brief"

# urljoin resolves relative URLs, as in a style sheet, for those schemes only that are listed here.
for _schemes in (uses_relative, uses_netloc):
    if SCHEME not in _schemes:
        _schemes.append(SCHEME)


def file_url(root: str, name: str) -> str:
    """Return the URL of the file `name` in the folder that the press knows as `root`."""
    return f"{SCHEME}:///{root}/{quote(name)}"
