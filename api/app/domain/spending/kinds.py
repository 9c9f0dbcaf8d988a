"""What a row is by itself, before it is paired with another.

Money to a card, to savings or to another account of one's own is no spending, whether or not
the other account is connected. The text says which, with how sure it is.
"""

from dataclasses import dataclass

from app.domain.descriptor import tokens_of
from app.domain.spending.entries import Entry, Household, Kind, Source, names_person
from app.domain.spending.knowledge import Known, Trade, known

POT_CHANNELS = frozenset(("uk_retail_pot", "pot", "savings_goal", "internal_transfer", "space"))
_CARD_CHANNELS = frozenset(("flex_repayment",))
_CASH_CATEGORIES = frozenset(("ATM", "CASH"))
_COST_CATEGORIES = frozenset(("FEE_CHARGE", "INTEREST"))
# Bank categories that money between accounts can come under.
MOVING = frozenset(
    ("TRANSFER", "STANDING_ORDER", "BILL_PAYMENT", "DIRECT_DEBIT", "CREDIT", "DEBIT", "OTHER",
     "UNKNOWN", "CASHBACK", "CORRECTION")
)  # fmt: skip
_PLAIN_MOVING = MOVING - {"DIRECT_DEBIT"}

_REPAYMENT_WORDS = frozenset(
    tokens_of("payment thank received directdebit paid autopay repayment thankyou")
)
_CARD_WORDS = frozenset(tokens_of("amex mastercard creditcard barclaycard"))
_CARD_PHRASES = tuple(map(tokens_of, ("credit card", "card payment", "card repayment", "card pymt",
                                      "card bill", "visa card", "charge card")))  # fmt: skip
_SAVINGS_WORDS = frozenset(
    tokens_of(
        "saver savings isa lisa pot pots roundup roundups vault goal savers saving investments "
        "investment invest sipp"
    )
)
_SAVINGS_PHRASES = tuple(
    map(tokens_of, ("save the change", "round up", "rainy day", "emergency fund", "premium bonds"))
)
_TRANSFER_PHRASES = tuple(
    map(
        tokens_of,
        ("internal transfer", "own account", "between accounts", "account transfer", "transfer to",
         "transfer from", "tfr to", "tfr from", "from ac", "to ac", "from current account",
         "to current account", "own transfer", "from joint account", "to joint account",
         "balance transfer", "money transfer", "from account", "to account", "top up"),
    )
)  # fmt: skip
_INCOME_WORDS = frozenset(
    tokens_of(
        "salary salaries wage wages payroll pension dwp hmrc dividend dividends bonus expenses "
        "universal benefit benefits bursary stipend grant sal payslip annuity interest winnings "
        "prize cashback commission royalties statutory jsa esa pip"
    )
)
_REFUND_WORDS = frozenset(tokens_of("refund refunds refunded reversal reversed returned return"))
_LOAN_WORDS = frozenset(tokens_of("loan loans"))
_OF_SHOPS = frozenset(Trade) - {
    Trade.SAVINGS, Trade.CARD_ISSUER, Trade.DEBT, Trade.OTHER, Trade.CASH, Trade.FEES_INTEREST,
    Trade.HOUSING,
}  # fmt: skip
# A shop that pays this much straight into an account pays a wage, unless it gives back a price.
_LARGEST_PLAIN_REFUND = 400_00
# Words of accounts' and banks' names that are nobody's own.
_COMMON_ACCOUNT_WORDS = frozenset(
    tokens_of(
        "account current joint bank card credit the my our main everyday classic plus premier club "
        "a c ac uk savings saver pot personal debit visa mastercard gold platinum cash isa easy "
        "access instant basic limited ltd plc bills household shared and flex"
    )
)

_SURE, _LIKELY, _PROBABLE, _MAYBE = 98, 92, 80, 60


@dataclass(frozen=True, slots=True)
class Standing:
    """What a row is, what that rests on, and how sure it is in per cent."""

    kind: Kind
    source: Source
    confidence: int
    is_saving: bool = False


def kind_of(entry: Entry, household: Household) -> Standing:
    """Return what the row is by its own words."""
    moved = _moved(entry, household)
    if moved is not None:
        return moved
    return _spent(entry) if entry.is_outflow else _received(entry)


def _moved(entry: Entry, household: Household) -> Standing | None:
    """Return how the row is no spending and no income, or None."""
    if entry.channel in POT_CHANNELS:
        return Standing(Kind.TRANSFER, Source.POT, _SURE, is_saving=True)
    if entry.channel in _CARD_CHANNELS:
        return Standing(Kind.CARD_REPAYMENT, Source.CARD_TEXT, _SURE)
    words = frozenset(entry.descriptor.tokens)
    if entry.is_on_card:
        return _moved_on_card(entry, words)
    is_earned = not entry.is_outflow and bool(words & (_INCOME_WORDS | _REFUND_WORDS))
    # A card can be repaid with another card, which the bank takes for a purchase.
    is_bought = entry.bank_category not in MOVING and not _names_issuer(entry)
    if is_bought or is_earned:
        return None
    return _moved_to_known(entry, words) or _moved_by_words(entry, household, words)


def _names_issuer(entry: Entry) -> bool:
    merchant = known(entry.descriptor)
    return entry.is_outflow and merchant is not None and merchant.trade is Trade.CARD_ISSUER


def _moved_to_known(entry: Entry, words: frozenset[str]) -> Standing | None:
    merchant = known(entry.descriptor)
    if entry.is_outflow and _repays_card(merchant, entry.descriptor.tokens, words):
        return Standing(Kind.CARD_REPAYMENT, Source.CARD_TEXT, _LIKELY)
    if merchant is not None and merchant.trade is Trade.SAVINGS:
        return Standing(Kind.TRANSFER, Source.SAVINGS_TEXT, _LIKELY, is_saving=True)
    return None


