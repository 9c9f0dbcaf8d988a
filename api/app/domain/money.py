"""Money: whole minor units with a currency, never a fraction of a penny."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException
from fractions import Fraction
from typing import ClassVar, Self

from app.domain.errors import FinanceError, InvalidInputError

# ISO 4217: how many digits the minor unit has, where that is not two.
_MINOR_DIGITS: dict[str, int] = {
    **dict.fromkeys(
        ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"),
        0,
    ),
    **dict.fromkeys(("UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
_USUAL_DIGITS = 2
_CODE_LENGTH = 3
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
_LARGEST_EXPONENT = 15
# Room for any amount a database integer can hold, whatever the thread's own context says.
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)


class CurrencyMismatchError(FinanceError):
    """Two amounts of different currencies were added or compared."""

    code: ClassVar[str] = "currency_mismatch"


def minor_digits(currency: str) -> int:
    """Return how many digits the currency's minor unit has: 2 for GBP, 0 for JPY."""
    return _MINOR_DIGITS.get(currency, _USUAL_DIGITS)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units: in is positive, out is negative."""

    minor: int
    currency: str = "GBP"

    def __post_init__(self) -> None:
        # A database's SUM hands over a Decimal, which mypy cannot see.
        if type(self.minor) is not int:
            raise TypeError(f"minor units are a whole number, not {self.minor!r}")
        if len(self.currency) != _CODE_LENGTH or not (
            self.currency.isascii() and self.currency.isalpha() and self.currency.isupper()
        ):
            raise InvalidInputError(
                f"{self.currency!r} is not a currency code of three capital letters",
                field="currency",
            )

    @classmethod
    def zero(cls, currency: str = "GBP") -> Self:
        return cls(0, currency)

    @classmethod
    def from_major(cls, amount: Decimal | str | int, currency: str = "GBP") -> Self:
        """Return the amount given in pounds, rounded half to even beyond the penny.

        :raises InvalidInputError: if it is not a finite number of a believable size.
        """
        try:
            major = Decimal(amount)
        except (DecimalException, ValueError) as error:
            raise InvalidInputError(f"{amount!r} is not an amount", field="amount") from error
        if not major.is_finite() or (major and major.adjusted() > _LARGEST_EXPONENT):
            raise InvalidInputError(f"{amount!r} is not an amount", field="amount")
        digits = minor_digits(currency)
        rounded = major.quantize(Decimal((0, (1,), -digits)), ROUND_HALF_EVEN, _EXACT)
        return cls(int(rounded.scaleb(digits, _EXACT)), currency)

    def to_major(self) -> Decimal:
        """Return the amount in pounds, with the currency's digits."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency), _EXACT)

    def split(self, parts: int) -> list[Self]:
        """Return ``parts`` amounts, a penny apart at most, that sum to the whole.

        The earlier ones carry the spare pennies.

        :raises InvalidInputError: if there are no parts to split into.
        """
        if parts < 1:
            raise InvalidInputError("an amount is split into one part at least", field="parts")
        share, spare = divmod(abs(self.minor), parts)
        sign = -1 if self.minor < 0 else 1
        return [type(self)(sign * (share + (n < spare)), self.currency) for n in range(parts)]

    def times(self, factor: Fraction | Decimal | int) -> Self:
        """Return the amount times an exact factor, rounded half to even to the penny."""
        return type(self)(round(self.minor * Fraction(factor)), self.currency)

    def __add__(self, other: Self) -> Self:
        self._same_currency(other)
        return type(self)(self.minor + other.minor, self.currency)

    def __sub__(self, other: Self) -> Self:
        self._same_currency(other)
        return type(self)(self.minor - other.minor, self.currency)

    def __neg__(self) -> Self:
        return type(self)(-self.minor, self.currency)

    def __abs__(self) -> Self:
        return type(self)(abs(self.minor), self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: Self) -> bool:
        self._same_currency(other)
        return self.minor < other.minor

    def __le__(self, other: Self) -> bool:
        self._same_currency(other)
        return self.minor <= other.minor

    def __gt__(self, other: Self) -> bool:
        self._same_currency(other)
        return self.minor > other.minor

    def __ge__(self, other: Self) -> bool:
        self._same_currency(other)
        return self.minor >= other.minor

    def __str__(self) -> str:
        return f"{self.to_major():,} {self.currency}"

    def in_words(self) -> str:
        """Return the amount as a person reads it: £1,234.50, or 12.00 SEK."""
        symbol = _SYMBOLS.get(self.currency)
        if symbol is None:
            return f"{self.to_major():,} {self.currency}"
        minus = "\N{MINUS SIGN}" if self.minor < 0 else ""
        return f"{minus}{symbol}{abs(self).to_major():,}"

    def _same_currency(self, other: Self) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatchError(f"{self.currency} and {other.currency} do not go together")


def total(amounts: Iterable[Money], currency: str = "GBP") -> Money:
    """Return the sum of the amounts, which is zero of the currency when there are none."""
    whole = Money.zero(currency)
    for amount in amounts:
        whole += amount
    return whole
