"""What a row was for, and who was paid."""

import pytest

from app.domain.descriptor import descriptor
from app.domain.spending.categories import Category, category_of, merchant_known
from app.domain.spending.entries import Entry, Kind, Source
from app.domain.spending.kinds import Standing, kind_of
from app.domain.spending.knowledge import Trade, known
from app.domain.spending.lexicon import category_said
from app.domain.spending.merchants import merchant_of
from tests.unit.domain.spending.rows import ALEX, entry

type Classes = tuple[str, ...]


def spent(
    text: str,
    *,
    category: str = "PURCHASE",
    classes: Classes = (),
    merchant: str | None = None,
    reference: str | None = None,
) -> Entry:
    return entry(
        "x", "2026-11-02", "-20", text,
        category=category, classification=classes, merchant=merchant, reference=reference,
    )  # fmt: skip


def category(row: Entry) -> tuple[str, Source]:
    choice = category_of(row, kind_of(row, ALEX))
    assert 0 < choice.confidence <= 100
    return choice.category, choice.source


class TestCategory:
    @pytest.mark.parametrize(
        ("row", "wanted"),
        [
            (spent("TESCO STORES 2041"), ("groceries", Source.MERCHANT)),
            (spent("TESCO PAY AT PUMP 3312"), ("transport", Source.MERCHANT)),
            (spent("LNK HIGH ST", category="ATM"), ("cash", Source.BANK)),
            (spent("ZXCV", category="FEE_CHARGE"), ("fees_interest", Source.BANK)),
            (spent("THE RED CAFE"), ("eating_out", Source.WORDS)),
            (spent("CASTLE CAFE"), ("eating_out", Source.WORDS)),
            (spent("ZXCV"), ("other", Source.SIGN)),
            # Names that are cut short, joined, or only hint.
            (spent("HARBOUR DENTAL PRACT", classes=("Shopping", "General")),
             ("health", Source.WORDS)),
            (spent("SUMUP *BELLA NAPOLI RISTOR"), ("eating_out", Source.WORDS)),
            (spent("HOLLAND ROAD OFF LICEN"), ("groceries", Source.WORDS)),
            (spent("PAYPAL *BAXTERSBUTCHER"), ("groceries", Source.WORDS)),
            (spent("PAYPAL *KEBABPALACE"), ("eating_out", Source.WORDS)),
            (spent("PAYPAL *RIVERSIDERESTAURANTS"), ("eating_out", Source.WORDS)),
            (spent("ZXCV NEWCASTLE SHOW"), ("entertainment", Source.WORDS)),
            (spent("QQQQQQQQ ZZZZZZZZ"), ("other", Source.SIGN)),
            (spent("GOLDEN DRAGON"), ("eating_out", Source.WORDS)),
            (spent("GOLDEN DRAGON", category="TRANSFER"), ("other", Source.SIGN)),
            (spent("AMBER CARS"), ("transport", Source.WORDS)),
            (spent("NATIONAL EXPRES"), ("transport", Source.MERCHANT)),
            # A wide name, narrowed.
            (spent("TESCO BANK LOANS", category="DIRECT_DEBIT"), ("debt", Source.WORDS)),
            (spent("HALFORDS FINANCE", category="DIRECT_DEBIT"), ("debt", Source.WORDS)),
            # Councils take tax by debit, and by card what their car parks cost.
            (spent("LB CAMDEN", category="DIRECT_DEBIT"), ("council_tax", Source.WORDS)),
            (spent("BRACKNELL FOREST BC", category="DIRECT_DEBIT", classes=("Taxes",)),
             ("council_tax", Source.WORDS)),
            (spent("LEEDS CITY COUNCIL PARKING"), ("transport", Source.WORDS)),
            (spent("LEEDS CITY COUNCIL"), ("transport", Source.WORDS)),
            (entry("x", "2026-11-02", "-160", "LEEDS CITY COUNCIL", category="PURCHASE"),
             ("council_tax", Source.WORDS)),
            (spent("", category="DIRECT_DEBIT"), ("other", Source.SIGN)),
            (spent("THOMPSON R", category="BILL_PAYMENT"), ("other", Source.SIGN)),
            # A word for one trade only goes before the bank's class.
            (spent("SHARP CUTS BARBERS", classes=("Entertainment", "Games")),
             ("health", Source.WORDS)),
            (spent("ZXCV", classes=("Shopping", "Groceries")),
             ("groceries", Source.CLASSIFICATION)),
            (spent("ZXCV", classes=("Food & Dining",)), ("eating_out", Source.CLASSIFICATION)),
            (spent("ZXCV", classes=("Food & Dining", "Bars")),
             ("eating_out", Source.CLASSIFICATION)),
            (spent("ZXCV", classes=("Shopping", "General")), ("shopping", Source.CLASSIFICATION)),
            (spent("ZXCV", classes=("Uncategorized", "Check")), ("other", Source.SIGN)),
            (spent("ZXCV", classes=("Something new",)), ("other", Source.SIGN)),
            # Who sells much of everything is told by what the bank says.
            (spent("AMAZON.CO.UK*2K", classes=("Shopping", "Groceries")),
             ("groceries", Source.CLASSIFICATION)),
            (spent("AMAZON.CO.UK*2K"), ("shopping", Source.MERCHANT)),
            (spent("J SMITH", category="STANDING_ORDER", reference="FLAT RENT"),
             ("housing", Source.WORDS)),
            (spent("REF 123", merchant="Ocado"), ("groceries", Source.MERCHANT)),
            (spent("MBNA", category="PURCHASE", merchant=None), ("transfer", Source.CARD_TEXT)),
        ],
    )  # fmt: skip
    def test_is_what_knows_best(self, row: Entry, wanted: tuple[str, Source]) -> None:
        assert category(row) == wanted

    def test_follows_the_kind(self) -> None:
        row = spent("TESCO STORES 2041")

        def of(kind: Kind, *, saving: bool = False) -> str:
            return category_of(row, Standing(kind, Source.PERSON, 100, saving)).category

        assert of(Kind.TRANSFER) == "transfer"
        assert of(Kind.TRANSFER, saving=True) == "savings"
        assert of(Kind.CARD_REPAYMENT) == "transfer"
        assert of(Kind.INCOME) == "income"
        assert of(Kind.REFUND) == "groceries"

    def test_of_a_card_that_a_person_calls_spending_is_debt(self) -> None:
        row = spent("BARCLAYCARD", category="DIRECT_DEBIT")

        assert category_of(row, Standing(Kind.SPENDING, Source.PERSON, 100)).category == "debt"

    def test_is_written_for_people(self) -> None:
        assert Category.GIFTS_CHARITY.label == "Gifts & charity"
        assert Category.COUNCIL_TAX.label == "Council tax"
        assert {trade.value for trade in Trade} - {"card_issuer"} <= set(Category)


