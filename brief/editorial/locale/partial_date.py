"""Dates whose day, or day and month, are not known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day: a publication date as precisely as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """Return the known part of the date in ISO 8601."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text
