"""A person's word on rows: what they are, whose they are, what they were for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import FinanceError, InvalidInputError
from app.domain.money import Money
from app.domain.spending.categories import Category, merchant_known
from app.domain.spending.entries import Kind
from app.domain.spending.totals import Part, check_split
from app.domain.spending.transfers import pair_by_hand
from app.models.banking import Transaction
from app.models.spending import SpendingRule, TransactionDecision, TransactionSplit
from app.repositories.categories import CategoryRepository, RuleRepository
from app.repositories.merchants import MerchantRepository
from app.repositories.said import SaidRepository
from app.repositories.sorting import SortingRepository, Stored
from app.services.accounts import transactions
from app.services.household.people import SignedIn

MADE, LEARNED = "made", "learned"
_ABSENT = object()


class CategoryUnknownError(FinanceError):
    """This household has no such category."""

    code: ClassVar[str] = "category_not_found"


def check_category(session: Session, *, household_id: UUID, key: str | None) -> None:
    """Refuse a category nobody has.

    :raises CategoryUnknownError: if it is neither the project's nor the household's own.
    """
    if key is None or key in set(Category):
        return
    own = CategoryRepository(session, household_id=household_id).all()
    if key not in {row.key for row in own}:
        raise CategoryUnknownError("There is no such category.", field="category")


def change(
    session: Session,
    *,
    signed_in: SignedIn,
    transaction_id: UUID,
    changes: Mapping[str, Any],
    today: date,
) -> Transaction:
    """Take the person's word on a row; ``None`` takes a word back.

    ``category``, ``kind``, ``note``, ``merchant`` (a name), ``paired_with_id``, ``refund_of_id``,
    ``splits``, and ``apply_to``: ``this`` row or all of its ``merchant``'s.

    :raises TransactionUnknownError: if the household has no such row.
    :raises CategoryUnknownError: if there is no such category.
    :raises InvalidInputError: if the change contradicts the row.
    """
    correcting = _Correcting(session, signed_in=signed_in, today=today)
    row = correcting.row(transaction_id)
    correcting.change(row, changes)
    session.flush()
    return row


def change_many(
    session: Session, *, signed_in: SignedIn, ids: Sequence[UUID], changes: Mapping[str, Any],
    today: date,
) -> int:  # fmt: skip
    """Take the same word on many rows, and learn nothing from it; return how many.

    :raises TransactionUnknownError: if one of them is not the household's: then none is changed.
    """
    correcting = _Correcting(session, signed_in=signed_in, today=today, learns=False)
    rows = [correcting.row(row_id) for row_id in dict.fromkeys(ids)]
    for row in rows:
        # Another merchant is said of these rows: it renames nobody's others.
        correcting.change(row, {**changes, "apply_to": "this"})
    session.flush()
    return len(rows)


@dataclass(frozen=True, slots=True)
class _Correcting:
    session: Session
    signed_in: SignedIn
    today: date
    learns: bool = True

    @property
    def _household_id(self) -> UUID:
        return self.signed_in.household.id

    def row(self, transaction_id: UUID) -> Transaction:
        return transactions.known(
            self.session,
            household_id=self._household_id,
            transaction_id=transaction_id,
            for_update=True,
        )

    def change(self, row: Transaction, changes: Mapping[str, Any]) -> None:
        decision = self._decision(row)
        if "note" in changes:
            row.note = changes["note"] or None
        if "kind" in changes:
            self._change_kind(row, decision, changes["kind"])
        if "category" in changes:
            self._change_category(row, decision, changes)
        if "merchant" in changes:
            self._change_merchant(row, decision, changes)
        if "refund_of_id" in changes:
            self._change_refund(row, decision, changes["refund_of_id"])
        if "paired_with_id" in changes:
            self._change_pair(row, changes["paired_with_id"])
        if "splits" in changes:
            self._split(row, changes["splits"] or [])
        row.sorted_at = None

    def _decision(self, row: Transaction) -> TransactionDecision:
        found = self.session.get(TransactionDecision, row.id)
        if found is None:
            found = TransactionDecision(transaction_id=row.id)
            self.session.add(found)
        return found

    def _change_kind(
        self, row: Transaction, decision: TransactionDecision, kind: str | None
    ) -> None:
        is_outflow = row.amount_minor < 0
        if kind == Kind.INCOME and is_outflow:
            raise InvalidInputError("Money that went out is no income.", field="kind")
        if kind == Kind.REFUND and is_outflow:
            raise InvalidInputError("Money that went out is no refund.", field="kind")
        if kind == Kind.SPENDING and not is_outflow:
            raise InvalidInputError("Money that came in is no spending.", field="kind")
        decision.kind = kind
        if kind not in {None, Kind.TRANSFER, Kind.CARD_REPAYMENT} and row.paired_with_id:
            self._unpair(row)

    def _change_category(
        self, row: Transaction, decision: TransactionDecision, changes: Mapping[str, Any]
    ) -> None:
        category = changes["category"]
        check_category(self.session, household_id=self._household_id, key=category)
        if category == Category.INCOME and row.amount_minor < 0:
            raise InvalidInputError("Money that went out is no income.", field="category")
        decision.category = category
        if row.paired_with_id and category not in {None, Category.TRANSFER, Category.SAVINGS}:
            self._unpair(row)
        if changes.get("kind", _ABSENT) is _ABSENT and category is not None:
            # What the category says goes before what the person said of the kind earlier.
            decision.kind = None
        if category is None or row.merchant_id is None:
            return
        if changes.get("apply_to") == "merchant":
            self._make_rule(row.merchant_id, category, origin=MADE, since=None)
        elif self.learns and self._teaches(row):
            self._make_rule(row.merchant_id, category, origin=LEARNED, since=self.today)

    def _teaches(self, row: Transaction) -> bool:
        """Return whether a correction says how this merchant's next rows are to be sorted.

        What sells much of everything is corrected row by row.
        """
        [stored] = SortingRepository(self.session, household_id=self._household_id).some([row.id])
        known = merchant_known(stored.entry)
        return known is None or not known.is_broad

    def _make_rule(
        self, merchant_id: UUID, category: str, *, origin: str, since: date | None
    ) -> None:
        rules = RuleRepository(self.session, household_id=self._household_id)
        before = rules.learned(merchant_id)
        if before is not None:
            rules.delete(before)
        rules.add(
            SpendingRule(
                household_id=self._household_id,
                origin=origin,
                merchant_id=merchant_id,
                category=category,
                applies_from=since,
            )
        )
        self._look_again(Transaction.merchant_id == merchant_id, since)

    def _look_again(self, condition: Any, since: date | None) -> None:
        conditions = [condition] if since is None else [condition, Transaction.booked_on >= since]
        self.session.flush()
        SortingRepository(self.session, household_id=self._household_id).mark(*conditions)

    def _change_merchant(
        self, row: Transaction, decision: TransactionDecision, changes: Mapping[str, Any]
    ) -> None:
        merchants = MerchantRepository(self.session, household_id=self._household_id)
        name = changes["merchant"]
        if name is None:
            decision.merchant_id = None
            return
        merchant = merchants.get(row.merchant_id) if row.merchant_id else None
        if changes.get("apply_to", "merchant") == "merchant" and merchant is not None:
            rename(self.session, signed_in=self.signed_in, merchant_id=merchant.id, name=name)
            return
        decision.merchant_id = merchants.named_or_new(name).id

    def _change_refund(
        self, row: Transaction, decision: TransactionDecision, purchase_id: UUID | None
    ) -> None:
        if row.amount_minor < 0:
            raise InvalidInputError("Money that went out is no refund.", field="refund_of_id")
        if purchase_id is not None:
            purchase = self.row(purchase_id)
            if purchase.amount_minor >= 0 or purchase.currency != row.currency:
                raise InvalidInputError("That row is no purchase.", field="refund_of_id")
            decision.kind = Kind.REFUND
        decision.refund_of_id = purchase_id
        decision.is_refund_told = True

    def _change_pair(self, row: Transaction, other_id: UUID | None) -> None:
        if other_id is None:
            self._unpair(row)
            return
        other = self.row(other_id)
        if (
            other.account_id == row.account_id
            or other.currency != row.currency
            or (other.amount_minor < 0) == (row.amount_minor < 0)
        ):
            raise InvalidInputError(
                "A move leaves one account and comes into another.", field="paired_with_id"
            )
        if other.amount_minor + row.amount_minor:
            raise InvalidInputError(
                "Both sides of a move have the same amount.", field="paired_with_id"
            )
        out, into = (row, other) if row.amount_minor < 0 else (other, row)
        stored = {
            one.entry.id: one
            for one in SortingRepository(self.session, household_id=self._household_id).some(
                [out.id, into.id]
            )
        }
        for one in (row, other):
            self._unpair(one)
            said = self._decision(one)
            said.kind = said.category = None
        self._tell(stored[out.id], stored[into.id])
        other.sorted_at = None

    def _tell(self, out: Stored, into: Stored) -> None:
        self.session.flush()
        SaidRepository(self.session, household_id=self._household_id).tell(
            pair_by_hand(out.entry, into.entry)
        )

    def _unpair(self, row: Transaction) -> None:
        """Take a row's pair apart for ever, and have its other half looked at anew."""
        self.session.flush()
        partners = SaidRepository(self.session, household_id=self._household_id).refuse(row.id)
        if partners:
            SortingRepository(self.session, household_id=self._household_id).mark_ids(partners)

    def _split(self, row: Transaction, parts: Sequence[Mapping[str, Any]]) -> None:
        for part in parts:
            check_category(self.session, household_id=self._household_id, key=part["category"])
        if parts:
            check_split(
                [
                    Part(category=part["category"], amount=Money(part["amount"], row.currency))
                    for part in parts
                ],
                whole=Money(row.amount_minor, row.currency),
            )
        self.session.flush()
        SaidRepository(self.session, household_id=self._household_id).replace_splits(
            row.id,
            [
                TransactionSplit(
                    transaction_id=row.id,
                    position=position,
                    category=part["category"],
                    amount_minor=part["amount"],
                    note=part.get("note"),
                )
                for position, part in enumerate(parts)
            ],
        )


class MerchantUnknownError(FinanceError):
    """This household has no such merchant."""

    code: ClassVar[str] = "merchant_not_found"


def rename(session: Session, *, signed_in: SignedIn, merchant_id: UUID, name: str) -> UUID:
    """Give a merchant another name, in the past too; a name another bears merges the two.

    Return the merchant it is now.

    :raises MerchantUnknownError: if the household has no such merchant.
    """
    merchants = MerchantRepository(session, household_id=signed_in.household.id)
    merchant = merchants.get(merchant_id)
    if merchant is None:
        raise MerchantUnknownError("There is no such merchant.")
    other = merchants.named(name)
    if other is not None and other.id != merchant.id:
        merchants.merge(merchant, into=other)
        merchants.delete(merchant)
        return other.id
    merchant.name, merchant.is_renamed = name, True
    session.flush()
    return merchant.id
