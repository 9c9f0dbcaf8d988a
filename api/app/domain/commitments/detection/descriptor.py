"""Who a row is about: the words of its text that stay the same from payment to payment.

What is stripped on the way (references, card and store numbers, dates, the processor in front)
is kept as evidence: it says how the money moved and tells mandates of one payee apart.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.domain.commitments.counterparty import KIND_WORDS, NOISE_WORDS


class Means(StrEnum):
    """How the money moved, as far as the text or the bank's category says."""

    DIRECT_DEBIT = "direct_debit"
    STANDING_ORDER = "standing_order"
    CARD = "card"
    TRANSFER = "transfer"
    CASH_OUT = "cash_out"
    CASH_IN = "cash_in"
    INTEREST = "interest"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A text taken apart.

    ``key`` is the counterparty's identity, ``stem`` its first telling word, ``name`` what a
    person would read; ``references`` are the tokens that were stripped.
    """

    key: str
    stem: str
    name: str
    means: Means
    processor: str | None
    references: tuple[str, ...]


_TOKEN = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['\u2019]")
_DIGIT = re.compile(r"\d")
_LEADING_LETTERS = re.compile(r"[^\W\d_]{3,}")
_DATE = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b"
    r"|\b\d{1,2} ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: ?\d{2,4})?\b"
)
# Firms that take a card for others: the payee stands behind the star.
_PROCESSOR = re.compile(
    r"^\s*(paypal|pp|sumup|sum up|sq|square|zettle|izettle|iz|stripe|sp|worldpay|wp|crv|curve|"
    r"gocardless|gc|dodo|tst|klarna|clearpay|adyen)\s*[*_]\s*(?=\w)"
)
# Behind any other star stands a code, if it has a digit, or the firm's product.
_CODE_BEHIND_STAR = re.compile(r"\*\s*[^\W_]*\d.*$")
_COUNCIL_TAX = re.compile(r"\bcouncil\s?tax\b|\bc[. ]?\s?tax\b")
_LONGEST_CODED_NAME = 3
_MOST_WORDS = 3
_SHORTEST_STEM = 3
_ACRONYM = 3

_MEANS_BY_TEXT = (
    (Means.STANDING_ORDER, re.compile(r"\bstanding order\b|\bs/?o\b|\bsto\b")),
    (Means.DIRECT_DEBIT, re.compile(r"\bdirect debit\b|\bdd(?:r|m)?\b")),
    (Means.INTEREST, re.compile(r"\binterest\b")),
    (
        Means.CASH_OUT,
        re.compile(
            r"\bcash (?:withdrawal|machine|advance)|\bwithdrawal\b|\batm\b|\bcashpoint\b"
            r"|^(?:lnk|link|cpt)\b"
        ),
    ),
    (Means.CASH_IN, re.compile(r"\bcash (?:deposit|paid in)\b|\bdeposit (?:of )?cash\b")),
    (
        Means.CARD,
        re.compile(r"\bcard (?:payment|purchase)|\bpos\b|\bcontactless\b|\bvisa\b|\bdeb\b"),
    ),
    (Means.TRANSFER, re.compile(r"\btransfer\b|\bfaster payment|\btfr\b|\bfp[io]?\b|\bbgc\b")),
)
_MEANS_BY_CATEGORY = {
    "DIRECT_DEBIT": Means.DIRECT_DEBIT,
    "STANDING_ORDER": Means.STANDING_ORDER,
    "ATM": Means.CASH_OUT,
    "CASH": Means.CASH_OUT,
    "INTEREST": Means.INTEREST,
    "PURCHASE": Means.CARD,
    "TRANSFER": Means.TRANSFER,
}
_EXTRA_NOISE = frozenset(
    _TOKEN.findall(
        "no rate via receipt received sent paid debited credited value date fgn non ecom"
    )
)


@lru_cache(maxsize=50_000)
def read(text: str, category: str | None = None) -> Descriptor:
    """Return the text taken apart; the category, if the bank gives one, says how money moved."""
    plain = _APOSTROPHE.sub("", text.casefold())
    means = _MEANS_BY_CATEGORY.get(category or "", Means.UNKNOWN)
    if means is Means.UNKNOWN:
        means = next((m for m, said in _MEANS_BY_TEXT if said.search(plain)), Means.UNKNOWN)
    prefix = _PROCESSOR.match(plain)
    body = plain[prefix.end() :] if prefix else plain
    ahead_of_star = _CODE_BEHIND_STAR.sub("", body)
    for candidate in (ahead_of_star, body):
        words = _words(_DATE.sub(" ", candidate))
        if words:
            break
    else:
        words = [word for word in _TOKEN.findall(body) if not _DIGIT.search(word)]
    key_words = words[:_MOST_WORDS]
    references = tuple(word for word in _TOKEN.findall(plain) if _DIGIT.search(word))
    return Descriptor(
        key=" ".join(key_words),
        stem=_stem(key_words),
        name=_name(text, words),
        means=means,
        processor=prefix.group(1) if prefix else None,
        references=references,
    )


def is_council_tax(text: str) -> bool:
    """Return whether the text says so: COUNCIL TAX, C.TAX, CTAX."""
    return _COUNCIL_TAX.search(text.casefold()) is not None


def _words(text: str) -> list[str]:
    words = (_word(token) for token in _TOKEN.findall(text))
    return [word for word in words if word]


def _word(token: str) -> str:
    """Return the part of a token that names somebody, or nothing."""
    if _DIGIT.search(token):
        if len(token) <= _LONGEST_CODED_NAME and not token.isdecimal():
            return token
        letters = _LEADING_LETTERS.match(token)
        token = letters.group() if letters else ""
    is_noise = len(token) < 2 or token in NOISE_WORDS or token in _EXTRA_NOISE  # noqa: PLR2004
    return "" if is_noise else token


def _stem(words: list[str]) -> str:
    telling = [w for w in words if w not in KIND_WORDS and len(w) >= _SHORTEST_STEM]
    return (telling or words or [""])[0]


def _name(text: str, words: list[str]) -> str:
    """Return the telling words as written, in a person's capitals where the bank shouts."""
    if not words:
        return text.strip()
    written = {token.casefold(): token for token in _TOKEN.findall(_APOSTROPHE.sub("", text))}
    chosen = [written.get(word, word) for word in words]
    shouted = text.isupper() or text.islower()
    return " ".join(
        word.title() if shouted and len(word) > _ACRONYM else word.upper() if shouted else word
        for word in chosen
    )
