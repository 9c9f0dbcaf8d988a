"""What there is to read of an account, what is known of it before, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from app.bank.protocol import AccountRef, BankSession, Family
from app.models.banking import Account
from app.models.syncing import AccountState
from app.services.feed import feed

ACCOUNTS, TRANSACTIONS, BACK_FILL = "accounts", "transactions", "back_fill"
BALANCE, BOOKED, PENDING = "balance", "transactions", "pending transactions"
DIRECT_DEBITS, STANDING_ORDERS = "direct debits", "standing orders"
CORE = (BALANCE, BOOKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an account before it is read."""

    account_id: UUID
    ref: AccountRef
    name: str
    since: date | None
    has_mandates: bool
    unsupported: frozenset[str]
    booked_to: date | None
    widely_read_on: date | None
    offered: frozenset[str]

    @classmethod
    def of(cls, row: Account, state: AccountState) -> "Known":
        return cls(
            account_id=row.id,
            ref=AccountRef(
                provider_account_id=row.provider_account_id or "",
                family=Family(row.family),
                currency=row.currency,
            ),
            name=row.name,
            since=row.transactions_from,
            has_mandates=feed.has_mandates(row),
            unsupported=frozenset(row.unsupported),
            booked_to=state.booked_to,
            widely_read_on=state.widely_read_on,
            offered=frozenset(state.offered),
        )

    def steps(self, kind: str) -> list[str]:
        """Return what is to be read, in order."""
        if kind == ACCOUNTS:
            wanted = [BALANCE]
        else:
            # Deep history first: the bank may give it for minutes only.
            wanted = [BOOKED, BALANCE, PENDING]
            if self.has_mandates:
                wanted += [DIRECT_DEBITS, STANDING_ORDERS]
        return [step for step in wanted if step not in self.unsupported]


class Asking(Protocol):
    """Puts a question to the bank, spending a call under the name of what is asked."""

    def __call__[Answer](
        self, step: str, provider_account_id: str, question: Callable[[BankSession], Answer]
    ) -> Answer: ...


@dataclass(slots=True)
class Outcome:
    """What came of the core of the accounts (balances and rows); ``postponed`` was not asked."""

    read: int = 0
    refused: int = 0
    failed: int = 0
    postponed: int = 0
    may_retry: bool = False
    retry_at: datetime | None = None

    def wait_until(self, moment: datetime | None) -> None:
        """Remember that another try may help, and from when at the earliest."""
        self.may_retry = True
        if moment is not None:
            self.retry_at = max(self.retry_at or moment, moment)
