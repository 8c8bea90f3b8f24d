"""Gather the fonts of a page in one folder, with a fontconfig file that names this folder only.

Nothing in the folder is trusted: links, fontconfig's file and fontconfig's own cache are compared
with what they should be whenever a build asks for the folder, and made again where they differ. The
fonts themselves stay where they are installed, and need not be read for that.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import filecmp
import os
import shutil
from contextlib import suppress
from hashlib import sha256
from html import escape
from pathlib import Path
from tempfile import mkdtemp

from brief.storage.hashed_store import HashedStore

FILES, FONTCONFIG = ".files", ".fontconfig"
"""Suffixes of the two folders of an entry: the gathered fonts, and fontconfig's cache of them."""
CONFIG_NAME = "fonts.conf"
"""Name of fontconfig's file in a folder of fonts."""


def font_store(cache: Path) -> HashedStore:
    """Return the store of gathered fonts: an entry lists the hashes of fontconfig's cache files."""
    return HashedStore(cache / "fonts", ".hashes", 1 << 30, (FILES, FONTCONFIG))


def gather_folder(files: list[Path], cache: Path) -> Path:
    """Return a folder with links to these font files and a fontconfig file.

    The folder is made if it does not exist or is damaged. Raises OSError if that fails.
    """
    states = ((file, file.stat()) for file in files)
    lines = (f"{file}:{state.st_size}:{state.st_mtime_ns}" for file, state in states)
    key = sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    store = font_store(cache)
    folder, scanned = store.companion(key, FILES), store.companion(key, FONTCONFIG)
    links = {f"{number:03}-{file.name}": file for number, file in enumerate(files)}
    config = fontconfig_xml(folder, scanned)
    hashes = store.read(key)
    if _is_intact(folder, links, config):
        if hashes is not None and hashes == _hash_files(scanned):
            return folder
    else:
        if folder.exists() and hashes is not None:
            store.discard(key)
            hashes = None
        _make_folder(folder, links, config)
    if hashes is not None:
        store.discard(key)
    shutil.rmtree(scanned, ignore_errors=True)
    _scan_fonts(folder / CONFIG_NAME)
    store.write(key, _hash_files(scanned))
    return folder


def fontconfig_xml(folder: Path, cache: Path) -> str:
    """Return a fontconfig file for the fonts of one folder only; `cache` is fontconfig's own."""
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        "<fontconfig>\n"
        f"  <dir>{escape(os.fspath(folder), quote=False)}</dir>\n"
        f"  <cachedir>{escape(os.fspath(cache), quote=False)}</cachedir>\n"
        "</fontconfig>\n"
    )


def _is_intact(folder: Path, links: dict[str, Path], config: str) -> bool:
    """Return whether a folder contains exactly these links, or copies, and this fontconfig file."""
    try:
        if {path.name for path in folder.iterdir()} != {*links, CONFIG_NAME}:
            return False
        if (folder / CONFIG_NAME).read_bytes() != config.encode():
            return False
        return all(_leads_to(folder / name, file) for name, file in links.items())
    except OSError:
        return False


def _leads_to(path: Path, file: Path) -> bool:
    """Return whether a path is a link to a font file, or a copy where links are not possible."""
    if path.is_symlink():
        return path.readlink() == file
    return filecmp.cmp(path, file, shallow=False)


def _make_folder(folder: Path, links: dict[str, Path], config: str) -> None:
    """Make the folder beside its place and rename it, so that no build sees it half made."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(mkdtemp(prefix=".fonts-", suffix=FILES, dir=folder.parent))
    try:
        for name, file in links.items():
            try:
                (temporary / name).symlink_to(file)
            except OSError:
                shutil.copyfile(file, temporary / name)
        (temporary / CONFIG_NAME).write_bytes(config.encode())
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(FileNotFoundError):
            folder.unlink()
        try:
            temporary.rename(folder)
        except OSError:
            if not _is_intact(folder, links, config):  # unless another build has made it
                raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _scan_fonts(config: Path) -> None:
    """Have fontconfig read the fonts and write its cache, before several processes do so.

    Without fontconfig nothing happens: the engine reports that it is not installed.
    """
    name = ctypes.util.find_library("fontconfig")
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(name)
        library.FcConfigCreate.restype = ctypes.c_void_p
        loaded = ctypes.c_void_p(library.FcConfigCreate())
        library.FcConfigParseAndLoad(loaded, os.fsencode(config), 1)
        library.FcConfigBuildFonts(loaded)
        library.FcConfigDestroy(loaded)


def _hash_files(folder: Path) -> bytes:
    """Return the names and hashes of the files in fontconfig's cache."""
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    lines = (f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in paths)
    return "\n".join(lines).encode("utf-8", "surrogateescape")
