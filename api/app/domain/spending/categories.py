"""Which category a row belongs to: what the bank says, who was paid, and the words used."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from app.domain.descriptor import descriptor
from app.domain.spending.entries import Entry, Kind, Source
from app.domain.spending.hints import category_hinted
from app.domain.spending.kinds import Standing
from app.domain.spending.knowledge import Known, Trade, known
from app.domain.spending.lexicon import (
    category_narrowed,
    category_said,
    is_surely_said,
    says_council_tax,
)


class Category(StrEnum):
    """The categories every household has; a person can add their own."""

    HOUSING = "housing"
    UTILITIES = "utilities"
    COUNCIL_TAX = "council_tax"
    GROCERIES = "groceries"
    EATING_OUT = "eating_out"
    TRANSPORT = "transport"
    SHOPPING = "shopping"
    SUBSCRIPTIONS = "subscriptions"
    INSURANCE = "insurance"
    HEALTH = "health"
    CHILDCARE = "childcare"
    ENTERTAINMENT = "entertainment"
    TRAVEL = "travel"
    CASH = "cash"
    GIFTS_CHARITY = "gifts_charity"
    FEES_INTEREST = "fees_interest"
    DEBT = "debt"
    SAVINGS = "savings"
    INCOME = "income"
    TRANSFER = "transfer"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The category as a person reads it."""
        return _LABELS.get(self, self.value.replace("_", " ").capitalize())


_LABELS: Mapping[Category, str] = {
    Category.GIFTS_CHARITY: "Gifts & charity",
    Category.FEES_INTEREST: "Fees & interest",
}
NOT_SPENDING = frozenset((Category.INCOME, Category.TRANSFER, Category.SAVINGS))

# What is neither spent nor given back has its category by what it is.
_PUT_ELSEWHERE: Mapping[Kind, Category] = {
    Kind.TRANSFER: Category.TRANSFER,
    Kind.CARD_REPAYMENT: Category.TRANSFER,
    Kind.INCOME: Category.INCOME,
}

# TrueLayer's tree: what the second word says goes before what the first says.
_BY_SUB: Mapping[str, Category] = {
    "Cash & ATM": Category.CASH,
    "Student Loan": Category.DEBT,
    "Tuition": Category.CHILDCARE,
    "Groceries": Category.GROCERIES,
    "Newspaper & Magazines": Category.SUBSCRIPTIONS,
    "Doctor": Category.HEALTH,
    "Auto Insurance": Category.INSURANCE,
    "Auto Payment": Category.TRANSPORT,
    "Rental Car & Taxi": Category.TRAVEL,
    "Local Tax": Category.COUNCIL_TAX,
    "Property Tax": Category.COUNCIL_TAX,
    "Secured loans": Category.DEBT,
    "Life insurance": Category.INSURANCE,
    "Buildings and contents insurance": Category.INSURANCE,
    "Health insurance": Category.INSURANCE,
    "Pension payments": Category.SAVINGS,
    "Television": Category.UTILITIES,
    "Finance Charge": Category.FEES_INTEREST,
    "Movies & DVDs": Category.ENTERTAINMENT,
    "Music": Category.ENTERTAINMENT,
}
_BY_PRIMARY: Mapping[str, Category] = {
    "Entertainment": Category.ENTERTAINMENT,
    "Education": Category.OTHER,
    "Shopping": Category.SHOPPING,
    "Personal Care": Category.HEALTH,
    "Health & Fitness": Category.HEALTH,
    "Food & Dining": Category.EATING_OUT,
    "Gifts & Donations": Category.GIFTS_CHARITY,
    "Bills and Utilities": Category.UTILITIES,
    "Auto & Transport": Category.TRANSPORT,
    "Travel": Category.TRAVEL,
    "Fees & Charges": Category.FEES_INTEREST,
    "Gambling": Category.ENTERTAINMENT,
    "Home": Category.HOUSING,
    "Pension and insurances": Category.INSURANCE,
    "Taxes": Category.OTHER,
    "Personal Services": Category.OTHER,
    "Business Services": Category.OTHER,
}
# Says little: the bank puts here what it does not know better.
_VAGUE = frozenset((("Shopping", "General"), ("Shopping",), ("Uncategorized",)))

# Per cent of sureness; who was paid goes before what the bank thinks, words come last.
_KNOWN, _SURELY_SAID, _SAID_BY_BANK, _SAID_IN_PART, _BY_WORDS = 95, 90, 85, 70, 65
_HINTED, _BROAD, _VAGUELY, _NOTHING = 45, 60, 50, 20
_SMALLEST_TAX = 40_00
# Names that stand for other things too: a supermarket's loans, a car maker's finance.
_SELLS_MORE = frozenset(
    (Trade.GROCERIES, Trade.SHOPPING, Trade.TRANSPORT, Trade.HEALTH, Trade.UTILITIES)
)
# Names of people hint at nothing: "MR P BELL", "K FOX".
_TO_PEOPLE = frozenset(("TRANSFER", "BILL_PAYMENT", "STANDING_ORDER", "CREDIT"))
_OF_COUNCILS = frozenset(("city", "borough", "county", "district", "council", "london", "royal"))


@dataclass(frozen=True, slots=True)
class Choice:
    """A category and what it rests on, in per cent."""

    category: str
    source: Source
    confidence: int


