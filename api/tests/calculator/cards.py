"""What a card takes from cash, statement after statement, by domain.md §7 and the glossary."""

# One rule after the other, as on paper: nothing here is to be clever.
# ruff: noqa: C901, PLR0912, PLR0915

from dataclasses import dataclass
from datetime import date, timedelta

from tests.calculator.days import clamped, level, moved, rate, split, times
from tests.calculator.house import Card

GRACE = 7


@dataclass(frozen=True)
class Payment:
    """What leaves for a statement."""

    on: date
    amount: int
    statement_on: date


def payments_of(
    card: Card, *, spending: list[tuple[date, int]], today: date, holidays: frozenset[date]
) -> list[Payment]:
    """Return what the card takes from today on; ``spending`` is certain to be put on it."""
    owed = max(card.owed + card.pending, 0)
    months = _statement_months(card, today)
    if months is None:
        return []
    (first_on, first_due), by_day = months
    statement = card.statement
    seen = [day for day, _ in (*card.bought, *card.paid)]
    if statement is None and seen and min(seen) <= first_on:
        # Worked out from the rows: what was owed as the statement closed.
        since = sum(amount for day, amount in card.bought if day > first_on)
        since += card.pending if today > first_on else 0
        back = sum(amount for day, amount in card.paid if day > first_on)
        statement = max(owed - since + back, 0)
    paid_since = sum(amount for day, amount in card.paid if day > first_on)
    monthly = rate(card.apr) if card.apr else None
    shares: list[int] = []
    if card.plan == "pay_down":
        assert card.instalments
        shares = (
            level(owed, card.instalments, monthly) if monthly else split(owed, card.instalments)
        )
    found: list[Payment] = []
    carried, unasked, beside, previous = 0, owed, 0, date.min
    for number in range(15):
        on = first_on if number == 0 else clamped(first_on.year, first_on.month + number, by_day[0])
        nominal = (
            first_due
            if number == 0
            else clamped(first_due.year, first_due.month + number, by_day[1])
        )
        if nominal >= today + timedelta(days=400):
            break
        due = moved(nominal, "next_working_day", holidays)
        is_known = number == 0 and statement is not None
        pay_on: date | None = max(due, today)
        if due < today and not (is_known and (today - due).days <= GRACE):
            pay_on = None
        new = sum(amount for day, amount in spending if previous < max(day, today) <= on)
        previous = on
        if card.plan == "pay_down":
            beside += new
            is_settled = number == 0 and paid_since >= max(shares[0], 1)
            if pay_on is None or is_settled:
                continue
            in_full = max(beside, 0)
            if is_known:
                # Of what was bought beside the balance, only what the statement billed.
                assert statement is not None
                in_full = max(min(statement - paid_since - owed, in_full), 0)
            beside -= in_full
            amount = (shares.pop(0) if shares else 0) + in_full
        else:
            interest = times(carried, monthly) if monthly and number else 0
            unasked += new + interest
            billed, asked = max(unasked, 0), 0
            if is_known:
                assert statement is not None
                billed = max(min(statement - paid_since, unasked), 0)
                asked = _asked(card, statement, 0) - paid_since
                if card.plan == "minimum" and card.minimum is not None:
                    asked = card.minimum - paid_since
            else:
                asked = _asked(card, billed, interest)
            amount = max(min(asked, billed), 0)
            if pay_on is None:
                carried = 0 if card.plan == "full" else billed
                continue
            unasked -= amount
            carried = billed - amount
        if amount and today <= pay_on < today + timedelta(days=400):
            found.append(Payment(pay_on, amount, on))
    return found


def _asked(card: Card, billed: int, interest: int) -> int:
    if card.plan == "full":
        return billed
    if card.plan == "fixed":
        assert card.amount
        return card.amount
    # The larger of £25 and 1 % of the balance with the interest.
    hundredth, half = divmod(billed, 100)
    if half > 50 or (half == 50 and hundredth % 2):
        hundredth += 1
    return max(25_00, hundredth + interest)


def _statement_months(card: Card, today: date) -> tuple[tuple[date, date], tuple[int, int]] | None:
    """Return the last statement's day and due day, and the days of the month that follow."""
    if card.statement_on is not None and card.due_on is not None:
        return (card.statement_on, card.due_on), (card.statement_on.day, card.due_on.day)
    if card.statement_day is None or card.due_day is None:
        return None
    on = clamped(today.year, today.month, card.statement_day)
    if on > today:
        on = clamped(today.year, today.month + 11, card.statement_day)
        on = clamped(on.year - 1, on.month, card.statement_day)
    due = clamped(on.year, on.month, card.due_day)
    if due <= on:
        due = clamped(on.year, on.month + 1, card.due_day)
    return (on, due), (on.day, card.due_day)
