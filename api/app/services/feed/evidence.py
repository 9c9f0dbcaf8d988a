"""Rows as the bank wrote them: kept compressed and encrypted, shown as proof, read again.

A rule of reading that turns out wrong is mended for the past too: what was kept is read by the
new rules, and the rows follow.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.bank.protocol import AccountRef, BankProvider, BankTransaction, Family
from app.core.crypto import Vault
from app.models.banking import Account
from app.repositories.feed import EvidenceRepository

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A row as the bank wrote it, and when."""

    row: Mapping[str, Any]
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How evidence is kept: by which key, read by which rules, for how long."""

    vault: Vault
    provider: BankProvider
    keep_for: timedelta

    def keep(
        self,
        session: Session,
        rows: Sequence[tuple[UUID, BankTransaction]],
        *,
        now: datetime,
    ) -> None:
        """Store what the bank wrote of these rows; nothing if nothing is to be kept."""
        if not self.keep_for:
            return
        EvidenceRepository(session).keep(
            [
                {
                    "transaction_id": transaction_id,
                    "payload_encrypted": self._seal(row.raw),
                    "rules_version": self.provider.rules_version,
                    "fetched_at": now,
                }
                for transaction_id, row in rows
                if row.raw is not None
            ]
        )

    def read(self, session: Session, *, household_id: UUID, transaction_id: UUID) -> Written | None:
        """Return the row as the bank wrote it, ``None`` if it was not kept."""
        found = EvidenceRepository(session).of(transaction_id, household_id=household_id)
        if found is None:
            return None
        return Written(row=self._open(found.payload_encrypted), fetched_at=found.fetched_at)

    def forget_old(self, session: Session, *, now: datetime) -> None:
        """Delete what was kept long enough."""
        EvidenceRepository(session).forget(fetched_before=now - self.keep_for)

    def reread(self, session: Session) -> Sequence[tuple[Account, UUID, BankTransaction]]:
        """Return some rows whose evidence today's rules have not read yet, as they read it.

        Empty when all of it is read. Each call marks what it returns as read.
        """
        version = self.provider.rules_version
        found: list[tuple[Account, UUID, BankTransaction]] = []
        kept = EvidenceRepository(session)
        while not found:
            batch = kept.read_by_older_rules(version, limit=_BATCH)
            if not batch:
                break
            for raw, transaction, account in batch:
                raw.rules_version = version
                row = self.provider.reread(
                    self._open(raw.payload_encrypted),
                    account=AccountRef(
                        provider_account_id=account.provider_account_id or "",
                        family=Family(account.family),
                        currency=account.currency,
                    ),
                    pending=transaction.status == "pending",
                )
                if row is not None:
                    found.append((account, transaction.id, row))
            session.flush()
        return found

    def _seal(self, raw: Mapping[str, Any]) -> bytes:
        packed = zlib.compress(json.dumps(raw, default=str, separators=(",", ":")).encode())
        return self.vault.seal(packed)

    def _open(self, sealed: bytes) -> dict[str, Any]:
        row: dict[str, Any] = json.loads(zlib.decompress(self.vault.open(sealed)))
        return row
