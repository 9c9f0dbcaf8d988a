"""What a row is by itself, before it is paired with another.

Money to a card, to savings or to another account of one's own is no spending, whether or not
the other account is connected. The text says which, with how sure it is.
"""

import re
from dataclasses import dataclass

from app.domain.descriptor import tokens_of
from app.domain.ledger import AccountKind
from app.domain.spending.entries import (
    CARDS,
    PUT_ASIDE,
    Entry,
    Household,
    Kind,
    OwnAccount,
    Source,
    names_person,
)
from app.domain.spending.knowledge import Known, Trade, known

POT_CHANNELS = frozenset(("uk_retail_pot", "pot", "savings_goal", "internal_transfer", "space"))
_CARD_CHANNELS = frozenset(("flex_repayment",))
_CASH_CATEGORIES = frozenset(("ATM", "CASH"))
# What a card gives back: "CREDIT FROM ARGOS ON 01-02-2026".
_CARD_CREDITED = re.compile(r"credit from .+ on \d\d-\d\d-\d{4}$", re.IGNORECASE)
_LONGEST_OF_NOBODY = 5
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
_CARD_PHRASES = tuple(
    map(
        tokens_of,
        ("credit card", "card payment", "card repayment", "card pymt", "card bill", "bank card",
         "visa card", "charge card"),
    )
)  # fmt: skip
_SAVINGS_WORDS = frozenset(
    tokens_of(
        "saver savings isa lisa pot pots roundup roundups vault goal savers saving investments "
        "investment invest sipp isas premiumbonds"
    )
)
_SAVINGS_PHRASES = tuple(
    map(tokens_of, ("save the change", "round up", "rainy day", "emergency fund", "premium bonds",
                        "easy access", "instant access", "fixed rate bond", "credit union"))
)  # fmt: skip
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
    Trade.SAVINGS, Trade.MONEY_APP, Trade.CARD_ISSUER, Trade.DEBT, Trade.OTHER, Trade.CASH,
    Trade.FEES_INTEREST,
    Trade.HOUSING,
}  # fmt: skip
_SELL = _OF_SHOPS | {Trade.CASH}
# A shop that pays this much straight into an account pays a wage, unless it gives back a price.
_LARGEST_PLAIN_REFUND = 400_00
# Words of accounts' and banks' names that are nobody's own.
_COMMON_ACCOUNT_WORDS = frozenset(
    tokens_of(
        "account current joint bank card credit the my our main everyday classic plus premier club "
        "a c ac uk savings saver pot personal debit visa mastercard gold platinum cash isa easy "
        "access instant basic limited ltd plc bills household shared and flex money one first "
        "direct express building society bs"
    )
)

