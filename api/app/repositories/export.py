"""Everything kept of one household, table by table, without a secret."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.orm import Session

from app.models import Base
from app.models.people import Household

# What is no part of a person's data: keys, what they are looked up by, work under way, and sums
# of what is there itself.
LEFT_OUT = frozenset(
    {
        "login_failures", "connection_attempts", "raw_rows", "sorting_claims", "stale_months",
        "monthly_sums", "monthly_merchant_sums", "daily_sums",
    }
)  # fmt: skip
_SECRET_ENDINGS = ("_encrypted", "_hash", "fingerprint", "_digest", "token")
_SECRETS = frozenset({"identity", "credentials_id"})
_AT_ONCE = 400


def is_secret(column: str) -> bool:
    """Return whether a column is a key, or what one is recognised by."""
    return column in _SECRETS or column.endswith(_SECRET_ENDINGS)


class ExportRepository:
    """What belongs to one household, found by how the tables refer to each other."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def tables(self) -> list[str]:
        """Return the names of the tables that hold something of a household."""
        return [
            table.name
            for table in Base.metadata.sorted_tables
            if table.name not in LEFT_OUT and self._ours(table) is not None
        ]

    def columns(self, name: str) -> list[str]:
        """Return a table's columns, but for the secret ones."""
        table = Base.metadata.tables[name]
        return [column.name for column in table.columns if not is_secret(column.name)]

    def rows(self, name: str) -> Iterator[Mapping[str, Any]]:
        """Yield the household's rows of a table in a steady order, some at a time."""
        table = Base.metadata.tables[name]
        where = self._ours(table)
        if where is None:
            return
        query = (
            select(*(table.columns[column] for column in self.columns(name)))
            .where(where)
            .order_by(*table.primary_key.columns)
            .execution_options(yield_per=_AT_ONCE)
        )
        names = self.columns(name)
        for row in self._session.execute(query):
            yield dict(zip(names, row, strict=True))

    def _ours(
        self, table: Table, *, above: frozenset[str] = frozenset()
    ) -> ColumnElement[bool] | None:
        """Return what makes a row the household's: directly, or by what it belongs to."""
        if table is Household.__table__:
            return table.c.id == self._household_id
        if "household_id" in table.c:
            return table.c.household_id == self._household_id
        # What it cannot do without is what it belongs to.
        for key in sorted(table.foreign_keys, key=lambda each: each.parent.nullable is True):
            parent = key.column.table
            if parent.name in above or parent is table:
                continue
            of_parent = self._ours(parent, above=above | {table.name})
            if of_parent is not None:
                return key.parent.in_(select(key.column).where(of_parent))
        return None
