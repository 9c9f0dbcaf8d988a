"""Live the household's days one by one, so that a later today never changes the past."""

from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from demo_bank.household.accounts import Account, Entry, Household, Kind, Statement
from demo_bank.household.arrangements import BILLS
from demo_bank.household.bills import Bill, Cadence
from demo_bank.household.books import Books, Text, pounds_down, pounds_up
from demo_bank.household.calendar import next_working_day
from demo_bank.household.spending import spend

EPOCH = date(2021, 1, 1)
SEED = "morgan"
STATEMENT_DAY = 5
REPAYMENT_DAY = 25
FLEX_DAY = 21
FLEX_START_DAY = 10
# Month of the purchase: where, and how much in three instalments.
FLEX_PURCHASES = {
    1: ("Currys", 24_000),
    4: ("Halfords", 18_000),
    7: ("Decathlon", 21_000),
    10: ("John Lewis", 30_000),
}
MERIDIAN_PAYMENT = "MERIDIAN AMEX"

_CUSHION = 12_000
_PEBBLE_CUSHION, _PEBBLE_KEEPS = 2_000, 16_000
_JOINT_KEEPS, _JOINT_SWEEPS_ABOVE = 55_000, 75_000
_CURRENT_KEEPS, _CURRENT_SWEEPS_ABOVE = 35_000, 50_000
_SAVER_RATE = 310  # hundredths of a per cent a year
_STATEMENT_FROM_WAGE = 60_000
_FROM_SAVER = ("TRANSFER TO A MORGAN CURRENT", "TRANSFER FROM HARBOUR SAVER")
_LAPTOP = (date(2026, 6, 11), -139_900)


@lru_cache(maxsize=8)
def live(*, today: date, seed: str = SEED) -> Household:
    """Return everything the banks know about the household at the end of today."""
    books = Books(day=EPOCH, random=Random(seed))
    due = _due_days(today)
    statements: list[Statement] = []
    day = EPOCH
    while day <= today:
        books.begin(day, Random(f"{seed}|{day}"))
        _own_moves(books)
        for bill, nominal in due[day]:
            _pay(books, bill, nominal)
        _repay_card(books, statements)
        _flex(books)
        if day == _LAPTOP[0]:
            books.book(Account.MERIDIAN, _LAPTOP[1], _shopping("APPLE STORE R092 LONDON", "Apple"))
        spend(books)
        if day.day == STATEMENT_DAY:
            due_on = next_working_day(day.replace(day=REPAYMENT_DAY))
            owed = max(0, -books.balances[Account.MERIDIAN])
            statements.append(Statement(on=day, owed=owed, due_on=due_on))
            # A large statement is met from savings as soon as it is known.
            if owed > _STATEMENT_FROM_WAGE:
                amount = pounds_up(owed - _STATEMENT_FROM_WAGE, 50)
                _fetch(books, Account.HARBOUR_SAVER, Account.HARBOUR_CURRENT, amount, *_FROM_SAVER)
        day += timedelta(days=1)
    held = [each.hold for each in books.waiting]
    return Household(
        today=today,
        booked={account: tuple(_in_order(rows)) for account, rows in books.booked.items()},
        pending={
            account: tuple(_in_order([row for row in held if row.account is account]))
            for account in Account
        },
        statements=tuple(statements),
    )


def _due_days(today: date) -> dict[date, list[tuple[Bill, date]]]:
    due: dict[date, list[tuple[Bill, date]]] = defaultdict(list)
    for bill in BILLS:
        for nominal, shifted in bill.occurrences(EPOCH, today + timedelta(days=10)):
            due[shifted].append((bill, nominal))
    return due


def _in_order(rows: list[Entry]) -> list[Entry]:
    # Stable: rows with a bare date keep the order in which they were booked.
    return sorted(rows, key=lambda row: (row.day, row.at.isoformat() if row.at else ""))


def _pay(books: Books, bill: Bill, nominal: date) -> None:
    amount = bill.amount_on(nominal)
    text = Text(bill.description, bill.kind, bill.merchant, bill.classification, _channel(bill))
    if bill.cadence is Cadence.LAST_WORKING_DAY:
        _sweep(books, Account.HARBOUR_CURRENT, above=_CURRENT_SWEEPS_ABOVE, keep=_CURRENT_KEEPS)
    if amount < 0 and bill.account is not Account.MERIDIAN and bill.from_pot is None:
        _make_room(books, bill.account, -amount)
    if bill.into is not None:
        into = Text(bill.into_description, Kind.TRANSFER, channel="payport_faster_payments")
        books.transfer(bill.account, bill.into, -amount, out=text, into=into)
    elif bill.from_pot is not None:
        _pay_from_pot(books, bill.from_pot, -amount, text)
    else:
        books.book(bill.account, amount, text)


def _channel(bill: Bill) -> str | None:
    if bill.account is not Account.PEBBLE:
        return None
    return "mastercard" if bill.kind is Kind.PURCHASE else "bacs"


def _pay_from_pot(books: Books, pot: Account, amount: int, text: Text) -> None:
    at = books.moment(books.day, hour_min=2, hour_max=4)
    out = Text("Pebble current account", Kind.TRANSFER, channel="uk_retail_pot")
    books.book(pot, -amount, out, at=at)
    books.book(Account.PEBBLE, amount, _pot_text(pot), at=at)
    books.book(Account.PEBBLE, -amount, text, at=at + timedelta(milliseconds=110))