_LONGEST_SHORT_NAME = 8
_SHORTEST_TOLD = 2
HOLD_MONEY = frozenset((Trade.SAVINGS, Trade.MONEY_APP))
_HOLD_OWN_MONEY = HOLD_MONEY | {Trade.CARD_ISSUER}
_SOCIETY_PHRASES = tuple(map(tokens_of, ("bs", "building society", "building soc", "bsoc")))
_MORTGAGE_WORDS = frozenset(tokens_of("mortgage mortgages mtg mtge morts mort"))
_BANKS = frozenset(
    tokens_of(
        "barclays halifax hsbc lloyds natwest rbs santander nationwide tsb monzo starling chase "
        "revolut ulster tesco metro"
    )
)
# What people name their pots by.
_SAVED_FOR = frozenset(
    tokens_of(
        "holiday holidays christmas xmas wedding honeymoon car house home deposit bills fun money "
        "emergency fund rainy day council tax travel trip baby birthday birthdays gifts presents "
        "treats treat spending buffer rent food groceries petrol insurance kids school garden "
        "clothes the new big my our savings stash future splurge festival"
    )
)
# Words that leave unsaid whose the money is.
SAYS_NOBODY = frozenset(
    tokens_of(
        "transfer payment faster from to mobile online banking bill standing order credit debit "
        "tfr fpi fpo fps bgc so received sent account ac ref reference internal own money move "
        "bp cr dr otr monthly me my by on top up house holiday fund joint bills savings household "
        "budget"
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
    is_bought = entry.bank_category not in MOVING and not _names_own_provider(entry)
    if is_bought or is_earned:
        return None
    named = _account_named(entry, household)
    if named is not None:
        repays = entry.is_outflow and named.kind in CARDS
        kind = Kind.CARD_REPAYMENT if repays else Kind.TRANSFER
        return Standing(kind, Source.OWN_ACCOUNT, _LIKELY, named.kind in PUT_ASIDE)
    return _moved_to_known(entry, words) or _moved_by_words(entry, household, words)


def _names_own_provider(entry: Entry) -> bool:
    """Return whether a card paid where one has money of one's own, or a card to repay."""
    merchant = known(entry.descriptor)
    is_paid = entry.is_outflow and entry.bank_category == "PURCHASE"
    return is_paid and merchant is not None and merchant.trade in _HOLD_OWN_MONEY


def _account_named(entry: Entry, household: Household) -> OwnAccount | None:
    """Return another own account whose whole name the text is: "BILLS", "To Holiday"."""
    if entry.bank_category == "DIRECT_DEBIT":
        return None
    words = entry.descriptor.words
    return next(
        (
            one
            for one in household.accounts
            if one.id != entry.account_id and _is_whole_name(words, one)
        ),
        None,
    )


def _is_whole_name(words: tuple[str, ...], account: OwnAccount) -> bool:
    bank = tokens_of(account.institution or "")
    for name in (tokens_of(account.name), (*bank, *tokens_of(account.name))):
        told, whole = "".join(words), "".join(name)
        is_cut = len(told) >= _LONGEST_SHORT_NAME and whole.startswith(told)
        says_only_that = words[: len(name)] == name and (
            len(whole) >= _LONGEST_SHORT_NAME or SAYS_NOBODY.issuperset(words[len(name) :])
        )
        if whole and (is_cut or says_only_that):
            return True
    return False


def _moved_to_known(entry: Entry, words: frozenset[str]) -> Standing | None:
    merchant = known(entry.descriptor)
    if entry.is_outflow and _repays_card(merchant, entry.descriptor.tokens, words):
        return Standing(Kind.CARD_REPAYMENT, Source.CARD_TEXT, _LIKELY)
    if merchant is not None and merchant.trade is Trade.SAVINGS:
        return Standing(Kind.TRANSFER, Source.SAVINGS_TEXT, _LIKELY, is_saving=True)
    if entry.is_outflow and merchant is not None and merchant.trade is Trade.MONEY_APP:
        return Standing(Kind.TRANSFER, Source.OWN_ACCOUNT, _PROBABLE)
    return None


def _moved_by_words(entry: Entry, household: Household, words: frozenset[str]) -> Standing | None:
    """Return how the words say a move; a name that sells things says another story."""
    merchant = known(entry.descriptor)
    names_owner = names_person(entry.who, household.people)
    is_a_sale = merchant is not None and not merchant.is_broad and merchant.trade in _SELL
    if (is_a_sale and not names_owner) or entry.bank_category == "DIRECT_DEBIT":
        return None
    tokens = entry.descriptor.tokens
    says_saving = bool(words & _SAVINGS_WORDS) or any(_has(tokens, one) for one in _SAVINGS_PHRASES)
    # A loan paid out is borrowed, no income; "LOAN BACK" is a friend's.
    is_loan = not entry.is_outflow and bool(words & _LOAN_WORDS) and "back" not in words
    says_saving = says_saving or _is_saved_at_building_society(entry, words)
    for holds, standing in (
        (says_saving, Standing(Kind.TRANSFER, Source.SAVINGS_TEXT, _LIKELY, is_saving=True)),
        (
            means_own_account(entry, household),
            Standing(Kind.TRANSFER, Source.OWN_ACCOUNT, _PROBABLE),
        ),
        (names_owner, Standing(Kind.TRANSFER, Source.OWN_NAME, _PROBABLE)),
        (_is_account_elsewhere(entry), Standing(Kind.TRANSFER, Source.OWN_ACCOUNT, _PROBABLE)),
        (
            _is_pot_unlisted(entry),
            Standing(Kind.TRANSFER, Source.POT, _PROBABLE, is_saving=True),
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
    if names_somebody(entry) or len(plain) > _LONGEST_OF_NOBODY:
        return False
    return plain[:1] == ("tfr",) or any(_has(plain, phrase) for phrase in _TRANSFER_PHRASES)


def names_somebody(entry: Entry) -> bool:
    """Return whether the text names anybody at all, once the words for moving are taken off."""
    return any(
        word.isalpha()
        and len(word) > 1
        and word not in SAYS_NOBODY
        and word not in _COMMON_ACCOUNT_WORDS
        for word in entry.descriptor.words
    )


def _is_account_elsewhere(entry: Entry) -> bool:
    """Return whether the text is a bank's name and a sort of account: "LLOYDS EVERYDAY SA"."""
    words = entry.descriptor.words
    if len(words) < _SHORTEST_TOLD or words[0] not in _BANKS:
        return False
    last = words[-1]
    return _COMMON_ACCOUNT_WORDS.issuperset(words[1:-1]) and any(
        word.startswith(last) for word in _COMMON_ACCOUNT_WORDS
    )


def _is_pot_unlisted(entry: Entry) -> bool:
    """Return whether money went to or came from what one saves for: "To Holiday"."""
    plain = tokens_of(entry.description)
    says_way = plain[:1] in {("to",), ("from",)} and entry.bank_category == "TRANSFER"
    return says_way and len(plain) > 1 and _SAVED_FOR.issuperset(plain[1:])


def _is_saved_at_building_society(entry: Entry, words: frozenset[str]) -> bool:
    """Return whether a building society gets the money, and for no mortgage."""
    says_society = any(_has(entry.descriptor.tokens, phrase) for phrase in _SOCIETY_PHRASES)
    return says_society and not words & _MORTGAGE_WORDS


def means_own_account(entry: Entry, household: Household) -> bool:
    """Return whether the text means another of the household's accounts by name or number."""
    return any(
        one.id != entry.account_id
        # A pot's name is an ordinary word, which others write too: "N MARSH HOLIDAY".
        and one.kind is not AccountKind.POT
        and names_account(entry, one, household)
        for one in household.accounts
    )


def names_account(entry: Entry, account: OwnAccount, household: Household) -> bool:
    """Return whether the text bears the account's or its bank's telling words, or its number."""
    tokens = tokens_of(entry.description)
    digits = account.last_digits
    if digits and any(token.isdecimal() and token.endswith(digits) for token in tokens):
        return True
    bank = tokens_of(account.institution or "")
    if len(bank) > 1 and _has(tokens, bank):
        return True
    # Many banks call an account by its owner, whose namesakes are somebody else.
    wanted = {
        word
        for word in (*tokens_of(account.name), *bank)
        if word not in _COMMON_ACCOUNT_WORDS and len(word) > _SHORTEST_TOLD and word.isalpha()
    } - household.words_of_people
    return not wanted.isdisjoint(tokens)


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
    is_to_card = entry.is_on_card or entry.bank_category == "PURCHASE"
    if is_to_card or _CARD_CREDITED.match(entry.description):
        return Standing(Kind.REFUND, Source.BANK, _PROBABLE)
    merchant = known(entry.descriptor)
    is_from_shop = merchant is not None and merchant.trade in _OF_SHOPS
    if is_from_shop and entry.amount.minor <= _LARGEST_PLAIN_REFUND:
        return Standing(Kind.REFUND, Source.MERCHANT, _PROBABLE)
    return Standing(Kind.INCOME, Source.SIGN, _PROBABLE)


def _has(tokens: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    length = len(phrase)
    return any(tokens[start : start + length] == phrase for start in range(len(tokens)))
