"""Sorting rows: what each is, who was paid, for what, and which two are one move.

Only rows that the database marked as changed are looked at, with the neighbours they could be
paired with; the sums they count in are renewed in the same transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.db import tables_written
from app.domain.spending.categories import NOT_SPENDING, Category, category_of
from app.domain.spending.entries import Entry, Household, Kind, Source
from app.domain.spending.kinds import Standing, kind_of
from app.domain.spending.merchants import merchant_of
from app.domain.spending.rules import Rule, Ruling, ruling_of
from app.domain.spending.totals import COUNTED
from app.domain.spending.transfers import (
    DAYS_APART_MAX,
    Evidence,
    Pair,
    names_learned,
    pair_transfers,
)
from app.models.spending import SpendingRule, TransactionDecision, Transfer
from app.repositories.banking import VANISHED
from app.repositories.merchants import MerchantRepository
from app.repositories.said import FOUND, REFUSED, TOLD, SaidRepository
from app.repositories.sorting import Decided, SortingRepository, Stored, households_touched
from app.repositories.sums import SumRepository
from app.services.spending import plan_payments, refunds

# Moves with the project's knowledge of merchants and words, so that the past is sorted with it too.
KNOWLEDGE = "2"
BATCH = 5_000
_NEIGHBOURS = timedelta(days=2 * DAYS_APART_MAX)
_TEXTS_TO_LEARN_FROM = 400
# Writing to these can change rows, or what is shown beside them.
_WATCHED = frozenset(
    (
        "transactions", "accounts", "connections", "payment_plans", "merchants", "merchant_keys",
        "categories", "spending_rules", "transaction_decisions", "transaction_splits", "transfers",
        "insight_dismissals", "commitments", "commitment_evidence",
    )
)  # fmt: skip
_MOVED = frozenset((Kind.TRANSFER, Kind.CARD_REPAYMENT))


def settle(session: Session) -> None:
    """Sort what this unit of work changed, before it is committed, and move the revision."""
    written = [one for one in tables_written(session) if one[0] in _WATCHED]
    if written:
        touched = {household_id for _, household_id in written if household_id is not None}
        for household_id in sorted(touched | set(households_touched(session))):
            sort_changed(session, household_id=household_id)


def sort_changed(session: Session, *, household_id: UUID, limit: int | None = None) -> int:
    """Sort the household's rows that changed, at most ``limit`` of them; return how many."""
    rows = SortingRepository(session, household_id=household_id)
    currency = rows.begin()
    if currency is None:
        return 0
    sorting = _Sorting(session, rows, household_id=household_id)
    done = 0
    while limit is None or done < limit:
        batch = rows.unsorted(limit=BATCH)
        sorting.sort(batch)
        done += len(batch)
        if len(batch) < BATCH:
            rows.note_knowledge(KNOWLEDGE, only_first=True)
            break
    SumRepository(session, household_id=household_id).renew(
        sorting.months | rows.take_stale_months()
    )
    return done


