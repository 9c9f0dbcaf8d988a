"""One merchant from its many descriptors."""

from dataclasses import dataclass
from functools import lru_cache

from app.domain.descriptor import Descriptor, descriptor
from app.domain.spending.entries import Entry
from app.domain.spending.knowledge import known

_NO_NAME = ""


@dataclass(frozen=True, slots=True)
class Merchant:
    """Who was paid, or who paid: a key shared by all spellings, and a name to show."""

    key: str
    name: str


def merchant_of(entry: Entry) -> Merchant:
    """Return who a row names.

    The project's own knowledge goes first; then the bank's ``merchant_name``, where its words
    bear the text out; then the text itself.
    """
    return _merchant(entry.text, entry.bank_merchant)


@lru_cache(maxsize=50_000)
def _merchant(description: str, bank_merchant: str | None) -> Merchant:
    own = descriptor(description)
    found = known(own)
    if found is not None:
        return Merchant(descriptor(found.name).key, found.name)
    if bank_merchant:
        given = descriptor(bank_merchant)
        by_bank = known(given)
        if by_bank is not None:
            return Merchant(descriptor(by_bank.name).key, by_bank.name)
        if _bear_out(given, own):
            return Merchant(given.key, given.name)
    if not own.name:
        return Merchant(_NO_NAME, _NO_NAME)
    return Merchant(own.key, own.name)


def _bear_out(given: Descriptor, own: Descriptor) -> bool:
    """Return whether the bank's name is found in the text, or the text says nothing."""
    if not given.key:
        return False
    return not own.key or given.key in own.key or bool(set(given.words) & set(own.words))
