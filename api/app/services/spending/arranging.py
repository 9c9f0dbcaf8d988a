"""A household's own categories, rules and merchants, and the re-sorting they ask for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.db import UnitOfWork
from app.core.job_queue import Queue
from app.domain.errors import FinanceError, InvalidInputError
from app.domain.spending.categories import Category
from app.domain.spending.rules import check_rule
from app.models import spending as tables
from app.models.base import new_id
from app.models.spending import SortingRun, SpendingRule
from app.repositories.categories import CategoryRepository, RuleRepository
from app.repositories.merchants import MerchantRepository
from app.repositories.resorting import ResortingRepository, run_of_job
from app.repositories.sorting import SortingRepository, households_to_sort
from app.services.accounts import accounts
from app.services.household.people import SignedIn
from app.services.spending import sorting
from app.services.spending.correcting import MADE, MerchantUnknownError, check_category

# So many are sorted while the person waits; more are left to the worker, and shown as they go.
AT_ONCE = 2_000
QUEUED, RUNNING, SUCCEEDED = "queued", "running", "succeeded"

type CategoryRow = tables.Category
type MerchantRow = tables.Merchant
type RuleRow = SpendingRule


class CategoryTakenError(FinanceError):
    """There is a category of that name already."""

    code: ClassVar[str] = "category_taken"


class OwnCategoryUnknownError(FinanceError):
    """This household has no such category of its own."""

    code: ClassVar[str] = "own_category_not_found"


class RuleUnknownError(FinanceError):
    """This household has no such rule."""

    code: ClassVar[str] = "rule_not_found"


class SortingUnknownError(FinanceError):
    """This household has no such re-sorting."""

    code: ClassVar[str] = "sorting_not_found"


def categories(session: Session, *, signed_in: SignedIn) -> Sequence[tables.Category]:
    """Return the household's own categories."""
    return CategoryRepository(session, household_id=signed_in.household.id).all()


def add_category(session: Session, *, signed_in: SignedIn, name: str) -> tables.Category:
    """Add a category.

    :raises CategoryTakenError: if there is one of that name.
    """
    own = CategoryRepository(session, household_id=signed_in.household.id)
    key = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_") or "category"
    taken = set(Category) | {row.key for row in own.all()}
    if key in taken or name.casefold() in {one.label.casefold() for one in Category}:
        raise CategoryTakenError("There is a category of that name.", field="name")
    row = tables.Category(household_id=signed_in.household.id, key=key, name=name)
    own.add(row)
    return row


def rename_category(
    session: Session, *, signed_in: SignedIn, category_id: UUID, name: str
) -> tables.Category:
    """Give a category another name; its key stays.

    :raises OwnCategoryUnknownError: if the household has no such category.
    """
    row = _own_category(session, signed_in=signed_in, category_id=category_id)
    row.name = name
    session.flush()
    return row


def delete_category(
    session: Session, *, signed_in: SignedIn, category_id: UUID, move_to: str | None
) -> None:
    """Delete a category; what was put there moves to another, or is sorted as if never put.

    :raises OwnCategoryUnknownError: if the household has no such category.
    :raises CategoryUnknownError: if there is no such category to move to.
    """
    row = _own_category(session, signed_in=signed_in, category_id=category_id)
    if move_to == row.key:
        raise InvalidInputError("Move it to another category.", field="move_to")
    check_category(session, household_id=signed_in.household.id, key=move_to)
    CategoryRepository(session, household_id=signed_in.household.id).delete(row, move_to=move_to)


def _own_category(session: Session, *, signed_in: SignedIn, category_id: UUID) -> tables.Category:
    row = CategoryRepository(session, household_id=signed_in.household.id).get(category_id)
    if row is None:
        raise OwnCategoryUnknownError("There is no such category of your own.")
    return row


def rules(session: Session, *, signed_in: SignedIn) -> Sequence[SpendingRule]:
    """Return the household's rules, the latest first."""
    return RuleRepository(session, household_id=signed_in.household.id).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePreview:
    """What a rule would change."""

    matching: int
    changing: int
    sample: Sequence[UUID]


