"""The rows as spending sorts them, always within one household."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, any_, bindparam, func, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.types import BigInteger, Uuid

from app.core.db import tell
from app.domain.ledger import AccountKind
from app.domain.money import Money
from app.domain.spending.entries import Entry, OwnAccount
from app.domain.spending.kinds import MOVING, POT_CHANNELS
from app.models.banking import Account, Transaction
from app.models.people import Household, User
from app.models.spending import SpendingRule
from app.repositories.banking import VANISHED

FOUND, TOLD, REFUSED = "found", "told", "refused"


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided about a row, as its columns hold it."""

    kind: str | None = None
    kind_source: str | None = None
    category: str | None = None
    category_source: str | None = None
    confidence: int | None = None
    merchant_id: UUID | None = None
    counted_on: date | None = None
    paired_with_id: UUID | None = None
    refund_of_id: UUID | None = None
    is_split: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """A row with what was decided about it last."""

    entry: Entry
    status: str
    is_sorted: bool
    """Whether nothing changed about it since that was decided."""
    decided: Decided


# How the money went, by the bank's own word: Monzo's category, Starling's source.
_CHANNEL = func.lower(
    func.coalesce(
        Transaction.meta["provider_category"].astext, Transaction.meta["provider_source"].astext
    )
)
_COLUMNS = (
    Transaction.id, Transaction.account_id, Account.kind, Transaction.status,
    Transaction.booked_on, Transaction.occurred_at, Transaction.amount_minor, Transaction.currency,
    Transaction.description,
    func.coalesce(
        func.nullif(Transaction.merchant, ""),
        Transaction.meta["counter_party_preferred_name"].astext,
    ),
    Transaction.bank_category, Transaction.classification,
    _CHANNEL, Transaction.meta["provider_reference"].astext,
    Transaction.sorted_at.is_not(None), Transaction.kind, Transaction.kind_source,
    Transaction.category, Transaction.category_source, Transaction.confidence,
    Transaction.merchant_id, Transaction.counted_on, Transaction.paired_with_id,
    Transaction.refund_of_id, Transaction.is_split,
)  # fmt: skip

# Most rows of a sorting share what is decided of them: the words are sent once, each row names its.
_WORDS = ("kind", "kind_source", "category", "category_source", "confidence", "is_split")
_LINKS = ("merchant_id", "counted_on", "paired_with_id", "refund_of_id")
_WRITE = """
    UPDATE transactions AS t SET
        kind = w.kind, kind_source = w.kind_source, category = w.category,
        category_source = w.category_source, confidence = w.confidence, is_split = w.is_split,
        merchant_id = v.merchant_id, counted_on = v.counted_on,
        paired_with_id = v.paired_with_id, refund_of_id = v.refund_of_id,
        sorted_at = clock_timestamp()
    FROM unnest(
        %(id)s::uuid[], %(word)s::int[], %(merchant_id)s::uuid[], %(counted_on)s::date[],
        %(paired_with_id)s::uuid[], %(refund_of_id)s::uuid[]
    ) AS v (id, word, merchant_id, counted_on, paired_with_id, refund_of_id)
    JOIN unnest(
        %(kind)s::text[], %(kind_source)s::text[], %(category)s::text[],
        %(category_source)s::text[], %(confidence)s::smallint[], %(is_split)s::boolean[]
    ) WITH ORDINALITY AS w (kind, kind_source, category, category_source, confidence, is_split,
                            number) ON w.number = v.word
    WHERE t.id = v.id AND t.household_id = %(household_id)s
"""
_TOUCHED_HERE = text("""
    SELECT household_id FROM transactions
    WHERE sorted_at IS NULL AND xmin = pg_current_xact_id()::xid
    UNION SELECT household_id FROM stale_months WHERE xmin = pg_current_xact_id()::xid
""")


def households_touched(session: Session) -> list[UUID]:
    """Return the households of whose rows this very transaction left some to be sorted."""
    return sorted(session.execute(_TOUCHED_HERE).scalars())


