"""Money neither gains nor loses a penny."""

from decimal import Decimal
from fractions import Fraction
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import FinanceError, InvalidInputError
from app.domain.money import CurrencyMismatchError, Money, minor_digits, total

amounts = st.integers(min_value=-(10**15), max_value=10**15).map(Money)


class TestMoney:
    def test_adds_and_subtracts_within_a_currency(self) -> None:
        assert Money(1200) + Money(34) == Money(1234)
        assert Money(1200) - Money(1234) == Money(-34)
        assert -Money(5) == Money(-5)
        assert abs(Money(-5)) == Money(5)

    def test_is_ordered_within_a_currency(self) -> None:
        assert Money(1) < Money(2) <= Money(2)
        assert Money(2) > Money(1) >= Money(1)
        assert max(Money(-1), Money(3), Money(2)) == Money(3)

    def test_is_true_when_it_is_something(self) -> None:
        assert Money(-1)
        assert not Money.zero("JPY")

    def test_never_mixes_currencies(self) -> None:
        pounds, euros = Money(100), Money(100, "EUR")

        for mix in (
            lambda: pounds + euros,
            lambda: pounds - euros,
            lambda: pounds < euros,
            lambda: pounds <= euros,
            lambda: pounds > euros,
            lambda: pounds >= euros,
        ):
            with pytest.raises(CurrencyMismatchError):
                mix()
        assert pounds != euros

    @pytest.mark.parametrize("minor", [Decimal(100), "100", None, True])
    def test_is_whole_minor_units_only(self, minor: object) -> None:
        with pytest.raises(TypeError):
            Money(cast("int", minor))

    @pytest.mark.parametrize("currency", ["", "gbp", "GB", "POUND", "G8P", "ÅÄÖ"])
    def test_refuses_what_is_no_currency_code(self, currency: str) -> None:
        with pytest.raises(InvalidInputError) as refusal:
            Money(1, currency)

        assert refusal.value.field == "currency"

    def test_reads_as_a_person_would_write_it(self) -> None:
        assert str(Money(-123456)) == "-1,234.56 GBP"


class TestMajorUnits:
    @pytest.mark.parametrize(
        ("major", "currency", "minor"),
        [
            ("3.2", "GBP", 320),
            ("64.0", "GBP", 6400),
            (Decimal(1464), "GBP", 146400),
            (1464, "GBP", 146400),
            ("-0.01", "GBP", -1),
            ("1E+3", "GBP", 100000),
            ("0", "GBP", 0),
            ("0E+400", "GBP", 0),
            ("1E-400", "GBP", 0),
            ("1500", "JPY", 1500),
            ("1.234", "KWD", 1234),
        ],
    )
    def test_are_taken_with_the_digits_of_the_currency(
        self, major: Decimal | str | int, currency: str, minor: int
    ) -> None:
        assert Money.from_major(major, currency) == Money(minor, currency)

    @pytest.mark.parametrize(
        ("major", "minor"), [("0.125", 12), ("0.135", 14), ("-0.125", -12), ("0.1251", 13)]
    )
    def test_beyond_the_penny_are_rounded_half_to_even(self, major: str, minor: int) -> None:
        assert Money.from_major(major) == Money(minor)

    @pytest.mark.parametrize("major", ["", "NaN", "sNaN", "Infinity", "12,50", "1E+16", "£5"])
    def test_that_are_no_amount_are_refused(self, major: str) -> None:
        with pytest.raises(InvalidInputError) as refusal:
            Money.from_major(major)

        assert refusal.value.field == "amount"
        assert refusal.value.code == "invalid_input"
        assert str(refusal.value) == refusal.value.detail

    @given(amounts)
    def test_survive_the_way_there_and_back(self, amount: Money) -> None:
        assert Money.from_major(amount.to_major()) == amount

    def test_show_the_digits_of_the_currency(self) -> None:
        assert str(Money(320).to_major()) == "3.20"
        assert str(Money(320, "JPY").to_major()) == "320"
        assert minor_digits("BHD") == 3


class TestSplit:
    def test_gives_the_spare_pennies_to_the_earlier_parts(self) -> None:
        assert Money(10000).split(3) == [Money(3334), Money(3333), Money(3333)]

    @given(amounts, st.integers(min_value=1, max_value=60))
    def test_sums_to_the_whole_in_parts_a_penny_apart(self, amount: Money, parts: int) -> None:
        shares = amount.split(parts)

        assert total(shares) == amount
        assert len(shares) == parts
        assert max(shares) - min(shares) <= Money(1)
        assert sorted(map(abs, shares), reverse=True) == [abs(share) for share in shares]

    def test_needs_a_part(self) -> None:
        with pytest.raises(InvalidInputError):
            Money(1).split(0)


class TestTimes:
    def test_rounds_half_to_even(self) -> None:
        assert Money(5).times(Fraction(1, 2)) == Money(2)
        assert Money(15).times(Decimal("0.5")) == Money(8)
        assert Money(7).times(3) == Money(21)


class TestTotal:
    @given(amounts, amounts, amounts)
    def test_does_not_depend_on_the_order(self, one: Money, two: Money, three: Money) -> None:
        assert (one + two) + three == one + (two + three) == total([three, two, one])

    def test_of_nothing_is_zero_of_the_currency(self) -> None:
        assert total([], "EUR") == Money(0, "EUR")


class TestFinanceError:
    def test_names_no_field_unless_told(self) -> None:
        assert FinanceError("something is the matter").field is None


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Money(123450), "£1,234.50"),
        (Money(-500), "\N{MINUS SIGN}£5.00"),
        (Money(1200, "EUR"), "€12.00"),
        (Money(1200, "SEK"), "12.00 SEK"),
    ],
)
def test_reads_as_a_person_writes_it(amount: Money, words: str) -> None:
    assert amount.in_words() == words
