"""What a row is by its own words."""

import pytest

from app.domain.spending.entries import Entry, Household, Kind, Source, names_person
from app.domain.spending.kinds import kind_of
from tests.unit.domain.spending.rows import ALEX, entry

SPENDING, INCOME, REFUND = Kind.SPENDING, Kind.INCOME, Kind.REFUND
TRANSFER, CARD = Kind.TRANSFER, Kind.CARD_REPAYMENT


def out(text: str, category: str = "TRANSFER", account: str = "current") -> Entry:
    return entry("x", "2026-11-02", "-50", text, category=category, account=account)


def into(text: str, category: str = "TRANSFER", account: str = "current") -> Entry:
    return entry("x", "2026-11-02", "50", text, category=category, account=account)


@pytest.mark.parametrize(
    ("row", "kind", "source"),
    [
        (out("TESCO STORES", "PURCHASE"), SPENDING, Source.SIGN),
        (out("LNK CASH", "ATM"), SPENDING, Source.BANK),
        (out("OVERDRAFT", "INTEREST"), SPENDING, Source.BANK),
        (out("P SHAH"), SPENDING, Source.SIGN),
        (out("OCTOPUS ENERGY", "DIRECT_DEBIT"), SPENDING, Source.SIGN),
        (out("MORTGAGE SAVER PLAN", "DIRECT_DEBIT"), SPENDING, Source.SIGN),
        # Moved: to cards, savings and oneself, connected or not.
        (out("AMERICAN EXPRESS", "DIRECT_DEBIT"), CARD, Source.CARD_TEXT),
        (out("AMERICAN EXPRESS", "PURCHASE"), CARD, Source.CARD_TEXT),
        (out("ACME CREDIT CARD", "BILL_PAYMENT"), CARD, Source.CARD_TEXT),
        (out("MARCUS"), TRANSFER, Source.SAVINGS_TEXT),
        (out("MY ISA", "STANDING_ORDER"), TRANSFER, Source.SAVINGS_TEXT),
        (out("SAVE THE CHANGE"), TRANSFER, Source.SAVINGS_TEXT),
        (out("MOVED OUT OF HARBOUR BANK", account="joint"), TRANSFER, Source.OWN_ACCOUNT),
        (out("NORTHWAY"), TRANSFER, Source.OWN_ACCOUNT),
        (out("PAYMENT 00111122"), TRANSFER, Source.OWN_ACCOUNT),
        (out("MR ALEX MORGAN"), TRANSFER, Source.OWN_NAME),
        (out("J & A MORGAN"), TRANSFER, Source.OWN_NAME),
        (out("TFR TO 55667788"), TRANSFER, Source.TRANSFER_TEXT),
        (out("TFR 404401 55667788"), TRANSFER, Source.TRANSFER_TEXT),
        (out("Transfer to K JONES"), SPENDING, Source.SIGN),
        (out("MISS ALEXANDRA MORGA"), SPENDING, Source.SIGN),
        (out("MR ALEX MORGA RENT"), TRANSFER, Source.OWN_NAME),
        (entry("x", "2026-11-02", "-20", "HOUSE", merchant="A Morgan"), TRANSFER, Source.OWN_NAME),
        (out("B & A MORGAN"), TRANSFER, Source.OWN_NAME),
        (out("JOINT ACCOUNT HOUSE", "STANDING_ORDER"), TRANSFER, Source.OWN_ACCOUNT),
        (out("HARBOUR BANK RAINBOW S"), TRANSFER, Source.OWN_ACCOUNT),
        (out("MERIDIAN CARD"), CARD, Source.OWN_ACCOUNT),
        (out("JOINT ACCOUNT", "DIRECT_DEBIT"), SPENDING, Source.SIGN),
        (out("LLOYDS EVERYDAY SA"), TRANSFER, Source.OWN_ACCOUNT),
        (out("To Holiday"), TRANSFER, Source.POT),
        (into("From Holiday"), TRANSFER, Source.POT),
        (out("K JONES HOLIDAY"), SPENDING, Source.SIGN),
        (out("SKIPTON BS", "STANDING_ORDER"), TRANSFER, Source.SAVINGS_TEXT),
        (out("WESTERN BUILDING SOC", "STANDING_ORDER"), TRANSFER, Source.SAVINGS_TEXT),
        (out("WESTERN BS MORTGAGE", "STANDING_ORDER"), SPENDING, Source.SIGN),
        (out("TRADING 212", "PURCHASE"), TRANSFER, Source.SAVINGS_TEXT),
        (out("REVOLUT*1234*", "PURCHASE"), TRANSFER, Source.OWN_ACCOUNT),
        (into("REVOLUT", "PURCHASE"), REFUND, Source.BANK),
        (out("BP K JONES GAS", "BILL_PAYMENT"), SPENDING, Source.SIGN),
        (out("SO HARBOUR", "STANDING_ORDER"), TRANSFER, Source.OWN_ACCOUNT),
        (out("ANYTHING", account="saver"), TRANSFER, Source.OWN_ACCOUNT),
        # On a card.
        (out("UNIQLO", "DEBIT", "card"), SPENDING, Source.SIGN),
        (out("BALANCE TRANSFER", "DEBIT", "card"), TRANSFER, Source.TRANSFER_TEXT),
        (into("PAYMENT RECEIVED - THANK YOU", "CREDIT", "card"), CARD, Source.CARD_TEXT),
        (into("DIRECT DEBIT PAYMENT", "CREDIT", "card"), CARD, Source.CARD_TEXT),
        (into("PAYMENT", "CREDIT", "card"), CARD, Source.CARD_TEXT),
        (into("HARBOUR", "DIRECT_DEBIT", "card"), CARD, Source.CARD_TEXT),
        (into("UNIQLO", "CREDIT", "card"), REFUND, Source.BANK),
        (into("UNIQLO REFUND", "CREDIT", "card"), REFUND, Source.WORDS),
        # Received.
        (into("BRIGHT LTD SALARY"), INCOME, Source.WORDS),
        (into("GROSS INTEREST", "INTEREST", "saver"), INCOME, Source.WORDS),
        (into("AMAZON REFUND"), REFUND, Source.WORDS),
        (into("SOME SHOP", "PURCHASE"), REFUND, Source.BANK),
        (into("UNIQLO"), REFUND, Source.MERCHANT),
        (into("P SHAH"), INCOME, Source.SIGN),
        (into("CREDIT FROM ZXCV ON 05-05-2026", "CREDIT"), REFUND, Source.BANK),
        (into("K JONES LOAN BACK"), INCOME, Source.SIGN),
        (into("ACME LOAN ADVANCE"), TRANSFER, Source.TRANSFER_TEXT),
        (into("FROM A MORGAN", account="saver"), TRANSFER, Source.OWN_NAME),
    ],
)
def test_a_row_is_what_its_words_say(row: Entry, kind: Kind, source: Source) -> None:
    standing = kind_of(row, ALEX)

    assert (standing.kind, standing.source) == (kind, source)
    assert 0 < standing.confidence <= 100


def test_a_shop_that_pays_much_pays_a_wage() -> None:
    assert kind_of(entry("x", "2026-11-02", "1850", "ALDI STORES"), ALEX).kind is INCOME


def test_pots_and_instalment_cards_say_so_by_their_channel() -> None:
    pot = entry("x", "2026-11-02", "-9", "Bills", channel="uk_retail_pot")
    flex = entry("x", "2026-11-02", "-9", "Flex", channel="flex_repayment")

    assert kind_of(pot, ALEX).is_saving
    assert kind_of(flex, ALEX).kind is CARD


def test_a_person_needs_a_surname_and_a_first_name() -> None:
    assert names_person(("morgan", "a"), ["Mr Alex Morgan"])
    assert not names_person(("s", "morgan"), ["Alex Morgan"])
    assert not names_person(("alex",), ["Alex"])
    assert not names_person(("alex", "jones"), ["Alex Morgan"])


def test_two_accounts_of_one_household_are_told_apart_by_their_ids() -> None:
    household = Household(people=(), accounts=ALEX.accounts)

    assert household.account(ALEX.accounts[2].id).name == "Rainbow Saver"
