"""Whether what is found now is what a person has already decided about."""

from app.domain.commitments.detection.values import Signature
from app.domain.commitments.schedule import cadence_length_days

_FIFTH = 5


def is_materially_same(one: Signature, other: Signature) -> bool:
    """Return whether two series are the same to a person: who, which way, how often, how much.

    A rejection holds while this is so. The pattern has changed materially, and may be offered
    once more, when it comes at another rhythm or when its amount has moved by more than a fifth.
    The account does not matter: a bill rejected on one account is as unwanted on another.
    """
    return is_same_counterparty(one, other) and (
        cadence_length_days(one.cadence) == cadence_length_days(other.cadence)
        and _is_like_amount(one.amount_minor, other.amount_minor)
    )


def is_same_counterparty(one: Signature, other: Signature) -> bool:
    """Return whether both are money to, or from, the same counterparty in one currency."""
    return (one.counterparty, one.direction, one.currency) == (
        other.counterparty,
        other.direction,
        other.currency,
    )


def _is_like_amount(one: int, other: int) -> bool:
    return _FIFTH * abs(one - other) <= max(one, other)