class TestWords:
    def test_say_the_longest_phrase_then_the_strongest_then_the_last(self) -> None:
        assert category_said(("fish", "and", "chips")) == "eating_out"
        assert category_said(("lambeth", "council", "tax")) == "council_tax"
        assert category_said(("garden", "centre", "cafe")) == "shopping"
        assert category_said(("hello",)) is None


class TestKnown:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("UBER *EATS HELP.UBER.COM", "Uber Eats"),
            ("UBER *TRIP", "Uber"),
            ("SHELL 4471 LONDON GB", "Shell"),
            ("NEXT DOOR CAFE", None),
            ("BURGERKING 22", "Burger King"),
            ("O2", "O2"),
            ("MR P NETFLIX", "Netflix"),
            ("SHOP AT SKY TV", None),
        ],
    )
    def test_merchants_are_recognised_or_not(self, text: str, name: str | None) -> None:
        found = known(descriptor(text))

        assert (found.name if found else None) == name

    def test_the_banks_name_helps_where_the_text_does_not(self) -> None:
        found = merchant_known(spent("REF 8812", merchant="Ocado Retail"))

        assert found is not None
        assert found.name == "Ocado"
        assert merchant_known(spent("ZXCV", merchant="QWERTY")) is None


class TestMerchant:
    def test_is_one_for_all_of_its_spellings(self) -> None:
        spellings = [
            spent("TESCO STORES 2847 LONDON GB"),
            spent("Tesco"),
            spent("CARD 8812", merchant="TESCO EXPRESS"),
        ]

        assert {merchant_of(row).name for row in spellings} == {"Tesco"}
        assert len({merchant_of(row).key for row in spellings}) == 1

    def test_is_the_banks_where_its_words_bear_the_text_out(self) -> None:
        assert merchant_of(spent("EFFRA TAV BRIXTON", merchant="Effra Tavern")).name == (
            "Effra Tavern"
        )
        assert merchant_of(spent("BLUE DOOR", merchant="Something Else")).name == "Blue Door"
        assert merchant_of(spent("BLUE DOOR", merchant="***")).name == "Blue Door"
        assert merchant_of(spent("***", merchant="Blue Door")).name == "Blue Door"

    def test_may_be_nobody(self) -> None:
        assert merchant_of(spent("***")).key == ""
