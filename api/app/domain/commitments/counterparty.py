"""Whether two texts name the same counterparty."""

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache


class Likeness(IntEnum):
    """How well a payment's text bears a name."""

    NONE = 0
    PARTLY = 1
    WHOLE = 2


_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['\u2019]")
_DIGIT = re.compile(r"\d")
_LONGEST_CODED_NAME = 3  # o2, h3g: longer words with digits are references
_SHORTEST_CUT = 4
_SHORTEST_RUN_ON = 5

# Words that say how money moved or what form a company has, not who it was.
NOISE_WORDS = frozenset(
    _WORD.findall(
        "a and at by for from in of on or the to via with ac acct account bacs bgc bp card cash "
        "chaps chg cnp contactless cpt credit dd ddr debit direct dr cr dividend faster fp fpi fpo "
        "mandate mobilepay online order payment payments pos purchase pymt ref reference so "
        "standing sto subscription subscriptions tfr transfer trf visa mastercard ltd limited plc "
        "llp llc inc co company corp group holdings international intl com net org www http https "
        "uk gb gbr gbp eu usa monthly weekly annual yearly bill bills january february march april "
        "may june july august september october november december jan feb mar apr jun jul aug sep "
        "sept oct nov dec "
    )
)

# Words that say what kind of thing was paid: they name nobody alone, but do together.
KIND_WORDS = frozenset(
    _WORD.findall(
        "bank borough broadband british building car child childcare city club council district "
        "electric electricity energy fee finance fitness gas gym health home house insurance "
        "internet life loan london media membership mobile mortgage music national nursery parking "
        "pension pet phone power premium prime rates rent repayment royal salary school services "
        "society store stores tax telecom travel tv utilities vehicle water "
    )
)

_SAME_WORD = dict.fromkeys(("wage", "wages", "payroll", "salaries"), "salary")


def likeness(*, names: Iterable[str], texts: Iterable[str]) -> Likeness:
    """Return how well the texts bear the best of the names, whatever their case or digits."""
    words = frozenset[str]().union(*(_words(text) for text in texts))
    return max((_likeness(_words(name), words) for name in names), default=Likeness.NONE)


def words_shared(*, names: Iterable[str], texts: Iterable[str]) -> int:
    """Return how many words the texts share with the nearest of the names, initials and all.

    Of two payments that bear a name alike it says which is nearer: "A MORGAN" or "S MORGAN".
    """
    said = _all_words(" ".join(texts))
    return max((len(_all_words(name) & said) for name in names), default=0)


def _likeness(name: frozenset[str], words: frozenset[str]) -> Likeness:
    found = {wanted for wanted in name if any(_is_borne(wanted, word) for word in words)}
    if not found:
        return Likeness.NONE
    if found == name:
        return Likeness.WHOLE
    kinds = name & KIND_WORDS
    has_all_of_several_kinds = len(kinds) > 1 and kinds <= found
    has_half_with_a_name = bool(found - KIND_WORDS) and 2 * len(found) >= len(name)
    return Likeness.PARTLY if has_half_with_a_name or has_all_of_several_kinds else Likeness.NONE


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    """Return the words that say who: no references, store numbers, card numbers or forms."""
    plain = _APOSTROPHE.sub("", text.casefold())
    return frozenset(
        _SAME_WORD.get(word, word)
        for word in _WORD.findall(plain)
        if word not in NOISE_WORDS
        and len(word) > 1
        and not word.isdecimal()
        and not (_DIGIT.search(word) and len(word) > _LONGEST_CODED_NAME)
    )


@lru_cache(maxsize=20_000)
def _all_words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_APOSTROPHE.sub("", text.casefold())))


def _is_borne(wanted: str, word: str) -> bool:
    """Return whether the word is the one wanted, cut short by the bank, or run on into the next."""
    if wanted == word:
        return True
    is_cut_short = len(word) >= _SHORTEST_CUT and wanted.startswith(word)
    is_run_on = (
        len(wanted) >= _SHORTEST_RUN_ON and wanted not in KIND_WORDS and word.startswith(wanted)
    )
    return is_cut_short or is_run_on
