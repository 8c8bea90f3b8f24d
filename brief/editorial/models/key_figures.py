"""Models of key figures: a value with its unit, its series over time, and how it is drawn."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from brief.editorial.fields.invalid_value import invalid_value
from brief.editorial.fields.numbers_and_dates import read_number_or_gap, read_whole
from brief.editorial.models.base import (
    MAX_ENTRIES,
    Count,
    Identifier,
    Model,
    Number,
    Period,
    Unit,
    YesNo,
)

Qualifier = Literal["almost", "about", "over", "under", "planned"]
Trend = Literal["up", "down", "steady"]
Scenario = Literal["actual", "earlier", "plan", "forecast"]
"""What a value is: measured, earlier, planned or expected (ISO 24896:2026)."""
ChartKind = Literal["column", "line", "dot", "bar"]
NumberOrGap = Annotated[Decimal | None, BeforeValidator(read_number_or_gap)]
Whole = Annotated[Decimal | str, BeforeValidator(read_whole)]


class Range(Model):
    """A range of values, written `[16, 29]`; `low` is less than `high`."""

    low: Number
    high: Number

    @model_validator(mode="before")
    @classmethod
    def _from_pair(cls, data: object) -> object:
        if not isinstance(data, list):
            return data
        if len(data) != 2:  # noqa: PLR2004 - a range has two ends
            message = f"a range has two values, not {len(data)}"
            remedy = "write the lower and the higher value, as in [16, 29]"
            if all(isinstance(part, str) and part.strip().isdigit() for part in data):
                remedy += ", with a decimal point if they have decimals, as in [16.5, 29]"
            raise invalid_value("bad-range", message, remedy)
        return {"low": data[0], "high": data[1]}

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.low >= self.high:
            raise invalid_value(
                "bad-range",
                f"a range begins with its lower value, but {self.low} is not less than {self.high}",
                "write the lower value first, as in [16, 29]",
            )
        return self


def _value_form(value: object) -> str:
    """Return the tag of the union `Value` for a range or a number."""
    return "range-form" if isinstance(value, list | dict | Range) else "number-form"


Value = Annotated[
    Annotated[Range, Tag("range-form")] | Annotated[Number, Tag("number-form")],
    Discriminator(_value_form),
]


class SeriesPoint(Model):
    """The value of a period, None if it is not known: a gap."""

    period: Period
    value: NumberOrGap = None
    scenario: Scenario | None = None


def _series_form(series: object) -> str:
    """Return the tag of the union `Series` for a list of points or for values by period."""
    return "points-form" if isinstance(series, list | tuple) else "periods-form"


Series = Annotated[
    Annotated[tuple[SeriesPoint, ...], Field(max_length=MAX_ENTRIES), Tag("points-form")]
    | Annotated[dict[Period, NumberOrGap], Field(max_length=MAX_ENTRIES), Tag("periods-form")],
    Discriminator(_series_form),
]
"""Values over time, as points or as `{2023: 0.6e6, 2024: ~, 2025: 1.5e6}`."""


def list_points(series: Series | None, scenario: Scenario | None) -> tuple[SeriesPoint, ...]:
    """Return the points of a series; `scenario` is that of the last one unless it has its own."""
    if isinstance(series, dict):
        # Both are valid already, and this is faster.
        found = tuple(
            SeriesPoint.model_construct(period=at, value=value) for at, value in series.items()
        )
    else:
        found = series or ()
    if found and scenario and found[-1].scenario is None:
        last = found[-1].model_copy(update={"scenario": scenario})
        found = (*found[:-1], last)
    return found


def find_change(points: tuple[SeriesPoint, ...]) -> Trend | None:
    """Return the direction from the first to the last known value of a series, None without two."""
    values = [point.value for point in points if point.value is not None]
    if len(values) < 2:  # noqa: PLR2004 - a change has two ends
        return None
    first, last = values[0], values[-1]
    return "steady" if first == last else "up" if last > first else "down"


class KeyFigure(Model):
    """A value with its unit, on the axes of a number format of ECMA-402 (15.1, Intl.NumberFormat).

    `unit` is an ISO 4217 currency code, `percent`, `year`, `multiple`, or a CLDR unit such as
    `kilometer` or `kilowatt-hour`; None for a plain number. `percent` 29 means 29 %. `digits` is
    the number of digits after the decimal mark; without it every digit typed is kept.
    `additional`: the value does not appear in the text. `of` is the whole that the value is a part
    of: the id of another key figure, or a number. `good`: the direction of change that is good.
    `mark`: how the value is drawn; `auto` chooses by its kind. `scale`: figures with the same name
    have one scale.
    """

    id: Identifier
    value: Value
    unit: Unit | None = None
    notation: Literal["standard", "compact"] = "standard"
    qualifier: Qualifier | None = None
    digits: Count | None = None
    additional: YesNo | None = None
    trend: Trend | None = None
    series: Series | None = None
    scenario: Scenario | None = None
    scale: Identifier | None = None
    good: Literal["up", "down"] | None = None
    of: Whole | None = None
    lead: YesNo | None = None
    mark: Literal["auto", "none", "column", "line", "dot", "bar"] = "auto"

    @property
    def points(self) -> tuple[SeriesPoint, ...]:
        """The points of the series; its last one has the figure's scenario."""
        return list_points(self.series, self.scenario)


class Chart(Model):
    """A chart of key figures, or of a series of its own."""

    id: Identifier
    kind: ChartKind = "column"
    figures: tuple[Identifier, ...] = Field((), max_length=MAX_ENTRIES)
    series: Series | None = None
    unit: Unit | None = None
    notation: Literal["standard", "compact"] = "standard"
    digits: Count | None = None
    scenario: Scenario | None = None
    scale: Identifier | None = None
    place: Literal["sidebar", "text"] = "text"

    @property
    def points(self) -> tuple[SeriesPoint, ...]:
        """The points of the chart's own series."""
        return list_points(self.series, self.scenario)
