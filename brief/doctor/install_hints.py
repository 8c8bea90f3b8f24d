"""Commands that install missing libraries, programs and fonts, by platform."""

from __future__ import annotations

import sys
from pathlib import Path

OS_RELEASE = Path("/etc/os-release")

COMMANDS = {
    "debian": "apt-get install {}",
    "fedora": "dnf install {}",
    "alpine": "apk add {}",
    "arch": "pacman -S {}",
    "suse": "zypper install {}",
    "macos": "brew install {}",
    "windows": "in an MSYS2 shell: pacman -S {}",
}
"""The package manager's install command, by platform."""

PACKAGES = {
    "pango": {
        "debian": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "fedora": "pango harfbuzz",
        "alpine": "pango harfbuzz-subset",
        "arch": "pango harfbuzz",
        "suse": "libpango-1_0-0 libharfbuzz-subset0",
        "macos": "pango",
        "windows": "mingw-w64-ucrt-x86_64-pango",
    },
    "pdftoppm": {
        **dict.fromkeys(("debian", "fedora", "alpine"), "poppler-utils"),
        **dict.fromkeys(("arch", "macos"), "poppler"),
        "suse": "poppler-tools",
        "windows": "mingw-w64-ucrt-x86_64-poppler",
    },
    "fonts-noto-core": {"debian": "fonts-noto-core"},
    "fonts-noto-cjk": {"debian": "fonts-noto-cjk"},
}
"""The packages that provide a part, by platform; platforms without such a package are left out."""

_LIKE = {
    **dict.fromkeys(("debian", "ubuntu"), "debian"),
    **dict.fromkeys(("fedora", "rhel", "centos"), "fedora"),
    "alpine": "alpine",
    "arch": "arch",
    **dict.fromkeys(("suse", "opensuse"), "suse"),
}


def how_to_install(thing: str, platform: str, otherwise: str = "") -> str:
    """Return the command that installs `thing` on a platform; `otherwise` if no package has it.

    For an unknown platform, return the commands of all platforms.
    """
    packages = PACKAGES.get(thing, {})
    if platform in packages:
        return COMMANDS[platform].format(packages[platform])
    if platform in COMMANDS or not packages:
        return otherwise
    named = "; ".join(f"{name}: {COMMANDS[name].format(it)}" for name, it in packages.items())
    return f"{otherwise} ({named})" if otherwise else named


def this_platform(system: str = sys.platform, release: Path = OS_RELEASE) -> str:
    """Return the platform as named in COMMANDS; "" for an unknown one.

    Linux distributions name themselves and related ones in /etc/os-release (os-release(5)).
    """
    if system in {"darwin", "win32"}:
        return {"darwin": "macos", "win32": "windows"}[system]
    try:
        lines = release.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    fields = dict(line.split("=", 1) for line in lines if "=" in line)
    names = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").split()
    return next((_LIKE[name] for name in names if name in _LIKE), "")
