"""What a bank's text says about who was paid, without how, where and when.

One shop shows up as ``TESCO STORES 2847 LONDON GB``, ``CARD PAYMENT TO TESCO STORES 6120 ON 12
NOV`` and ``Tesco``; one café as ``SQ *COFFEE CART`` and ``SUMUP *COFFEE CART LTD``. Whoever
compares payments by their text compares these.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from app.domain.places import COUNTRIES, ROADS, TOWNS

_TOKEN = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
_APOSTROPHE = re.compile(r"['\u2019\u2018`]")
# "H & M", "B&Q": initials joined by an ampersand are one word.
_INITIALS = re.compile(r"\b([a-z]) ?& ?([a-z])\b")
_INITIALS_APART = re.compile(r"\b([a-z])[ .]([a-z])\b(?=[ .]|$)")
_DIGIT = re.compile(r"\d")
_LONGEST_CODED_NAME = 3  # o2, h3g: longer words with digits are references

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_CURRENCY = "(?:gbp|eur|usd|chf|sek|nok|dkk|pln|aud|cad|jpy|try|aed|thb)"
# What a bank adds to a card payment: dates, times, cards, rates, references.
_ADDED = tuple(
    re.compile(pattern)
    for pattern in (
        rf",? ?\brate \d+[.,]\d+/{_CURRENCY}\b",
        r" ?,? ?\bvia (?:mobile|online|telephone|branch)\b.*$",
        rf"\b{_CURRENCY} ?\d+[.,]\d\d\b",
        rf"\b\d+[.,]\d\d ?{_CURRENCY}\b",
        r",? ?transaction date:? ?[\d-]+",
        r"\b(?:on )?\d{1,2} ?" + _MONTH + r"(?: ?(?:20)?\d\d)?(?: ?(?:bcc|bdc|cpm|clp|ccy|dd))?\b",
        r"\b(?:on )?20\d\d-\d\d-\d\d\b",
        r"\b(?:on )?\d{1,2}[/.-]\d{1,2}(?:[/.-](?:20)?\d\d)?\b",
        r"(?:@ ?)?\b\d{1,2}:\d\d(?::\d\d)?\b",
        r"\b(?:card|cd|card ending|ending)(?: no)?[ .:]*[*x]*\d{4}\b",
        r"(?<![a-z])[*x]{2,} ?\d{4}\b",
        r"\b(?:visa|mc|fx) ?x?rate.*$",
        r"\bnon[- ]sterling.*$",
        r"\bint'?l ?\d+",
        r"\b(?:mandate|ref|reference|refno|mandate no)(?: no)?[ .:]+[a-z]*\d\S*",
        r"\+?\b0?\d{3,5}[ -]\d{3,4}[ -]\d{3,4}\b",
        r"\){2,}",
        r"(?<=london )[nsew][ewc]?\d{1,2}[a-z]?\b",
    )
)
# "FASTER PAYMENTS RECEIPT REF.RENT FROM J SMITH": the payer comes after what was the payment for.
_RECEIPT = re.compile(r"^faster payments receipt ref[. ]*(.*?) ?\bfrom (.+)$")
_REFERENCE = re.compile(r"(?<=\w) +(?:reference|mandate no)\b")
# What some banks put before everything else: "POS 5064 17APR26 C , ", ")))", "OTR ", "D/D ".
_LEADS = re.compile(
    r"^(?:(?:pos )?\d{4} \d{1,2}"
    + _MONTH
    + r"\d\d ?(?:cd|c|d|bcc)? ?,? ?|pos \d{4} |\)+ ?|[sd]/[od] "
    + r"|(?:otr|bac|chg|cr|dr|obp|ibp|tfr|to|from) (?=[^\W\d]))+"
)
# Who carries the money for somebody else: what follows is the shop.
_PROCESSORS = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"^(?:sq|gosq|square) ?\*+ ?", "Square"),
        (r"^(?:sumup|smp|su) ?\*+ ?", "SumUp"),
        (r"^sumup +(?=\S)", "SumUp"),
        (r"^(?:zettle|izettle|iz|zettle_) ?_?\*+ ?", "Zettle"),
        (r"^i?zettle +(?=\S)", "Zettle"),
        (r"^(?:paypal|pp|pypl) ?\*+ ?", "PayPal"),
        (r"^paypal (?!credit|pay in|payment|transfer|inst|ltd|europe|limited)(?=[a-z])", "PayPal"),
        (r"^(?:klarna|klarna bank) ?\*+ ?", "Klarna"),
        (r"^clearpay ?\*+ ?", "Clearpay"),
        (r"^(?:stripe|str) ?\*+ ?", "Stripe"),
        (r"^(?:sp|shopify) ?\*+ ?", "Shopify"),
        (r"^sp (?=[a-z]{3})", "Shopify"),
        (r"^(?:tst|toast) ?[*-]+ ?", "Toast"),
        (r"^(?:crv|curve) ?\*+ ?", "Curve"),
        (
            r"^(?:dojo|wpy|wp|worldpay|nyx|nya|lsp|ls|eb|tb|cko|fs|2co|ppg|mol|ady|adyen) ?\*+ ?",
            "card",
        ),
        (r"^(?:gocardless|gc|gcl) ?[*-] ?", "GoCardless"),
        (r"^google ?\*+ ?(?=\S)", "Google"),
        (r"^revolut ?\*+ ?(?=[a-z])", "Revolut"),
    )
)
# How the money went, before the name.
_WAYS = re.compile(
    r"^(?:(?:card (?:payment|purchase|transaction)|contactless(?: payment)?"
    r"|direct debit(?: payment)?|standing order|bill payment|online payment"
    r"|faster payments?(?: payment| receipt| received)?"
    r"|mobile payment|debit card(?: payment)?|visa(?: debit| purchase)?|pos(?: purchase)?"
    r"|regular (?:payment|transfer)|transfer(?= to | from )"
    r"|bank (?:transfer|giro credit|credit)|payment|purchase|deb|dd"
    r"|bgc|bacs|fpi|fpo|fps|ddr?|sto|vis|apple pay|google pay|refund|credit|reversal|www"
    r"|via faster payment)"
    r"(?: (?:to|from|at|by|received from|made to|ref))?[ :.-]+)+"
)
# What says no name at the end: forms of companies, kinds of branches, ways of paying.
_TAIL = frozenset(
    _TOKEN.findall(
        "ltd limited plc llp llc inc co company corp gmbh bv sarl srl sa ag oy ab com net org "
        "www http https dd ddr so sto bacs bgc fp fpi fpo fps faster payment payments online "
        "contactless card visa mastercard pos cnp ecom cpm bcc bdc clp ref reference mandate store "
        "stores shop shops superstore superstores supermarket supermarkets express extra metro "
        "local branch retail uk gb gbr eu intl international refund refunded reversal direct debit "
        "debits credit subscription subscriptions membership sstn pfs smkts smkt salary "
        "salaries wage wages payroll"
    )
)
_HEAD = frozenset(("the", "www", "http", "https"))
_SMALL = frozenset(("and", "of", "the", "at", "in", "on", "for", "by", "de", "la", "le", "du"))
_VOWELS = frozenset("aeiouy")
_BANK_CUT = 18
_SHORTEST_TOWN_CUT = 4
_MOST_CUT = 2
_LONGEST_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A bank's text, taken apart."""

    tokens: tuple[str, ...]
    """Every word and number left when dates, cards and ways of paying are taken off."""
    words: tuple[str, ...]
    """Those that name somebody: without places, branch numbers and company forms."""
    processor: str | None
    """Who carried the money for a shop, where the text says so."""
    name: str
    """The name as a person would write it; empty where the text names nobody."""

    @property
    def key(self) -> str:
        """What two spellings of one name share."""
        words = self.words[1:] if len(self.words) > 1 and self.words[0] == "the" else self.words
        return "".join(words)