def _pot_text(pot: Account) -> Text:
    name = "🏖️ Holiday pot" if pot is Account.HOLIDAY_POT else "🧾 Bills pot"
    return Text(name, Kind.TRANSFER, channel="uk_retail_pot")


def _own_moves(books: Books) -> None:
    day = books.day
    if day.day == 1:
        interest = round(books.balances[Account.HARBOUR_SAVER] * _SAVER_RATE / 120_000)
        books.book(Account.HARBOUR_SAVER, interest, Text("INTEREST PAID GROSS", Kind.INTEREST))
        _into_pot(books, Account.BILLS_POT, max(0, 2_500 - books.balances[Account.BILLS_POT]))
        spare = pounds_down(books.free(Account.PEBBLE) - _PEBBLE_KEEPS, 10)
        _into_pot(books, Account.HOLIDAY_POT, max(4_000, spare))
    if day.day == next_working_day(day.replace(day=10)).day:
        _sweep(books, Account.NORTHWAY, above=_JOINT_SWEEPS_ABOVE, keep=_JOINT_KEEPS)
    if (day.month, day.day) == (7, 12):
        _go_on_holiday(books)


def _into_pot(books: Books, pot: Account, amount: int) -> None:
    if amount == 0:
        return
    _make_room(books, Account.PEBBLE, amount)
    into = Text("Pebble current account", Kind.TRANSFER, channel="uk_retail_pot")
    books.transfer(Account.PEBBLE, pot, amount, out=_pot_text(pot), into=into)


def _go_on_holiday(books: Books) -> None:
    amount = pounds_down(books.balances[Account.HOLIDAY_POT], 10)
    at = books.moment(books.day, hour_min=8, hour_max=9)
    out = Text("Pebble current account", Kind.TRANSFER, channel="uk_retail_pot")
    books.book(Account.HOLIDAY_POT, -amount, out, at=at)
    books.book(Account.PEBBLE, amount, _pot_text(Account.HOLIDAY_POT), at=at)
    cottage = Text(
        "Cornish Cottages", Kind.PURCHASE, "Cornish Cottages", ("Travel", "Vacation"), "mastercard"
    )
    books.book(Account.PEBBLE, -amount, cottage, at=at + timedelta(minutes=6))


def _sweep(books: Books, account: Account, *, above: int, keep: int) -> None:
    """Move what piled up into savings."""
    if books.free(account) <= above:
        return
    amount = pounds_down(books.free(account) - keep, 10)
    source = "A MORGAN CURRENT" if account is Account.HARBOUR_CURRENT else "A & S MORGAN JOINT"
    books.transfer(
        account,
        Account.HARBOUR_SAVER,
        amount,
        out=Text("TRANSFER TO HARBOUR SAVER", Kind.TRANSFER),
        into=Text(f"TRANSFER FROM {source}", Kind.TRANSFER),
    )


def _make_room(books: Books, account: Account, amount: int) -> None:
    """Fetch money from the next account along when a payment would leave too little."""
    match account:
        case Account.HARBOUR_CURRENT:
            source, cushion, step = Account.HARBOUR_SAVER, _CUSHION, 50
            out, into = _FROM_SAVER
        case Account.PEBBLE:
            source, cushion, step = Account.HARBOUR_CURRENT, _PEBBLE_CUSHION, 20
            out, into = "PEBBLE TOP UP A MORGAN", "A MORGAN TOP UP"
        case Account.NORTHWAY:
            source, cushion, step = Account.HARBOUR_CURRENT, _PEBBLE_CUSHION, 50
            out, into = "NORTHWAY JOINT TOP UP", "A MORGAN TOP UP"
        case _:
            return
    missing = amount + cushion - books.free(account)
    if missing <= 0:
        return
    missing = pounds_up(missing, step)
    _make_room(books, source, missing)
    _fetch(books, source, account, missing, out, into)


def _fetch(
    books: Books, source: Account, target: Account, amount: int, out: str, into: str
) -> None:
    books.transfer(
        source,
        target,
        amount,
        out=Text(out, Kind.TRANSFER),
        into=Text(into, Kind.TRANSFER, channel="payport_faster_payments"),
    )


def _repay_card(books: Books, statements: list[Statement]) -> None:
    if not statements or statements[-1].due_on != books.day or statements[-1].owed == 0:
        return
    owed = statements[-1].owed
    _make_room(books, Account.HARBOUR_CURRENT, owed)
    books.book(Account.HARBOUR_CURRENT, -owed, Text(MERIDIAN_PAYMENT, Kind.DIRECT_DEBIT))
    books.book(Account.MERIDIAN, owed, Text("PAYMENT RECEIVED - THANK YOU", Kind.CREDIT))


def _flex(books: Books) -> None:
    day = books.day
    if day.day == FLEX_START_DAY and day.month in FLEX_PURCHASES:
        shop, price = FLEX_PURCHASES[day.month]
        books.book(Account.FLEX, -price, _shopping(shop, shop))
    if day.day == FLEX_DAY:
        owed = -books.balances[Account.FLEX]
        # A purchase starts in months 1, 4, 7 and 10 and is paid in that month and the two after.
        amount = owed // (3 - (day.month - 1) % 3)
        if amount > 0:
            _make_room(books, Account.PEBBLE, amount)
            books.transfer(
                Account.PEBBLE,
                Account.FLEX,
                amount,
                out=Text("Flex", Kind.TRANSFER, channel="flex_repayment"),
                into=Text("Flex payment", Kind.CREDIT, channel="flex_repayment"),
            )


def _shopping(description: str, merchant: str) -> Text:
    return Text(description, Kind.PURCHASE, merchant, ("Shopping", "General"))