def preview_rule(session: Session, *, signed_in: SignedIn, given: Mapping[str, Any]) -> RulePreview:
    """Return how many rows a rule is about, without making it.

    :raises InvalidInputError: if it has no condition, or does nothing.
    """
    row = _rule_from(session, signed_in=signed_in, given=given, is_preview=True)
    found = ResortingRepository(session, household_id=signed_in.household.id).matching(row)
    return RulePreview(matching=found.matching, changing=found.changing, sample=found.sample)


def preview_deletion(session: Session, *, signed_in: SignedIn, rule_id: UUID) -> RulePreview:
    """Return how many rows a rule is about, and how many are what they are because of it.

    :raises RuleUnknownError: if the household has no such rule.
    """
    row = _own_rule(session, signed_in=signed_in, rule_id=rule_id)
    found = ResortingRepository(session, household_id=signed_in.household.id).standing_by(row)
    return RulePreview(matching=found.matching, changing=found.changing, sample=found.sample)


def add_rule(
    session: Session,
    queue: Queue,
    *,
    signed_in: SignedIn,
    given: Mapping[str, Any],
    now: datetime,
) -> tuple[SpendingRule, SortingRun]:
    """Add a rule and sort what it is about: at once where that is little, else by a job.

    :raises InvalidInputError: if it has no condition, or does nothing.
    """
    row = _rule_from(session, signed_in=signed_in, given=given, is_preview=False)
    RuleRepository(session, household_id=signed_in.household.id).add(row)
    return row, resort(session, queue, signed_in=signed_in, rule=row, reason="rule", now=now)


def delete_rule(
    session: Session, queue: Queue, *, signed_in: SignedIn, rule_id: UUID, now: datetime
) -> SortingRun:
    """Delete a rule, and sort again what it was about.

    :raises RuleUnknownError: if the household has no such rule.
    """
    row = _own_rule(session, signed_in=signed_in, rule_id=rule_id)
    run = resort(session, queue, signed_in=signed_in, rule=row, reason="rule", now=now)
    RuleRepository(session, household_id=signed_in.household.id).delete(row)
    return run


def _own_rule(session: Session, *, signed_in: SignedIn, rule_id: UUID) -> SpendingRule:
    row = RuleRepository(session, household_id=signed_in.household.id).get(rule_id)
    if row is None:
        raise RuleUnknownError("There is no such rule.")
    return row


def _rule_from(
    session: Session, *, signed_in: SignedIn, given: Mapping[str, Any], is_preview: bool
) -> SpendingRule:
    household_id = signed_in.household.id
    merchants = MerchantRepository(session, household_id=household_id)
    for name in ("merchant_id", "to_merchant_id"):
        if given.get(name) and merchants.get(given[name]) is None:
            raise MerchantUnknownError("There is no such merchant.", field=name)
    accounts.check_account(session, household_id=household_id, account_id=given.get("account_id"))
    check_category(session, household_id=household_id, key=given.get("category"))
    to_merchant_id = given.get("to_merchant_id")
    if given.get("merchant") and not is_preview:
        to_merchant_id = merchants.named_or_new(given["merchant"]).id
    direction = given.get("direction")
    row = SpendingRule(
        household_id=household_id,
        origin=MADE,
        merchant_id=given.get("merchant_id"),
        text=given.get("text"),
        account_id=given.get("account_id"),
        amount_min=given.get("amount_min"),
        amount_max=given.get("amount_max"),
        is_outflow=None if direction is None else direction == "out",
        applies_from=given.get("applies_from"),
        category=given.get("category"),
        kind=given.get("kind"),
        to_merchant_id=to_merchant_id,
    )
    row.id = new_id()
    if not (is_preview and given.get("merchant")):
        check_rule(sorting.rule_of(row))
    return row


def resort(
    session: Session,
    queue: Queue,
    *,
    signed_in: SignedIn,
    rule: SpendingRule,
    reason: str,
    now: datetime,
) -> SortingRun:
    """Have the rows a rule is about sorted again."""
    rows = ResortingRepository(session, household_id=signed_in.household.id)
    run = SortingRun(
        household_id=signed_in.household.id, reason=reason, status=QUEUED, created_at=now
    )
    rows.add_run(run)
    run.total = rows.claim(rule, run_id=run.id)
    if run.total <= AT_ONCE:
        # The unit of work sorts what is marked before it ends.
        rows.mark_claimed(run.id)
        run.status, run.done, run.finished_at = SUCCEEDED, run.total, now
    else:
        queue.sort_spending(session, run_id=run.id, household_id=signed_in.household.id)
    session.flush()
    return run