@lru_cache(maxsize=50_000)
def descriptor(text: str) -> Descriptor:
    """Return the text taken apart."""
    plain = _RECEIPT.sub(r"\2 reference \1", _plain(text))
    processor, plain = _without_processor(_WAYS.sub("", _LEADS.sub("", plain)))
    for added in _ADDED:
        plain = added.sub(" ", plain)
    tokens = tuple(_TOKEN.findall(plain))
    naming = tuple(_TOKEN.findall(_REFERENCE.split(plain, maxsplit=1)[0])) or tokens
    words = _named(naming, is_cut=_ends_cut(text, naming))
    return Descriptor(
        tokens=tokens, words=words, processor=processor, name=_written(words, text=text)
    )


def tokens_of(name: str) -> tuple[str, ...]:
    """Return a name's words as they stand in a descriptor's tokens."""
    return tuple(_TOKEN.findall(_plain(name)))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.strip()).casefold()
    unmarked = "".join(letter for letter in folded if not unicodedata.combining(letter))
    plain = _APOSTROPHE.sub("", unmarked)
    plain = _INITIALS.sub(r"\1\2", " ".join(plain.split()))
    return _INITIALS_APART.sub(r"\1\2", plain)


def _without_processor(plain: str) -> tuple[str | None, str]:
    for pattern, name in _PROCESSORS:
        shop, found = pattern.subn("", plain, count=1)
        if found and _LETTER.search(shop):
            return name, shop
    return None, plain


