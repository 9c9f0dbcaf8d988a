"""What is true about the household, so that a test can compare what was worked out."""

from dataclasses import dataclass
from datetime import date

from demo_bank.household.accounts import Account
from demo_bank.household.arrangements import BILLS
from demo_bank.household.bills import Cadence, Shift
from demo_bank.household.simulation import (
    FLEX_DAY,
    MERIDIAN_PAYMENT,
    REPAYMENT_DAY,
    live,
)


@dataclass(frozen=True, slots=True)
class TrueCommitment:
    """One arrangement in force; the amount is signed minor units, None while nothing is due."""

    name: str
    account: Account
    description: str
    cadence: Cadence
    shift: Shift
    amount: int | None
    next_due_on: date
    skipped_months: frozenset[int] = frozenset()
    is_fixed: bool = True


def true_commitments(*, today: date) -> tuple[TrueCommitment, ...]:
    """Return every arrangement the household has on the day, at the price then in force."""
    listed = [
        TrueCommitment(
            name=bill.name,
            account=bill.account,
            description=bill.description,
            cadence=bill.cadence,
            shift=bill.shift,
            amount=bill.amount_on(today),
            next_due_on=bill.next_due(today),
            skipped_months=bill.skipped_months,
        )
        for bill in BILLS
    ]
    return (*listed, _card_repayment(today), _flex_instalment(today))


def _card_repayment(today: date) -> TrueCommitment:
    from_now = [each for each in live(today=today).statements if each.due_on > today]
    return TrueCommitment(
        name="Meridian card, paid in full",
        account=Account.HARBOUR_CURRENT,
        description=MERIDIAN_PAYMENT,
        cadence=Cadence.MONTHLY,
        shift=Shift.NEXT_WORKING_DAY,
        amount=-from_now[0].owed if from_now else None,
        next_due_on=from_now[0].due_on if from_now else _next(today, REPAYMENT_DAY),
        is_fixed=False,
    )


def _flex_instalment(today: date) -> TrueCommitment:
    owed = -sum(row.amount for row in live(today=today).booked[Account.FLEX])
    next_due_on = _next(today, FLEX_DAY)
    left = 3 - (next_due_on.month - 1) % 3
    return TrueCommitment(
        name="Flex instalment",
        account=Account.PEBBLE,
        description="Flex",
        cadence=Cadence.MONTHLY,
        shift=Shift.NONE,
        amount=-(owed // left) if owed else None,
        next_due_on=next_due_on,
        is_fixed=False,
    )


def _next(today: date, day: int) -> date:
    if today.day < day:
        return today.replace(day=day)
    month = today.month % 12 + 1
    return date(today.year + (month == 1), month, day)
