"""Tables, one module per aggregate; no behaviour."""

from app.models import (
    banking,
    feed,
    imports,
    people,
    planning,
    records,
    spending,
    syncing,
)
from app.models.base import Base

__all__ = [
    "Base",
    "banking",
    "feed",
    "imports",
    "people",
    "planning",
    "records",
    "spending",
    "syncing",
]
