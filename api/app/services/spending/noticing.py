"""What is worth telling a person about their spending."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.calendar import Period
from app.domain.spending.insights import (
    Charge,
    Insight,
    categories_ahead,
    insights_of_merchant,
    most_telling,
)
from app.repositories.categories import DismissalRepository
from app.repositories.insights import InsightRepository
from app.repositories.merchants import MerchantRepository
from app.repositories.sums import SumFilter
from app.services.household.people import SignedIn
from app.services.spending.pacing import MONTHS_BEFORE, pace
from app.services.spending.periods import last_months
from app.services.spending.showing import category_names

_LOOK_BACK = timedelta(days=800)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """An insight with the names a person reads."""

    insight: Insight
    merchant_id: UUID | None
    merchant: str | None
    category_label: str
    is_dismissed: bool


def notice(
    session: Session, *, signed_in: SignedIn, today: date, with_dismissed: bool
) -> list[Noticed]:
    """Return what is worth telling, the most money first, without what was dismissed."""
    household_id = signed_in.household.id
    charges = _charges(session, signed_in=signed_in, today=today)
    found = [
        insight
        for merchant_id, of_merchant in charges.items()
        for insight in insights_of_merchant(str(merchant_id), of_merchant, today=today)
    ]
    found += _ahead(session, signed_in=signed_in, today=today)
    dismissed = DismissalRepository(session, household_id=household_id).keys()
    shown = [one for one in found if with_dismissed or one.key not in dismissed]
    names = MerchantRepository(session, household_id=household_id).names(
        [UUID(one.merchant) for one in shown if one.merchant]
    )
    labels = category_names(session, household_id=household_id)
    return [
        Noticed(
            insight=one,
            merchant_id=UUID(one.merchant) if one.merchant else None,
            merchant=names.get(UUID(one.merchant)) if one.merchant else None,
            category_label=labels.get(one.category, one.category),
            is_dismissed=one.key in dismissed,
        )
        for one in most_telling(shown)
    ]


def _charges(
    session: Session, *, signed_in: SignedIn, today: date
) -> Mapping[UUID, Sequence[Charge]]:
    rows = InsightRepository(session, household_id=signed_in.household.id).charges(
        Period(today - _LOOK_BACK, today + timedelta(days=1)),
        currency=signed_in.household.currency,
    )
    charges: defaultdict[UUID, list[Charge]] = defaultdict(list)
    for row_id, merchant_id, day, amount, account_id, category in rows:
        charges[merchant_id].append(
            Charge(id=row_id, on=day, amount_minor=amount, account_id=account_id, category=category)
        )
    return charges


def _ahead(session: Session, *, signed_in: SignedIn, today: date) -> list[Insight]:
    """Return the categories ahead of what past months had by the same day."""
    found = pace(
        session,
        signed_in=signed_in,
        months=last_months(MONTHS_BEFORE + 1, today=today),
        wanted=SumFilter(),
        today=today,
    )
    return categories_ahead(found.by_category, before=found.past, today=today)


def dismiss(session: Session, *, signed_in: SignedIn, key: str, is_dismissed: bool) -> None:
    """Never tell this again, or tell it again after all."""
    dismissals = DismissalRepository(session, household_id=signed_in.household.id)
    if is_dismissed:
        dismissals.add(key)
    else:
        dismissals.remove(key)
