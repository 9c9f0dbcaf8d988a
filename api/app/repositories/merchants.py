"""Merchants and the spellings that lead to them, always within one household."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.models.spending import Merchant, MerchantKey


class MerchantRepository:
    """Who the household pays."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def ids(self, wanted: Mapping[str, str]) -> dict[str, UUID]:
        """Return the merchant each key leads to; a key seen first makes one of the name given."""
        if not wanted:
            return {}
        found = self._by_key(list(wanted))
        missing = {key: name for key, name in wanted.items() if key not in found}
        if missing:
            ids = {key: uuid4() for key in missing}
            self._session.execute(
                insert(Merchant),
                [
                    {"id": ids[key], "household_id": self._household_id, "name": name}
                    for key, name in missing.items()
                ],
            )
            self._session.execute(
                insert(MerchantKey),
                [
                    {"household_id": self._household_id, "key": key, "merchant_id": ids[key]}
                    for key in missing
                ],
            )
            found |= ids
        return found

    def _by_key(self, keys: list[str]) -> dict[str, UUID]:
        rows = self._session.execute(
            select(MerchantKey.key, MerchantKey.merchant_id).where(
                MerchantKey.household_id == self._household_id, MerchantKey.key.in_(keys)
            )
        )
        return {row.key: row.merchant_id for row in rows}
