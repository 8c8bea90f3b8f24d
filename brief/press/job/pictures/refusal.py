"""A picture that cannot be printed as it is."""

from __future__ import annotations


class PictureRefused(ValueError):  # noqa: N818 - the file is at fault, not brief
    """Why a picture cannot be printed: a code of a finding, the rest of a sentence, a remedy.

    `reason` follows the name of the picture, as in "is damaged".
    """

    def __init__(self, code: str, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.code, self.reason, self.remedy = code, reason, remedy
