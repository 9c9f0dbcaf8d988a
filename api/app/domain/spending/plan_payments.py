"""Which payments are instalments of a purchase that counts by itself: those are cash only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

_DAYS_OFF_MAX = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInstalment:
    """One instalment of a payment plan whose purchase is a row of its own."""

    plan_id: UUID
    on: date
    amount_minor: int
    account_id: UUID | None
    purchase_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Outflow:
    """A payment that may be an instalment; ``amount_minor`` is a size, positive."""

    id: UUID
    account_id: UUID
    on: date
    amount_minor: int


def payments_of_plans(
    outflows: Sequence[Outflow],
    *,
    instalments: Sequence[PlanInstalment],
    before: Collection[UUID] = (),
) -> set[UUID]:
    """Return the payments that are instalments, each instalment paid once, the nearest first.

    ``before`` are payments that were taken for instalments already: they keep theirs.
    """
    fits = sorted(
        (
            (outflow.id not in before, abs((outflow.on - due.on).days), outflow.on, outflow, due)
            for outflow in outflows
            for due in instalments
            if outflow.amount_minor == due.amount_minor
            and abs((outflow.on - due.on).days) <= _DAYS_OFF_MAX
            and due.account_id in {None, outflow.account_id}
            and outflow.id != due.purchase_id
        ),
        key=lambda fit: (*fit[:3], str(fit[3].id), str(fit[4].plan_id), fit[4].on),
    )
    paid: set[UUID] = set()
    met: set[tuple[UUID, date]] = set()
    for _, _, _, outflow, due in fits:
        if outflow.id not in paid and (due.plan_id, due.on) not in met:
            paid.add(outflow.id)
            met.add((due.plan_id, due.on))
    return paid
