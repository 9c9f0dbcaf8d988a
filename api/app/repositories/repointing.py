"""Letting everything that names one row of a table name another instead."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import FromClause, exists, update
from sqlalchemy.orm import Session

from app.models import Base


def repoint(
    session: Session,
    target: FromClause,
    *,
    kept: UUID,
    gone: UUID,
    leave: Collection[FromClause] = (),
) -> None:
    """Point every foreign key to ``target`` from the one row to the other.

    The keys are found in the metadata, so that a table added later is followed too; those of
    the tables in ``leave`` stay. Where the kept row has its own of what only one can have, its
    own stays.
    """
    for table in Base.metadata.sorted_tables:
        if table in leave:
            continue
        for key in table.foreign_keys:
            if key.column.table is not target:
                continue
            column = table.c[key.parent.name]
            query = update(table).where(column == gone).values({key.parent.name: kept})
            if column.primary_key or column.unique:
                other = table.alias()
                query = query.where(~exists().where(other.c[key.parent.name] == kept))
            session.execute(query)
