"""Pictures prepared before, in the cache, by the hash of the file and of what was done to it."""

from __future__ import annotations

import json
from collections import OrderedDict
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from brief.press.job.pictures.ink_values import stores_paper
from brief.press.job.pictures.picture_file import PictureFile
from brief.press.job.pictures.prepare import (
    PictureUse,
    PreparedPicture,
    prepare_as_it_is,
    prepare_converted,
)
from brief.press.job.pictures.source_colours import SRGB, find_source_profile, has_unusable_profile
from brief.project import cache_folder
from brief.storage.hashed_store import HashedStore
from brief.storage.toolchain import toolchain_key

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "pictures"
MAX_RECENT = 8
_recent: OrderedDict[str, PreparedPicture] = OrderedDict()


@dataclass(frozen=True, slots=True)
class CheckedPicture:
    """What a check of a picture found.

    `lacks_profile` means that it is in CMYK without a profile, `is_untrue` that its profile cannot
    be used, so that its colours are taken for sRGB.
    """

    lacks_profile: bool
    is_untrue: bool


def picture_store(cache: Path) -> HashedStore:
    """Return the store of prepared pictures below the cache folder."""
    return HashedStore(cache / FOLDER, ".picture", 256 << 20)


def check_picture(content: bytes) -> CheckedPicture:
    """Read a picture to its end, and return what its print depends on.

    Raises PictureRefused if it cannot be printed. A picture is read once, until it changes.
    """
    key, store = _make_key(content, "check"), picture_store(cache_folder())
    if found := store.read(key):
        return CheckedPicture(**json.loads(found))
    file = PictureFile(content)
    file.check()
    profile = find_source_profile(file)
    lacks = file.mode == "CMYK" and profile == SRGB
    if file.mode == "CMYK":
        stores_paper(file)
    checked = CheckedPicture(lacks, has_unusable_profile(file))
    with suppress(OSError):
        store.write(key, json.dumps(asdict(checked)).encode())
    return checked


def prepare_picture(file: PictureFile, size: tuple[int, int], use: PictureUse) -> PreparedPicture:
    """Return a picture as a PDF needs it, with that size in pixels.

    Raises PictureRefused if it cannot be converted right.
    """
    if plain := prepare_as_it_is(file, size, use):
        return plain
    profile = sha256(use.cmyk_profile).hexdigest() if file.mode == "CMYK" else ""
    key = _make_key(file.content, f"{size} {use.keeps_inks} {profile}")
    if key in _recent:
        _recent.move_to_end(key)
        return _recent[key]
    store = picture_store(cache_folder())
    found = store.read(key)
    prepared = _decode(found) if found else prepare_converted(file, size, use)
    if not found:
        with suppress(OSError):
            store.write(key, _encode(prepared))
    _recent[key] = prepared
    if len(_recent) > MAX_RECENT:
        _recent.popitem(last=False)
    return prepared


def _make_key(content: bytes, purpose: str) -> str:
    digest = sha256(f"{toolchain_key()}\n{purpose}\n".encode())
    digest.update(content)
    return digest.hexdigest()


def _encode(picture: PreparedPicture) -> bytes:
    fields = asdict(picture)
    data, alpha = fields.pop("data"), fields.pop("alpha")
    head = json.dumps({**fields, "length": len(data)}).encode()
    return b"\n".join([head, data + alpha])


def _decode(content: bytes) -> PreparedPicture:
    head, _, body = content.partition(b"\n")
    fields = json.loads(head)
    length = fields.pop("length")
    return PreparedPicture(**fields, data=body[:length], alpha=body[length:])