def sort_some(session: Session, *, household_id: UUID, ids: Sequence[UUID]) -> None:
    """Sort these rows again, though nothing changed about them: a rule or knowledge did."""
    rows = SortingRepository(session, household_id=household_id)
    if rows.begin() is None:
        return
    sorting = _Sorting(session, rows, household_id=household_id)
    sorting.sort(rows.some(ids))
    SumRepository(session, household_id=household_id).renew(
        sorting.months | rows.take_stale_months()
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a row by itself."""

    stored: Stored
    standing: Standing
    merchant_id: UUID | None
    ruling: Ruling
    decision: TransactionDecision | None

    @property
    def entry(self) -> Entry:
        return self.stored.entry

    @property
    def told_kind(self) -> Kind | None:
        """What the person says the row is, by its own decision or by a rule."""
        if self.decision is not None and self.decision.kind is not None:
            return Kind(self.decision.kind)
        return self.ruling.kind

    @property
    def may_pair(self) -> bool:
        return self.told_kind is None or self.told_kind in _MOVED


class _Sorting:
    """One sorting under way, batch by batch."""

    def __init__(self, session: Session, rows: SortingRepository, *, household_id: UUID) -> None:
        self._session = session
        self._rows = rows
        self._said = SaidRepository(session, household_id=household_id)
        self._merchant_rows = MerchantRepository(session, household_id=household_id)
        self._household_id = household_id
        self._rules = [rule_of(row) for row in rows.rules()]
        self._people = rows.people()
        self._household = Household(people=self._people, accounts=rows.accounts())
        self._texts = self._said.texts_of_only_candidates(limit=_TEXTS_TO_LEARN_FROM)
        self._learn([])
        self.months: set[tuple[UUID, date]] = set()

    def sort(self, batch: Sequence[Stored]) -> None:
        """Decide about these rows, and about those they pair with."""
        if not batch:
            return
        gone = [row for row in batch if row.status == VANISHED]
        live = [row for row in batch if row.status != VANISHED]
        neighbours = self._neighbours(batch)
        self._read_said([row.entry.id for row in (*live, *neighbours)])
        pairs = self._pair(live, neighbours)
        changed = self._with_changed_pairs(neighbours, pairs)
        decided = [(row, self._decide(one, pairs)) for row, one in self._all_known(live, changed)]
        decided = plan_payments.mark(
            self._session, household_id=self._household_id, decided=decided
        )
        decided += [(row, Decided()) for row in gone]
        self._save(decided)
        linked = refunds.link(
            self._rows, self._said, [(row.entry, after) for row, after in decided]
        )
        self._save(linked)

    def _save(self, decided: Sequence[tuple[Stored, Decided]]) -> None:
        # What is decided as before need not be written, nor its month summed.
        news = [(row, after) for row, after in decided if not row.is_sorted or row.decided != after]
        self._rows.write([(row.entry.id, after) for row, after in news])
        for row, after in news:
            for day in (row.decided.counted_on, after.counted_on):
                if day is not None:
                    self.months.add((row.entry.account_id, day.replace(day=1)))

    # What is known of each

    def _read_said(self, ids: Sequence[UUID]) -> None:
        self._decisions = self._said.decisions(ids)
        self._split = self._said.split_ids(ids)
        self._transfers = self._said.transfers(ids)

    def _all_known(
        self, live: Sequence[Stored], changed: Sequence[Stored]
    ) -> list[tuple[Stored, _Known]]:
        rows = [*live, *changed]
        merchants = self._merchants(rows)
        return [(row, self._know(row, merchants[row.entry.id])) for row in rows]

    def _merchants(self, rows: Sequence[Stored]) -> dict[UUID, UUID | None]:
        found = {row.entry.id: merchant_of(row.entry) for row in rows}
        ids = self._merchant_rows.ids(
            {merchant.key: merchant.name for merchant in found.values() if merchant.key}
        )
        return {row_id: ids.get(merchant.key) for row_id, merchant in found.items()}

    def _know(self, row: Stored, merchant_id: UUID | None) -> _Known:
        decision = self._decisions.get(row.entry.id)
        ruling = ruling_of(self._rules, row.entry, merchant_id=merchant_id)
        return _Known(
            stored=row,
            standing=kind_of(row.entry, self._household),
            merchant_id=(
                (decision.merchant_id if decision else None) or ruling.merchant_id or merchant_id
            ),
            ruling=ruling,
            decision=decision,
        )

    # Moves between own accounts

    def _neighbours(self, batch: Sequence[Stored]) -> list[Stored]:
        days = [row.entry.booked_on for row in batch]
        return self._rows.could_be_halves(
            (abs(row.entry.amount.minor) for row in batch),
            first=min(days) - _NEIGHBOURS,
            last=max(days) + _NEIGHBOURS,
            without=[row.entry.id for row in batch],
        )

    def _pair(self, live: Sequence[Stored], neighbours: Sequence[Stored]) -> dict[UUID, Pair]:
        """Return the move each row is half of, the ones a person told included."""
        rows = {row.entry.id: row for row in (*live, *neighbours)}
        told = {
            row_id: _told(transfer)
            for transfer in self._transfers
            if transfer.state == TOLD
            for row_id in (transfer.out_id, transfer.in_id)
        }
        refused = {(one.out_id, one.in_id) for one in self._transfers if one.state == REFUSED}
        # A pair with a row too far away to be looked at now stays as it is.
        kept_apart = {
            row_id
            for one in self._transfers
            if one.state == FOUND and not (one.out_id in rows and one.in_id in rows)
            for row_id in (one.out_id, one.in_id)
            if row_id not in {row.entry.id for row in live}
        }
        free = [
            row.entry
            for row_id, row in rows.items()
            if row_id not in told and row_id not in kept_apart and self._may_pair(row)
        ]
        pairs = pair_transfers(free, household=self._household, refused=refused)
        if self._learn(pairs, rows):
            pairs = pair_transfers(free, household=self._household, refused=refused)
        self._replace_found(pairs, looked_at={entry.id for entry in free}, live=live)
        found = {row_id: pair for pair in pairs for row_id in (pair.out_id, pair.in_id)}
        return found | told

    def _may_pair(self, row: Stored) -> bool:
        decision = self._decisions.get(row.entry.id)
        kind = decision.kind if decision is not None else None
        return kind is None or Kind(kind) in _MOVED

    def _learn(self, pairs: Sequence[Pair], rows: Mapping[UUID, Stored] | None = None) -> bool:
        """Take up the names that sure moves go by; return whether there are new ones."""
        texts = list(self._texts)
        for pair in pairs:
            if rows is not None and Evidence.ONLY_CANDIDATE in pair.evidence:
                texts += [rows[pair.out_id].entry.description, rows[pair.in_id].entry.description]
        people = (*self._people, *names_learned(texts, household=self._household))
        is_new = set(people) > set(self._household.people)
        if is_new:
            self._household = replace(self._household, people=people)
        return is_new

    def _replace_found(
        self, pairs: Sequence[Pair], *, looked_at: set[UUID], live: Sequence[Stored]
    ) -> None:
        """Store the moves found, in place of those found before among the same rows."""
        now = {(pair.out_id, pair.in_id): pair for pair in pairs}
        looked_at = looked_at | {row.entry.id for row in live}
        before = {
            (one.out_id, one.in_id)
            for one in self._transfers
            if one.state == FOUND and (one.out_id in looked_at or one.in_id in looked_at)
        }
        self._said.replace_found(
            gone=before - now.keys(), new=[pair for key, pair in now.items() if key not in before]
        )
        # Who lost a partner that is not among these rows is looked at next.
        lost = {row_id for key in before - now.keys() for row_id in key} - looked_at
        if lost:
            self._rows.mark_ids(lost)

    def _with_changed_pairs(
        self, neighbours: Sequence[Stored], pairs: Mapping[UUID, Pair]
    ) -> list[Stored]:
        return [
            row
            for row in neighbours
            if _partner(pairs.get(row.entry.id), row.entry.id) != row.decided.paired_with_id
        ]

    # The decision

    def _decide(self, known: _Known, pairs: Mapping[UUID, Pair]) -> Decided:
        entry, decision = known.entry, known.decision
        pair = pairs.get(entry.id)
        standing = _standing(known, pair)
        choice = category_of(entry, standing)
        category, source, confidence = choice.category, choice.source, choice.confidence
        if known.ruling.category is not None and pair is None:
            category, source, confidence = known.ruling.category, Source.RULE, 100
        if decision is not None and decision.category is not None:
            category, source, confidence = decision.category, Source.PERSON, 100
        return Decided(
            kind=standing.kind,
            kind_source=standing.source,
            category=category,
            category_source=source,
            confidence=min(confidence, standing.confidence),
            merchant_id=known.merchant_id if pair is None else None,
            counted_on=entry.booked_on,
            paired_with_id=_partner(pair, entry.id),
            refund_of_id=decision.refund_of_id if decision is not None else None,
            is_split=entry.id in self._split and standing.kind in COUNTED,
        )


def _standing(known: _Known, pair: Pair | None) -> Standing:
    """Return what a row is, the person's word before the pair's before its own."""
    kind = known.told_kind
    if kind is not None and (pair is None or kind in _MOVED):
        is_saving = pair.is_saving if pair else known.standing.is_saving
        by_person = known.decision is not None and known.decision.kind is not None
        return Standing(kind, Source.PERSON if by_person else Source.RULE, 100, is_saving)
    if pair is not None:
        return Standing(pair.kind, Source.PAIR, pair.confidence, pair.is_saving)
    implied = _implied(known)
    return implied or known.standing


def _implied(known: _Known) -> Standing | None:
    """Return what a category that a person or a rule gave says of the row's kind."""
    decision = known.decision
    category = (decision.category if decision is not None else None) or known.ruling.category
    if category is None:
        return None
    source = Source.PERSON if decision is not None and decision.category else Source.RULE
    if category in {Category.TRANSFER, Category.SAVINGS}:
        is_saving = category == Category.SAVINGS
        return Standing(Kind.TRANSFER, source, 100, is_saving)
    if category == Category.INCOME:
        return None if known.entry.is_outflow else Standing(Kind.INCOME, source, 100)
    if category in NOT_SPENDING or known.standing.kind in COUNTED:
        return None
    return Standing(Kind.SPENDING if known.entry.is_outflow else Kind.REFUND, source, 100)


def _told(transfer: Transfer) -> Pair:
    return Pair(
        out_id=transfer.out_id,
        in_id=transfer.in_id,
        kind=Kind(transfer.kind),
        is_saving=transfer.is_saving,
        confidence=100,
        evidence=(Evidence.PERSON,),
    )


def _partner(pair: Pair | None, row_id: UUID) -> UUID | None:
    if pair is None:
        return None
    return pair.in_id if pair.out_id == row_id else pair.out_id


def rule_of(row: SpendingRule) -> Rule:
    """Return a stored rule as the domain knows it."""
    return Rule(
        id=row.id,
        merchant_id=row.merchant_id,
        text=row.text,
        account_id=row.account_id,
        amount_min=row.amount_min,
        amount_max=row.amount_max,
        is_outflow=row.is_outflow,
        applies_from=row.applies_from,
        category=row.category,
        kind=Kind(row.kind) if row.kind else None,
        to_merchant_id=row.to_merchant_id,
    )