def _named(tokens: tuple[str, ...], *, is_cut: bool) -> tuple[str, ...]:
    """Return the words of the name: what comes after its branch, town or form is none."""
    words = [token for token in tokens if _may_name(token)]
    if not words:
        return tokens[:1]
    start = 1 if words[0] in _HEAD and len(words) > 1 else 0
    kept = words[start:]
    if is_cut and len(kept) > 1 and _is_cut_town(kept[-1]):
        kept.pop()
    while tail := _tail_length(kept):
        del kept[-tail:]
    head = words[:start] if words[0] == "the" else []
    return tuple(head + kept)


def _tail_length(words: list[str]) -> int:
    """Return how many words at the end say no name; at least one word always stays."""
    if len(words) == 1:
        return 0
    last, before = words[-1], words[-2]
    can_lose_two = len(words) > 2  # noqa: PLR2004 - two words and a name
    if can_lose_two and (f"{before} {last}" in TOWNS or (last in ROADS and before in TOWNS)):
        return 2
    return int(last in _TAIL or last in COUNTRIES or last in TOWNS or len(last) == 1)


def _ends_cut(text: str, tokens: tuple[str, ...]) -> bool:
    """Return whether the text is long enough to have been cut short in its last word."""
    plain = text.rstrip().casefold()
    return len(plain) >= _BANK_CUT and bool(tokens) and plain.endswith(tokens[-1])


def _may_name(token: str) -> bool:
    return not token.isdecimal() and not (_DIGIT.search(token) and len(token) > _LONGEST_CODED_NAME)


def _is_cut_town(word: str) -> bool:
    return len(word) >= _SHORTEST_TOWN_CUT and any(
        town.startswith(word) and 0 < len(town) - len(word) <= _MOST_CUT for town in TOWNS
    )


def _written(words: tuple[str, ...], *, text: str) -> str:
    """Return the words as a person writes them; a text in both cases knows best."""
    as_given = (
        {}
        if text.isupper() or text.islower()
        else {word.casefold(): word for word in _TOKEN.findall(_APOSTROPHE.sub("", text))}
    )
    return " ".join(_cased(word, as_given.get(word), place) for place, word in enumerate(words))


def _cased(word: str, given: str | None, place: int) -> str:
    if place and word in _SMALL:
        return word
    if given is not None and not given.islower() and not given.isupper():
        return given
    has_no_vowel = not _VOWELS & set(word)
    return word.upper() if has_no_vowel and len(word) <= _LONGEST_ACRONYM else word.capitalize()
