"""What the household is committed to: one table that history and the bank's lists both read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from demo_bank.household.accounts import Account, Kind
from demo_bank.household.calendar import (
    day_of_month,
    months,
    next_month,
    next_working_day,
    previous_working_day,
)


class Cadence(StrEnum):
    """How often something falls due."""

    WEEKLY = "weekly"
    FOUR_WEEKLY = "four_weekly"
    MONTHLY = "monthly"
    LAST_WORKING_DAY = "last_working_day"
    YEARLY = "yearly"


class Shift(StrEnum):
    """Where a due date goes when it is not a working day."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"
    PREVIOUS_WORKING_DAY = "previous_working_day"


@dataclass(frozen=True, slots=True)
class Bill:
    """Money that comes or goes by arrangement; prices hold from their date on."""

    name: str
    account: Account
    description: str
    prices: tuple[tuple[date, int], ...]
    kind: Kind
    cadence: Cadence = Cadence.MONTHLY
    day: int = 1
    month: int = 1
    anchor: date | None = None
    skipped_months: frozenset[int] = frozenset()
    shift: Shift = Shift.NEXT_WORKING_DAY
    merchant: str | None = None
    classification: tuple[str, ...] = ()
    reference: str = ""
    into: Account | None = None
    into_description: str = ""
    from_pot: Account | None = None

    def amount_on(self, day: date) -> int:
        """Return the signed price in force on the day."""
        return next(
            (amount for since, amount in reversed(self.prices) if since <= day), self.prices[0][1]
        )

    def occurrences(self, start: date, end: date) -> Iterator[tuple[date, date]]:
        """Yield (nominal, due) for each nominal date from start to end."""
        for nominal in self._nominal(start, end):
            if start <= nominal <= end:
                yield nominal, self._shifted(nominal)

    def next_due(self, after: date) -> date:
        """Return the first due date after the day."""
        window = self.occurrences(after - timedelta(days=10), after + timedelta(days=400))
        return next(due for _, due in window if due > after)

    def _nominal(self, start: date, end: date) -> Iterator[date]:
        match self.cadence:
            case Cadence.WEEKLY | Cadence.FOUR_WEEKLY:
                step = timedelta(weeks=1 if self.cadence is Cadence.WEEKLY else 4)
                anchor = self.anchor or start
                day = anchor + step * max(0, (start - anchor) // step)
                while day <= end:
                    yield day
                    day += step
            case Cadence.MONTHLY:
                for month in months(start, end):
                    if month.month not in self.skipped_months:
                        yield day_of_month(month, self.day)
            case Cadence.LAST_WORKING_DAY:
                for month in months(start, end):
                    yield previous_working_day(next_month(month) - timedelta(days=1))
            case Cadence.YEARLY:
                for year in range(start.year, end.year + 1):
                    yield day_of_month(date(year, self.month, 1), self.day)

    def _shifted(self, nominal: date) -> date:
        match self.shift:
            case Shift.NONE:
                return nominal
            case Shift.NEXT_WORKING_DAY:
                return next_working_day(nominal)
            case Shift.PREVIOUS_WORKING_DAY:
                return previous_working_day(nominal)


_ALWAYS = date(2000, 1, 1)
_UTILITIES = ("Bills and Utilities", "Utilities")
_TELEVISION = ("Bills and Utilities", "Television")


def _since(*prices: tuple[int, int, int]) -> tuple[tuple[date, int], ...]:
    """Return prices from (year, month, minor units)."""
    return tuple((date(year, month, 1), amount) for year, month, amount in prices)


def _flat(amount: int) -> tuple[tuple[date, int], ...]:
    return ((_ALWAYS, amount),)


INCOMES: tuple[Bill, ...] = (
    Bill(
        name="Wage",
        account=Account.HARBOUR_CURRENT,
        description="BRIGHTWATER DESIGN LTD SALARY",
        prices=_since(
            (2000, 1, 262_000),
            (2022, 4, 269_500),
            (2023, 4, 277_000),
            (2024, 4, 283_500),
            (2025, 4, 289_000),
            (2026, 4, 295_042),
        ),
        kind=Kind.CREDIT,
        cadence=Cadence.LAST_WORKING_DAY,
        shift=Shift.PREVIOUS_WORKING_DAY,
    ),
    Bill(
        name="Child Benefit",
        account=Account.HARBOUR_CURRENT,
        description="HMRC CHILD BENEFIT",
        prices=_since(
            (2000, 1, 8_460),
            (2022, 4, 8_720),
            (2023, 4, 9_600),
            (2024, 4, 10_240),
            (2025, 4, 10_420),
            (2026, 4, 10_820),
        ),
        kind=Kind.CREDIT,
        cadence=Cadence.FOUR_WEEKLY,
        anchor=date(2021, 1, 5),
        shift=Shift.PREVIOUS_WORKING_DAY,
    ),
    Bill(
        name="Partner's share of the bills",
        account=Account.NORTHWAY,
        description="S MORGAN BILLS",
        prices=_since((2000, 1, 32_000), (2024, 1, 35_000)),
        kind=Kind.CREDIT,
        day=1,
    ),
)

STANDING_ORDERS: tuple[Bill, ...] = (
    Bill(
        name="Rent",
        account=Account.HARBOUR_CURRENT,
        description="RIVERSIDE LETTINGS",
        prices=_since((2000, 1, -91_000), (2023, 9, -94_500), (2025, 9, -98_500)),
        kind=Kind.STANDING_ORDER,
        day=1,
        reference="FLAT 4",
    ),
    Bill(
        name="My share of the bills",
        account=Account.HARBOUR_CURRENT,
        description="NORTHWAY JOINT BILLS",
        prices=_since((2000, 1, -32_000), (2024, 1, -35_000)),
        kind=Kind.STANDING_ORDER,
        day=1,
        reference="BILLS",
        into=Account.NORTHWAY,
        into_description="A MORGAN BILLS",
    ),
    Bill(
        name="Saving after payday",
        account=Account.HARBOUR_CURRENT,
        description="TO HARBOUR SAVER",
        prices=_since((2000, 1, -15_000), (2024, 5, -20_000)),
        kind=Kind.STANDING_ORDER,
        day=2,
        reference="SAVE",
        into=Account.HARBOUR_SAVER,
        into_description="FROM A MORGAN CURRENT",
    ),
    Bill(
        name="Weekly spending money",
        account=Account.HARBOUR_CURRENT,
        description="PEBBLE A MORGAN",
        prices=_since((2000, 1, -10_500), (2025, 1, -11_500)),
        kind=Kind.STANDING_ORDER,
        cadence=Cadence.WEEKLY,
        anchor=date(2021, 1, 1),
        reference="WEEKLY",
        into=Account.PEBBLE,
        into_description="A MORGAN",
    ),
)

DIRECT_DEBITS: tuple[Bill, ...] = (
    Bill(
        name="Mobile",
        account=Account.HARBOUR_CURRENT,
        description="SMARTY MOBILE",
        prices=_since((2000, 1, -1_500), (2025, 4, -1_800)),
        kind=Kind.DIRECT_DEBIT,
        day=27,
        merchant="Smarty",
        classification=("Bills and Utilities", "Mobile Phone"),
        reference="SM-0440071",
    ),
    Bill(
        name="Gym",
        account=Account.HARBOUR_CURRENT,
        description="PUREGYM LTD",
        prices=_since((2000, 1, -2_799), (2025, 2, -3_499)),
        kind=Kind.DIRECT_DEBIT,
        day=12,
        skipped_months=frozenset({8}),
        merchant="PureGym",
        classification=("Health & Fitness", "Gym"),
        reference="PG118820",
    ),
    Bill(
        name="Car insurance",
        account=Account.HARBOUR_CURRENT,
        description="AVIVA MOTOR INS",
        prices=_since((2000, 1, -34_210), (2023, 1, -38_975), (2025, 1, -41_260)),
        kind=Kind.DIRECT_DEBIT,
        cadence=Cadence.YEARLY,
        month=9,
        day=14,
        merchant="Aviva",
        classification=("Auto & Transport", "Auto Insurance"),
        reference="MTR7719023",
    ),
    Bill(
        name="Council tax",
        account=Account.NORTHWAY,
        description="LAMBETH COUNCIL TAX",
        prices=_since(
            (2000, 1, -14_300),
            (2022, 4, -14_800),
            (2023, 4, -15_500),
            (2024, 4, -16_200),
            (2025, 4, -16_400),
            (2026, 4, -17_100),
        ),
        kind=Kind.DIRECT_DEBIT,
        day=15,
        skipped_months=frozenset({2, 3}),
        classification=("Taxes", "Local Tax"),
        reference="CT90021174",
    ),
    Bill(
        name="Energy",
        account=Account.NORTHWAY,
        description="OCTOPUS ENERGY",
        prices=_since(
            (2000, 1, -9_800),
            (2021, 10, -11_600),
            (2022, 4, -15_200),
            (2022, 10, -16_800),
            (2023, 7, -15_100),
            (2024, 4, -14_200),
            (2024, 10, -14_800),
            (2025, 4, -13_950),
            (2025, 10, -14_620),
            (2026, 4, -14_180),
            (2026, 10, -14_960),
        ),
        kind=Kind.DIRECT_DEBIT,
        day=20,
        merchant="Octopus Energy",
        classification=_UTILITIES,
        reference="A-44C1D2",
    ),
    Bill(
        name="Water",
        account=Account.NORTHWAY,
        description="THAMES WATER",
        prices=_since((2000, 1, -3_380), (2024, 4, -3_760), (2025, 4, -4_420)),
        kind=Kind.DIRECT_DEBIT,
        day=8,
        merchant="Thames Water",
        classification=_UTILITIES,
        reference="9000117742",
    ),
    Bill(
        name="Broadband",
        account=Account.NORTHWAY,
        description="HYPEROPTIC LTD",
        prices=_since((2000, 1, -2_900), (2025, 4, -3_300)),
        kind=Kind.DIRECT_DEBIT,
        day=11,
        merchant="Hyperoptic",
        classification=("Bills and Utilities", "Internet"),
        reference="HYP-220914",
    ),
    Bill(
        name="TV licence",
        account=Account.NORTHWAY,
        description="TV LICENCE MBP",
        prices=_since((2000, 1, -1_325), (2024, 4, -1_412), (2025, 4, -1_454)),
        kind=Kind.DIRECT_DEBIT,
        day=24,
        classification=_TELEVISION,
        reference="3417760021",
    ),
    Bill(
        name="Home insurance",
        account=Account.NORTHWAY,
        description="DIRECT LINE HOME",
        prices=_since((2000, 1, -15_840), (2024, 1, -17_220), (2026, 1, -18_635)),
        kind=Kind.DIRECT_DEBIT,
        cadence=Cadence.YEARLY,
        month=2,
        day=17,
        merchant="Direct Line",
        classification=("Pension and insurances", "Buildings and contents insurance"),
        reference="HOM0451187",
    ),
)

SUBSCRIPTIONS: tuple[Bill, ...] = (
    Bill(
        name="Netflix",
        account=Account.HARBOUR_CURRENT,
        description="NETFLIX.COM LONDON GB",
        prices=_since((2000, 1, -999), (2025, 9, -1_099), (2026, 6, -1_299)),
        kind=Kind.PURCHASE,
        day=22,
        shift=Shift.NONE,
        merchant="Netflix",
        classification=("Entertainment", "Movies & DVDs"),
    ),
    Bill(
        name="MOT",
        account=Account.HARBOUR_CURRENT,
        description="KWIK FIT MOT 4410 LONDON GB",
        prices=_flat(-5_485),
        kind=Kind.PURCHASE,
        cadence=Cadence.YEARLY,
        month=10,
        day=24,
        merchant="Kwik Fit",
        classification=("Auto & Transport", "Service & Auto Parts"),
    ),
    Bill(
        name="Spotify",
        account=Account.PEBBLE,
        description="Spotify",
        prices=_since((2000, 1, -999), (2023, 8, -1_099), (2024, 6, -1_199), (2026, 1, -1_299)),
        kind=Kind.PURCHASE,
        day=6,
        shift=Shift.NONE,
        merchant="Spotify",
        classification=("Entertainment", "Music"),
        from_pot=Account.BILLS_POT,
    ),
    Bill(
        name="iCloud",
        account=Account.PEBBLE,
        description="APPLE.COM/BILL",
        prices=_since((2000, 1, -249), (2023, 7, -299)),
        kind=Kind.PURCHASE,
        day=29,
        shift=Shift.NONE,
        merchant="Apple",
        classification=("Shopping", "Electronics & Software"),
        from_pot=Account.BILLS_POT,
    ),
    Bill(
        name="Amazon Prime",
        account=Account.MERIDIAN,
        description="AMAZON PRIME*MEMBERSHIP",
        prices=_since((2000, 1, -7_900), (2022, 9, -9_500)),
        kind=Kind.PURCHASE,
        cadence=Cadence.YEARLY,
        month=5,
        day=19,
        shift=Shift.NONE,
        merchant="Amazon",
        classification=("Shopping", "General"),
    ),
)

BILLS: tuple[Bill, ...] = INCOMES + STANDING_ORDERS + DIRECT_DEBITS + SUBSCRIPTIONS
