"""How a person wants a file read, as it is kept between two looks at it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.bank.files import Columns, Wishes
from app.domain.statements.amounts import DecimalMark, Sign
from app.domain.statements.dates import DateOrder


def wishes_of(kept: Mapping[str, Any]) -> Wishes:
    """Return the wishes that were kept."""
    columns = kept.get("columns")
    return Wishes(
        columns=None if columns is None else columns_of(columns),
        date_order=DateOrder(kept["date_order"]) if kept.get("date_order") else None,
        decimal_mark=DecimalMark(kept["decimal_mark"]) if kept.get("decimal_mark") else None,
        sign=Sign(kept["sign"]) if kept.get("sign") else None,
        currency=kept.get("currency"),
        only=kept.get("only"),
    )


def columns_of(kept: Mapping[str, Any]) -> Columns:
    """Return the columns that were kept or sent."""
    several = ("description", "account")
    return Columns(
        description=tuple(kept.get("description") or ()),
        account=tuple(kept.get("account") or ()),
        **{name: place for name, place in kept.items() if name not in several},
    )


def kept_columns(columns: Columns) -> dict[str, Any]:
    """Return the columns as they are kept and sent."""
    return {
        name: list(place) if isinstance(place, tuple) else place
        for name, place in asdict(columns).items()
    }
