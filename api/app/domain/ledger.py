"""What an account is, and how much of its balance is the household's own."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.money import Money


class AccountKind(StrEnum):
    """What an account is for."""

    CURRENT = "current"
    SAVINGS = "savings"
    POT = "pot"
    CREDIT_CARD = "credit_card"
    CHARGE_CARD = "charge_card"
    INSTALMENT_CREDIT = "instalment_credit"


@dataclass(frozen=True, slots=True)
class CashBalance:
    """What a bank reports about a cash account."""

    current: Money
    available: Money | None
    overdraft: Money
    """The arranged limit, zero where there is none."""
    pending: Money
    """The signed sum of the pending rows."""


@dataclass(frozen=True, slots=True)
class OwnMoney:
    """The household's own money in an account, and how sure the bank's figures make it."""

    own: Money
    booked_and_pending: Money
    reconciles: bool
    available_includes_overdraft: bool | None
    """None where the bank reports no available balance."""


def own_money(balance: CashBalance) -> OwnMoney:
    """Return the money that is the household's own, without the overdraft.

    Banks disagree on whether ``available`` contains the overdraft: it does if taking the
    overdraft away brings it nearer to the current balance.
    """
    booked_and_pending = balance.current + balance.pending
    if balance.available is None:
        return OwnMoney(
            own=booked_and_pending,
            booked_and_pending=booked_and_pending,
            reconciles=True,
            available_includes_overdraft=None,
        )

    without_overdraft = balance.available - balance.overdraft
    includes = abs(without_overdraft - balance.current) < abs(balance.available - balance.current)
    own = without_overdraft if includes else balance.available
    return OwnMoney(
        own=own,
        booked_and_pending=booked_and_pending,
        reconciles=abs(own - booked_and_pending) <= Money.from_major(1, own.currency),
        available_includes_overdraft=includes,
    )


def cushion(own: Money, overdraft: Money) -> Money:
    """Return the arranged overdraft still unused: shown, never counted as money."""
    nothing = Money.zero(own.currency)
    return max(overdraft + min(own, nothing), nothing)