def _moved_by_words(entry: Entry, household: Household, words: frozenset[str]) -> Standing | None:
    """Return how the words say a move; a name that sells things says another story."""
    merchant = known(entry.descriptor)
    is_a_sale = merchant is not None and not merchant.is_broad and merchant.trade in _OF_SHOPS
    if is_a_sale or entry.bank_category == "DIRECT_DEBIT":
        return None
    tokens = entry.descriptor.tokens
    says_saving = bool(words & _SAVINGS_WORDS) or any(_has(tokens, one) for one in _SAVINGS_PHRASES)
    is_loan = not entry.is_outflow and bool(words & _LOAN_WORDS)
    for holds, standing in (
        (says_saving, Standing(Kind.TRANSFER, Source.SAVINGS_TEXT, _LIKELY, is_saving=True)),
        (
            means_own_account(entry, household),
            Standing(Kind.TRANSFER, Source.OWN_ACCOUNT, _PROBABLE),
        ),
        (
            names_person(tokens, household.people),
            Standing(Kind.TRANSFER, Source.OWN_NAME, _PROBABLE),
        ),
        (
            _has_own_transfer_words(entry) or is_loan,
            Standing(Kind.TRANSFER, Source.TRANSFER_TEXT, _MAYBE),
        ),
        (
            entry.is_on_savings,
            Standing(Kind.TRANSFER, Source.OWN_ACCOUNT, _PROBABLE, is_saving=True),
        ),
    ):
        if holds:
            return standing
    return None


def _moved_on_card(entry: Entry, words: frozenset[str]) -> Standing | None:
    if entry.is_outflow:
        is_balance_moved = _has(entry.descriptor.tokens, ("balance", "transfer"))
        return Standing(Kind.TRANSFER, Source.TRANSFER_TEXT, _LIKELY) if is_balance_moved else None
    if words & _REFUND_WORDS or entry.bank_category in {"PURCHASE", "CASHBACK"}:
        return None
    is_payment = bool(words & _REPAYMENT_WORDS) or _has(
        entry.descriptor.tokens, ("direct", "debit")
    )
    # "DD PAYMENT" leaves no word once ways of paying are taken off.
    says_nothing = known(entry.descriptor) is None and "payment" in entry.description.casefold()
    if is_payment or says_nothing or entry.bank_category in {"DIRECT_DEBIT", "BILL_PAYMENT"}:
        return Standing(Kind.CARD_REPAYMENT, Source.CARD_TEXT, _LIKELY)
    return None


def _repays_card(merchant: Known | None, tokens: tuple[str, ...], words: frozenset[str]) -> bool:
    if merchant is not None and merchant.trade is Trade.CARD_ISSUER:
        return True
    return bool(words & _CARD_WORDS) or any(_has(tokens, phrase) for phrase in _CARD_PHRASES)


def _has_own_transfer_words(entry: Entry) -> bool:
    """Return whether the text says a move between accounts and names nobody else."""
    plain = tokens_of(entry.description)
    return any(_has(plain, phrase) for phrase in _TRANSFER_PHRASES) and len(plain) <= 4  # noqa: PLR2004 - "TRANSFER TO 12345678 REF" names no one


def means_own_account(entry: Entry, household: Household) -> bool:
    """Return whether the text means another of the household's accounts by name or number."""
    return any(
        one.id != entry.account_id
        and names_account(entry, one.name, one.institution, one.last_digits)
        for one in household.accounts
    )


def names_account(
    entry: Entry, name: str, institution: str | None, last_digits: str | None
) -> bool:
    """Return whether the text bears the account's or its bank's telling words, or its number."""
    tokens = frozenset(tokens_of(entry.description))
    if last_digits and any(token.isdecimal() and token.endswith(last_digits) for token in tokens):
        return True
    wanted = {
        word
        for word in (*tokens_of(name), *tokens_of(institution or ""))
        if word not in _COMMON_ACCOUNT_WORDS and len(word) > 2 and not word.isdecimal()  # noqa: PLR2004
    }
    return bool(wanted & tokens)


def _spent(entry: Entry) -> Standing:
    if entry.bank_category in _CASH_CATEGORIES | _COST_CATEGORIES:
        return Standing(Kind.SPENDING, Source.BANK, _SURE)
    return Standing(Kind.SPENDING, Source.SIGN, _LIKELY)


def _received(entry: Entry) -> Standing:
    words = frozenset(tokens_of(f"{entry.description} {entry.reference or ''}"))
    if words & _REFUND_WORDS:
        return Standing(Kind.REFUND, Source.WORDS, _LIKELY)
    if words & _INCOME_WORDS or entry.bank_category in {"INTEREST", "DIVIDEND", "CASHBACK"}:
        return Standing(Kind.INCOME, Source.WORDS, _LIKELY)
    if entry.is_on_card or entry.bank_category == "PURCHASE":
        return Standing(Kind.REFUND, Source.BANK, _PROBABLE)
    merchant = known(entry.descriptor)
    is_from_shop = merchant is not None and merchant.trade in _OF_SHOPS
    if is_from_shop and entry.amount.minor <= _LARGEST_PLAIN_REFUND:
        return Standing(Kind.REFUND, Source.MERCHANT, _PROBABLE)
    return Standing(Kind.INCOME, Source.SIGN, _PROBABLE)


def _has(tokens: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    length = len(phrase)
    return any(tokens[start : start + length] == phrase for start in range(len(tokens)))