def sorting_run(session: Session, *, signed_in: SignedIn, run_id: UUID) -> SortingRun:
    """Return a re-sorting and how far it is.

    :raises SortingUnknownError: if the household has no such run.
    """
    run = ResortingRepository(session, household_id=signed_in.household.id).run(run_id)
    if run is None:
        raise SortingUnknownError("There is no such re-sorting.")
    return run


def run_sorting(unit_of_work: UnitOfWork, *, run_id: UUID, now: datetime) -> None:
    """Sort what a run is about, a batch a transaction, so that it is seen to go on."""
    while True:
        with unit_of_work() as session:
            run = run_of_job(session, run_id)
            if run is None or run.status == SUCCEEDED:
                return
            rows = ResortingRepository(session, household_id=run.household_id)
            some = rows.take_claimed(run.id, limit=sorting.BATCH)
            sorting.sort_some(session, household_id=run.household_id, ids=some)
            run.status = RUNNING
            run.done = min(run.done + len(some), run.total)
            if len(some) < sorting.BATCH:
                run.status, run.done, run.finished_at = SUCCEEDED, run.total, now


def merchants(
    session: Session, *, signed_in: SignedIn, text: str | None, limit: int
) -> Sequence[tuple[tables.Merchant, int, int, date | None]]:
    """Return merchants by what was spent there."""
    return MerchantRepository(session, household_id=signed_in.household.id).page(
        text=text, limit=limit
    )


def merchant_names(
    session: Session, *, signed_in: SignedIn, rules: Sequence[SpendingRule]
) -> Mapping[UUID | None, str]:
    """Return the names of the merchants that rules speak of."""
    ids = [one for row in rules for one in (row.merchant_id, row.to_merchant_id) if one]
    names = MerchantRepository(session, household_id=signed_in.household.id).names(ids)
    return {merchant_id: name for merchant_id, name in names.items()}  # noqa: C416 - widens the key


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantPreview:
    """What renaming a merchant would do."""

    count: int
    merges_into_id: UUID | None
    merges_into: str | None


def preview_merchant(
    session: Session, *, signed_in: SignedIn, merchant_id: UUID, name: str
) -> MerchantPreview:
    """Return how many rows renaming is about, and which merchant it would become one with.

    :raises MerchantUnknownError: if the household has no such merchant.
    """
    rows = MerchantRepository(session, household_id=signed_in.household.id)
    merchant = rows.get(merchant_id)
    if merchant is None:
        raise MerchantUnknownError("There is no such merchant.")
    other = rows.named(name)
    merges = other is not None and other.id != merchant.id
    return MerchantPreview(
        count=rows.row_count(merchant_id),
        merges_into_id=other.id if other is not None and merges else None,
        merges_into=other.name if other is not None and merges else None,
    )


def catch_up(session: Session, queue: Queue, *, now: datetime) -> int:
    """Sort what was left unsorted, and everything again where the project knows better now.

    Return how many households were looked at.
    """
    found = households_to_sort(session, knowledge=sorting.KNOWLEDGE)
    for household_id, is_old in found:
        rows = SortingRepository(session, household_id=household_id)
        if rows.begin() is None or not is_old:
            continue
        rows.note_knowledge(sorting.KNOWLEDGE)
        again = ResortingRepository(session, household_id=household_id)
        run = SortingRun(
            household_id=household_id, reason="knowledge", status=QUEUED, created_at=now
        )
        again.add_run(run)
        run.total = again.claim_all(run_id=run.id)
        queue.sort_spending(session, run_id=run.id, household_id=household_id)
    return len(found)


def sort_left_over(unit_of_work: UnitOfWork, queue: Queue, *, now: datetime) -> None:
    """Look for rows nobody sorted: those of an older version, or written past the application."""
    with unit_of_work() as session:
        catch_up(session, queue, now=now)
    while True:
        with unit_of_work() as session:
            waiting = [
                household_id
                for household_id, is_old in households_to_sort(session, knowledge=sorting.KNOWLEDGE)
                if not is_old
            ]
            done = [
                sorting.sort_changed(session, household_id=one, limit=sorting.BATCH)
                for one in waiting[:1]
            ]
        if not any(done):
            return