def category_of(entry: Entry, standing: Standing) -> Choice:
    """Return the category of a row that is what it is."""
    if standing.kind in _PUT_ELSEWHERE:
        category = _PUT_ELSEWHERE[standing.kind]
        if standing.is_saving and standing.kind is Kind.TRANSFER:
            category = Category.SAVINGS
        return Choice(category, standing.source, standing.confidence)
    return _spending_category(entry)


def _spending_category(entry: Entry) -> Choice:
    return _category_by_words(
        _Words(
            entry.text,
            entry.bank_merchant,
            entry.reference,
            entry.bank_category,
            entry.classification,
            abs(entry.amount.minor) < _SMALLEST_TAX,
        )
    )


class _Words(NamedTuple):
    """All of a row that says what it was for; many rows say the same."""

    description: str
    bank_merchant: str | None
    reference: str | None
    bank_category: str
    classification: tuple[str, ...]
    is_small: bool


@lru_cache(maxsize=50_000)
def _category_by_words(entry: _Words) -> Choice:
    if entry.bank_category in {"ATM", "CASH"}:
        return Choice(Category.CASH, Source.BANK, _KNOWN)
    weights: defaultdict[str, int] = defaultdict(int)
    sources: dict[str, Source] = {}
    for choice in _opinions(entry):
        weights[choice.category] += choice.confidence
        sources.setdefault(choice.category, choice.source)
    if not weights:
        return Choice(Category.OTHER, Source.SIGN, _NOTHING)
    best = max(weights, key=lambda category: (weights[category], category))
    return Choice(best, sources[best], min(weights[best], _KNOWN))


def _opinions(entry: _Words) -> list[Choice]:
    """Return what each source takes the category for."""
    opinions: list[Choice] = []
    merchant = merchant_known(entry)
    tokens = _telling_tokens(entry)
    said = _said(entry, tokens)
    if merchant is not None:
        trade = _of_trade(merchant)
        narrowed = category_narrowed(tokens) if merchant.trade in _SELLS_MORE else None
        if narrowed is not None:
            return [Choice(narrowed, Source.WORDS, _KNOWN)]
        # "TESCO BANK INSURANCE", "AMAZON GIFT CARD": the words narrow down a wide name.
        opinions.append(Choice(trade, Source.MERCHANT, _BROAD if merchant.is_broad else _KNOWN))
    if entry.classification:
        opinions.extend(_classified(entry.classification))
    if entry.bank_category in {"FEE_CHARGE", "INTEREST"}:
        opinions.append(Choice(Category.FEES_INTEREST, Source.BANK, _KNOWN))
    if said is not None:
        is_sure = said == Category.COUNCIL_TAX or is_surely_said(
            descriptor(entry.description).words
        )
        opinions.append(Choice(said, Source.WORDS, _SURELY_SAID if is_sure else _BY_WORDS))
    elif merchant is None and entry.bank_category not in _TO_PEOPLE:
        hinted = category_hinted(descriptor(entry.description).words)
        if hinted is not None:
            opinions.append(Choice(hinted, Source.WORDS, _HINTED))
    return opinions


def _said(entry: _Words, tokens: tuple[str, ...]) -> str | None:
    if says_council_tax(descriptor(entry.description).tokens, bank_category=entry.bank_category):
        return Category.COUNCIL_TAX
    said = category_said(tokens)
    if said == Category.COUNCIL_TAX and entry.bank_category == "PURCHASE":
        # A card at a council pays its car park, pool or library more often than its tax.
        without = tuple(token for token in tokens if token not in _OF_COUNCILS)
        inside = category_said(without) or category_hinted(without)
        return inside or (Category.TRANSPORT if entry.is_small else said)
    return said


def _telling_tokens(entry: _Words) -> tuple[str, ...]:
    """Return the words of the text, the bank's merchant and the reference."""
    tokens = descriptor(entry.description).tokens
    for other in (entry.bank_merchant, entry.reference):
        if other:
            tokens += descriptor(other).tokens
    return tokens


def merchant_known(entry: Entry | _Words) -> Known | None:
    """Return the merchant the text names, or else the one the bank names."""
    found = known(descriptor(entry.text if isinstance(entry, Entry) else entry.description))
    if found is None and entry.bank_merchant:
        found = known(descriptor(entry.bank_merchant))
    return found


def _of_trade(merchant: Known) -> str:
    if merchant.trade is Trade.CARD_ISSUER:
        return Category.DEBT
    return merchant.trade.value


def _classified(classification: tuple[str, ...]) -> list[Choice]:
    if classification in _VAGUE or classification[0] == "Uncategorized":
        primary = _BY_PRIMARY.get(classification[0])
        return [Choice(primary, Source.CLASSIFICATION, _VAGUELY)] if primary else []
    sub = _BY_SUB.get(classification[1]) if len(classification) > 1 else None
    if sub is not None:
        return [Choice(sub, Source.CLASSIFICATION, _SAID_BY_BANK)]
    primary = _BY_PRIMARY.get(classification[0])
    if primary is None:
        return []
    confidence = _SAID_BY_BANK if len(classification) > 1 else _SAID_IN_PART
    return [Choice(primary, Source.CLASSIFICATION, confidence)]
