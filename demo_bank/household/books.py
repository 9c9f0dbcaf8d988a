"""The household's books while its days are lived: balances, holds and transfers."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from demo_bank.household.accounts import OPENING, PEBBLE_ACCOUNTS, Account, Entry, Kind

_LONDON = ZoneInfo("Europe/London")
_POUND = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card payment the bank has authorised and not booked yet."""

    hold: Entry
    settles: Entry


@dataclass(frozen=True, slots=True)
class Text:
    """What a row says about itself."""

    description: str
    kind: Kind
    merchant: str | None = None
    classification: tuple[str, ...] = ()
    channel: str | None = None


@dataclass(slots=True)
class Books:
    """Balances and rows up to the day being lived."""

    day: date
    random: Random
    balances: dict[Account, int] = field(default_factory=lambda: dict(OPENING))
    booked: dict[Account, list[Entry]] = field(
        default_factory=lambda: {account: [] for account in Account}
    )
    waiting: list[Waiting] = field(default_factory=list)
    refunds: list[Entry] = field(default_factory=list)
    _number: int = 0

    def begin(self, day: date, random: Random) -> None:
        """Turn to the next day and book what was waiting for it."""
        self.day, self.random, self._number = day, random, 0
        due = [held.settles for held in self.waiting if held.settles.day <= day]
        self.waiting = [held for held in self.waiting if held.settles.day > day]
        due += [refund for refund in self.refunds if refund.day <= day]
        self.refunds = [refund for refund in self.refunds if refund.day > day]
        for entry in due:
            self._book(entry)

    def book(
        self, account: Account, amount: int, text: Text, *, at: datetime | None = None
    ) -> None:
        """Book a row today."""
        self._book(self._entry(account, self.day, amount, text, at=at))

    def authorise(
        self,
        account: Account,
        amount: int,
        text: Text,
        *,
        settles_on: date,
        hold: int | None = None,
    ) -> None:
        """Hold a card payment today and book it later, maybe for another amount."""
        held = self._entry(account, self.day, amount if hold is None else hold, text)
        at = None if held.at is None else self.moment(settles_on, hour_min=1, hour_max=4)
        settles = replace(held, day=settles_on, amount=amount, at=at)
        if hold is not None:
            # The final amount arrives as a row the bank never showed before.
            settles = replace(settles, key=f"{held.key}:final")
        self.waiting.append(Waiting(hold=held, settles=settles))

    def refund(self, account: Account, amount: int, text: Text, *, on: date) -> None:
        """Promise a refund for a later day."""
        self.refunds.append(self._entry(account, on, amount, text))

    def transfer(
        self, source: Account, target: Account, amount: int, *, out: Text, into: Text
    ) -> None:
        """Book both sides of a move between the household's own accounts."""
        at = self.moment(self.day, hour_min=6, hour_max=21)
        self.book(source, -amount, out, at=self._stamp(source, at))
        self.book(target, amount, into, at=self._stamp(target, at + timedelta(milliseconds=140)))

    def free(self, account: Account) -> int:
        """Return the balance less what is already held."""
        held = sum(each.hold.amount for each in self.waiting if each.hold.account is account)
        return self.balances[account] + held

    def moment(self, day: date, *, hour_min: int, hour_max: int) -> datetime:
        """Return a moment of the day, in London's hours, as UTC with milliseconds."""
        seconds = self.random.randrange(hour_min * 3600, hour_max * 3600)
        local = datetime.combine(day, time(), _LONDON) + timedelta(seconds=seconds)
        return local.astimezone(UTC) + timedelta(milliseconds=self.random.randrange(1, 1000))

    def _entry(
        self, account: Account, day: date, amount: int, text: Text, *, at: datetime | None = None
    ) -> Entry:
        self._number += 1
        if at is None and account in PEBBLE_ACCOUNTS:
            at = self.moment(day, hour_min=7, hour_max=22)
        return Entry(
            key=f"{account}:{self.day}:{self._number}",
            account=account,
            day=day,
            amount=amount,
            description=text.description,
            kind=text.kind,
            at=at,
            merchant=text.merchant,
            classification=text.classification,
            channel=text.channel,
        )

    def _book(self, entry: Entry) -> None:
        self.booked[entry.account].append(entry)
        self.balances[entry.account] += entry.amount

    @staticmethod
    def _stamp(account: Account, at: datetime) -> datetime | None:
        return at if account in PEBBLE_ACCOUNTS else None


def pounds_up(amount: int, step: int) -> int:
    """Return the amount rounded up to whole steps of pounds."""
    unit = step * _POUND
    return -(-amount // unit) * unit


def pounds_down(amount: int, step: int) -> int:
    """Return the amount rounded down to whole steps of pounds."""
    unit = step * _POUND
    return amount // unit * unit