def households_to_sort(session: Session, *, knowledge: str) -> list[tuple[UUID, bool]]:
    """Return every household with rows left to sort, and whether its knowledge is out of date."""
    is_old = func.coalesce(Household.sorted_with != knowledge, literal(value=False))
    unsorted = select(Transaction.household_id).where(Transaction.sorted_at.is_(None)).distinct()
    rows = session.execute(
        select(Household.id, is_old)
        .where(or_(Household.id.in_(unsorted), is_old))
        .order_by(Household.id)
    )
    return [(household_id, bool(old)) for household_id, old in rows]


class SortingRepository:
    """Reads rows to be sorted, and writes what was decided about them."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def begin(self) -> str | None:
        """Move the revision, which also keeps others from sorting this household meanwhile.

        Return the household's currency, or None where the household is gone.
        """
        return self._session.scalar(
            update(Household)
            .where(Household.id == self._household_id)
            .values(spending_revision=Household.spending_revision + 1)
            .returning(Household.currency)
            .execution_options(synchronize_session=False)
        )

    def note_knowledge(self, version: str, *, only_first: bool = False) -> None:
        """Note what the rows are sorted with; ``only_first`` where nothing was noted before."""
        is_open = Household.sorted_with.is_(None) if only_first else literal(value=True)
        self._session.execute(
            update(Household)
            .where(Household.id == self._household_id, is_open)
            .values(sorted_with=version)
            .execution_options(synchronize_session=False)
        )

    # Who and what the household is

    def people(self) -> tuple[str, ...]:
        """Return the names of those who sign in."""
        return tuple(
            self._session.scalars(
                select(User.name).where(User.household_id == self._household_id, User.name != "")
            )
        )

    def accounts(self) -> tuple[OwnAccount, ...]:
        rows = self._session.execute(
            select(
                Account.id, Account.kind, Account.name, Account.institution, Account.identifier
            ).where(Account.household_id == self._household_id)
        )
        return tuple(
            OwnAccount(
                id=account_id,
                kind=AccountKind(kind),
                name=name,
                institution=institution,
                last_digits=digits,
            )
            for account_id, kind, name, institution, digits in rows
        )

    def rules(self) -> Sequence[SpendingRule]:
        """Return the rules, the earliest first."""
        return self._session.scalars(
            select(SpendingRule)
            .where(SpendingRule.household_id == self._household_id)
            .order_by(SpendingRule.created_at, SpendingRule.id)
        ).all()

    # Rows

    def unsorted(self, *, limit: int) -> list[Stored]:
        """Return rows not looked at since the bank's word changed, oldest first."""
        return self._rows(
            self._select()
            .where(Transaction.sorted_at.is_(None))
            .order_by(Transaction.booked_on, Transaction.id)
            .limit(limit)
        )

    def some(self, ids: Collection[UUID]) -> list[Stored]:
        wanted = any_(literal(list(ids), ARRAY(Uuid)))
        return self._rows(self._select().where(Transaction.id == wanted)) if ids else []

    def marked_as(self, source: str, *, first: date, last: date) -> list[Stored]:
        """Return the rows between the days whose kind rests on that."""
        return self._rows(
            self._select().where(
                Transaction.kind_source == source,
                Transaction.booked_on >= first,
                Transaction.booked_on <= last,
            )
        )

    def could_be_halves(
        self, sizes: Iterable[int], *, first: date, last: date, without: Collection[UUID]
    ) -> list[Stored]:
        """Return the rows of these sizes between the days that may be half of a move."""
        wanted = list(set(sizes))
        if not wanted:
            return []
        could_move = or_(
            Transaction.bank_category.in_(sorted(MOVING)),
            Transaction.kind.in_(("transfer", "card_repayment")),
            Transaction.meta["provider_category"].astext.in_(sorted(POT_CHANNELS)),
        )
        found = self._rows(
            self._select().where(
                func.abs(Transaction.amount_minor)
                == any_(bindparam("sizes", wanted, type_=ARRAY(BigInteger))),
                Transaction.booked_on >= first,
                Transaction.booked_on <= last,
                Transaction.status != VANISHED,
                Transaction.sorted_at.is_not(None),
                could_move,
            )
        )
        known = set(without)
        return [row for row in found if row.entry.id not in known]

    def _select(self) -> Select[Any]:
        return (
            select(*_COLUMNS)
            .join(Account, Account.id == Transaction.account_id)
            .where(Transaction.household_id == self._household_id)
        )

    def _rows(self, query: Select[Any]) -> list[Stored]:
        return [_stored(row) for row in self._session.execute(query)]

    def write(self, rows: Sequence[tuple[UUID, Decided]]) -> None:
        """Store what was decided, and that these rows are sorted now."""
        if not rows:
            return
        words: dict[tuple[Any, ...], int] = {}
        said = [
            words.setdefault(tuple(getattr(after, name) for name in _WORDS), len(words) + 1)
            for _, after in rows
        ]
        tell(
            self._session,
            _WRITE,
            {
                "household_id": self._household_id,
                "id": [row_id for row_id, _ in rows],
                "word": said,
                **{name: [getattr(after, name) for _, after in rows] for name in _LINKS},
                **dict(zip(_WORDS, map(list, zip(*words, strict=True)), strict=True)),
            },
        )

    # Refunds

    def refunds_of(
        self, merchant_ids: Collection[UUID], *, first: date, last: date
    ) -> list[Stored]:
        """Return the refunds of these merchants between the days."""
        return self._rows(
            self._select().where(
                Transaction.merchant_id.in_(merchant_ids),
                Transaction.kind == "refund",
                Transaction.booked_on >= first,
                Transaction.booked_on <= last,
            )
        )

    def purchases_of(
        self, merchant_ids: Collection[UUID], *, first: date, last: date, size_min: int
    ) -> list[tuple[UUID, UUID, UUID, date, int]]:
        """Return id, account, merchant, day and size of purchases at least that large."""
        rows = self._session.execute(
            select(
                Transaction.id,
                Transaction.account_id,
                Transaction.merchant_id,
                Transaction.booked_on,
                -Transaction.amount_minor,
            ).where(
                Transaction.household_id == self._household_id,
                Transaction.merchant_id.in_(merchant_ids),
                Transaction.kind == "spending",
                Transaction.amount_minor <= -size_min,
                Transaction.booked_on >= first,
                Transaction.booked_on <= last,
            )
        )
        return [(row[0], row[1], row[2], row[3], int(row[4])) for row in rows if row[2]]

    # Marks

    def mark(self, *conditions: Any) -> int:
        """Have the rows that meet the conditions looked at anew; return how many."""
        done = self._session.execute(
            update(Transaction)
            .where(Transaction.household_id == self._household_id, *conditions)
            .values(sorted_at=None)
            .execution_options(synchronize_session=False)
        )
        return int(getattr(done, "rowcount", 0))

    def mark_ids(self, ids: Collection[UUID]) -> None:
        self.mark(Transaction.id.in_(ids))

    def unsorted_count(self) -> int:
        return (
            self._session.scalar(
                select(func.count()).where(
                    Transaction.household_id == self._household_id,
                    Transaction.sorted_at.is_(None),
                )
            )
            or 0
        )

    def take_stale_months(self) -> set[tuple[UUID, date]]:
        """Return the months that rows left, and forget them."""
        rows = self._session.execute(
            text(
                "DELETE FROM stale_months WHERE household_id = :household_id "
                "RETURNING account_id, month"
            ),
            {"household_id": self._household_id},
        )
        return {(account_id, month) for account_id, month in rows}


def _stored(row: Row[Any]) -> Stored:
    (
        row_id, account_id, account_kind, status, booked_on, occurred_at, amount_minor, currency,
        description, bank_merchant, bank_category, classification, channel, reference, is_sorted,
        *decided,
    ) = tuple[Any, ...](row)  # fmt: skip
    return Stored(
        entry=Entry(
            id=row_id,
            account_id=account_id,
            account_kind=AccountKind(account_kind),
            booked_on=booked_on,
            occurred_at=occurred_at,
            amount=Money(amount_minor, currency),
            description=description,
            bank_merchant=bank_merchant,
            bank_category=bank_category,
            classification=tuple(classification),
            channel=channel,
            reference=reference,
        ),
        status=status,
        is_sorted=is_sorted,
        decided=Decided(*decided),
    )
