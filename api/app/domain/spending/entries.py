"""The rows spending is made of, and what is decided about each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.descriptor import Descriptor, descriptor, tokens_of
from app.domain.ledger import AccountKind
from app.domain.money import Money

CARDS = frozenset((AccountKind.CREDIT_CARD, AccountKind.CHARGE_CARD, AccountKind.INSTALMENT_CREDIT))
_BILL_PAID = "BP "
_CODES = {"STANDING_ORDER": "SO "}
_PAID_BY_HAND = frozenset(("BILL_PAYMENT", "TRANSFER", "STANDING_ORDER"))
PUT_ASIDE = frozenset((AccountKind.SAVINGS, AccountKind.POT))


class Kind(StrEnum):
    """What a row is, as spending counts."""

    SPENDING = "spending"
    INCOME = "income"
    TRANSFER = "transfer"
    CARD_REPAYMENT = "card_repayment"
    REFUND = "refund"


class Source(StrEnum):
    """What a decision about a row rests on."""

    PERSON = "person"
    RULE = "rule"
    PAIR = "pair"
    PLAN = "plan"
    POT = "pot"
    CARD_TEXT = "card_text"
    SAVINGS_TEXT = "savings_text"
    OWN_ACCOUNT = "own_account"
    OWN_NAME = "own_name"
    TRANSFER_TEXT = "transfer_text"
    PURCHASE = "purchase"
    MERCHANT = "merchant"
    CLASSIFICATION = "classification"
    BANK = "bank"
    WORDS = "words"
    SIGN = "sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of one of the household's accounts, as the bank tells it."""

    id: UUID
    account_id: UUID
    account_kind: AccountKind
    booked_on: date
    occurred_at: datetime | None
    amount: Money
    description: str
    bank_merchant: str | None = None
    bank_category: str = "UNKNOWN"
    classification: tuple[str, ...] = ()
    channel: str | None = None
    """The bank's own word for how the money went (``uk_retail_pot``)."""
    reference: str | None = None

    @property
    def text(self) -> str:
        """The description, without a bank's "BP" for a bill paid: on a card that is petrol."""
        code = _CODES.get(self.bank_category, _BILL_PAID)
        is_code = self.bank_category in _PAID_BY_HAND and self.description.startswith(code)
        return self.description.removeprefix(code) if is_code else self.description

    @property
    def descriptor(self) -> Descriptor:
        return descriptor(self.text)

    @property
    def who(self) -> tuple[str, ...]:
        """The words of the text, and of the other side's name where the bank tells it apart."""
        return tokens_of(self.description) + tokens_of(self.bank_merchant or "")

    @property
    def is_outflow(self) -> bool:
        return self.amount.minor < 0

    @property
    def is_on_card(self) -> bool:
        return self.account_kind in CARDS

    @property
    def is_on_savings(self) -> bool:
        return self.account_kind in PUT_ASIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """One of the household's accounts, for telling that a text means it."""

    id: UUID
    kind: AccountKind
    name: str
    institution: str | None
    last_digits: str | None


@dataclass(frozen=True, slots=True)
class Household:
    """Who the household is and what it has: names and accounts that a text may mean."""

    people: tuple[str, ...]
    accounts: tuple[OwnAccount, ...]

    @property
    def words_of_people(self) -> frozenset[str]:
        return frozenset(word for person in self.people for word in tokens_of(person))

    def account(self, account_id: UUID) -> OwnAccount:
        return next(one for one in self.accounts if one.id == account_id)


_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof"))
_PERSON_WORDS_MIN = 2


def names_person(tokens: tuple[str, ...], people: Iterable[str]) -> bool:
    """Return whether the words name one of the people: surname and first name or initial."""
    words = set(tokens)
    for person in people:
        parts = [part for part in tokens_of(person) if part not in _TITLES]
        if len(parts) < _PERSON_WORDS_MIN:
            continue
        first, last = parts[0], parts[-1]
        if last in words and (first in words or first[0] in words):
            return True
        # A bank cut the surname off: "MISS DANIELLE O'BRIE".
        if first in words and any(_is_cut(word, last) for word in words):
            return True
        # "J & A MORGAN" is one word of initials after the ampersand is read.
        if last in words and any(len(word) == 2 and first[0] in word for word in words):  # noqa: PLR2004
            return True
    return False


def _is_cut(word: str, surname: str) -> bool:
    return len(word) > 2 and surname.startswith(word)  # noqa: PLR2004 - of an initial another rule knows
