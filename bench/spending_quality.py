"""How well rows are sorted: households of known truth, through the product's own sorting.

`make bench-spending-quality` writes spending-quality.md. With `one` or `two` as an argument it
prints that list's figures and what went wrong; list two is never looked at row by row.
"""

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from alembic import command
from alembic.config import Config
from pydantic import SecretStr
from sqlalchemy import insert, text

from app.core.config import AppEnv, Settings
from app.models.banking import Account, Transaction
from app.models.people import Household, User
from app.services.wiring import Wiring, wire
from bench.britain.households import Home, Row, household
from launcher.postgres import embedded_postgres

ROOT = Path(__file__).parents[1]
HOUSEHOLDS = 40
_MOVED = {"transfer", "card_repayment"}
_FAILURES_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Seen:
    """A row's truth beside what the product made of it."""

    row: Row
    kind: str
    category: str
    merchant: str | None
    merchant_id: UUID | None
    partner: int | None
    source: str


@dataclass
class Score:
    """What is counted over many households."""

    seen: list[list[Seen]] = field(default_factory=list)

    def all(self) -> Iterable[Seen]:
        return (one for home in self.seen for one in home)

    def f1(self, told: set[Any], true: set[Any]) -> tuple[float, float, float]:
        hits = len(told & true)
        precision, recall = hits / max(1, len(told)), hits / max(1, len(true))
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def moves(self) -> tuple[float, float, float]:
        """Return precision, recall and F1 of what is a move at all."""
        rows = list(enumerate(self.all()))
        return self.f1(
            {n for n, one in rows if one.kind in _MOVED},
            {n for n, one in rows if one.row.kinds[0] in _MOVED},
        )

    def pairs(self) -> tuple[float, float, float]:
        """Return precision, recall and F1 of which two rows are one move."""
        told: set[tuple[int, int, int]] = set()
        true: set[tuple[int, int, int]] = set()
        for number, home in enumerate(self.seen):
            for one in home:
                if one.partner is not None and one.row.pence < 0:
                    told.add((number, one.row.id, one.partner))
                if one.row.partner is not None and one.row.pence < 0:
                    true.add((number, one.row.id, one.row.partner))
        return self.f1(told, true)

    def kind(self) -> float:
        return share(one.kind in one.row.kinds for one in self.all())

    def category(self, *, shops_only: bool = False) -> float:
        return share(
            one.category in one.row.categories
            for one in self.all()
            if one.row.shop is not None or not shops_only
        )

    def category_by_merchant(self) -> float:
        """Return the category's accuracy, each merchant counting once in a household."""
        homes = []
        for home in self.seen:
            right: defaultdict[str, list[bool]] = defaultdict(list)
            for one in home:
                if one.row.shop is not None:
                    right[one.row.shop.name].append(one.category in one.row.categories)
            homes += [sum(said) / len(said) for said in right.values()]
        return sum(homes) / len(homes)

    def merchants(self) -> tuple[float, float]:
        """Return how pure the merchants found are, and how whole the true ones stayed."""
        pure = whole = total = 0
        for home in self.seen:
            by_found: defaultdict[UUID | None, Counter[str]] = defaultdict(Counter)
            by_true: defaultdict[str, Counter[UUID | None]] = defaultdict(Counter)
            for one in home:
                if one.row.shop is not None and one.kind not in _MOVED:
                    by_found[one.merchant_id][one.row.shop.name] += 1
                    by_true[one.row.shop.name][one.merchant_id] += 1
                    total += 1
            pure += sum(max(names.values()) for key, names in by_found.items() if key)
            whole += sum(max(ids.values()) for ids in by_true.values())
        return pure / total, whole / total


def share(said: Iterable[bool]) -> float:
    """Return how many of these hold."""
    every = list(said)
    return sum(every) / max(1, len(every))


def store(wiring: Wiring, home: Home, *, classified: bool) -> list[Seen]:
    """Give the product the household's rows, and return what it makes of them."""
    household_id = uuid4()
    account_ids = {one.id: uuid4() for one in home.accounts}
    row_ids = {row.id: uuid4() for row in home.rows}
    with wiring.bank.unit_of_work() as session:
        session.execute(insert(Household), [{"id": household_id, "name": "Home"}])
        session.execute(
            insert(User),
            [
                {
                    "id": uuid4(),
                    "household_id": household_id,
                    "email": f"{uuid4()}@example.com",
                    "name": home.people[0],
                    "password_hash": "-",
                }
            ],
        )
        session.execute(
            insert(Account),
            [
                {
                    "id": account_ids[one.id],
                    "household_id": household_id,
                    "kind": one.kind,
                    "family": "card" if one.kind == "credit_card" else "account",
                    "name": one.name,
                    "institution": one.bank,
                    "identifier": one.digits[-4:],
                    "currency": "GBP",
                    "in_cash_pool": one.kind == "current",
                }
                for one in home.accounts
                if one.connected
            ],
        )
        session.execute(
            insert(Transaction),
            [
                {
                    "id": row_ids[row.id],
                    "household_id": household_id,
                    "account_id": account_ids[row.account.id],
                    "status": "booked",
                    "transaction_id": str(row.id),
                    "booked_on": row.on,
                    "occurred_at": row.at,
                    "amount_minor": row.pence,
                    "currency": "GBP",
                    "description": row.text,
                    "merchant": row.merchant if classified else None,
                    "bank_category": row.bank_category,
                    "classification": list(row.classification) if classified else [],
                    "meta": row.meta,
                    "fingerprint": "",
                }
                for row in home.rows
            ],
        )
    numbers = {made: number for number, made in row_ids.items()}
    with wiring.engine.connect() as connection:
        found = {
            one.id: one
            for one in connection.execute(
                text("""
                    SELECT t.id, t.kind, t.category, m.name, t.merchant_id, t.paired_with_id,
                           t.kind_source || '/' || t.category_source AS source
                    FROM transactions t LEFT JOIN merchants m ON m.id = t.merchant_id
                    WHERE t.household_id = :household
                """),
                {"household": household_id},
            )
        }
    return [
        Seen(
            row,
            made.kind,
            made.category,
            made.name,
            made.merchant_id,
            numbers.get(made.paired_with_id),
            made.source,
        )
        for row in home.rows
        for made in (found[row_ids[row.id]],)
    ]


def measure(wiring: Wiring, which: str, *, classified: bool, many: int = HOUSEHOLDS) -> Score:
    """Return the score of that many households of a list."""
    return Score(
        [store(wiring, household(seed, which), classified=classified) for seed in range(many)]
    )


def figures(score: Score) -> list[str]:
    """Return the figures as a table's cells."""
    moves, pairs = score.moves(), score.pairs()
    pure, whole = score.merchants()
    numbers = (
        *moves,
        pairs[2],
        score.kind(),
        score.category(),
        score.category(shops_only=True),
        score.category_by_merchant(),
        pure,
        whole,
    )
    return [f"{number:.3f}" for number in numbers]


HEAD = (
    "moves: precision",
    "recall",
    "F1",
    "pairs F1",
    "kind",
    "category",
    "of purchases and bills",
    "each merchant once",
    "merchants pure",
    "whole",
)


def _show_failures(score: Score) -> None:
    by_category: defaultdict[str, list[bool]] = defaultdict(list)
    for one in score.all():
        by_category[one.row.categories[0]].append(one.category in one.row.categories)
    for name, right in sorted(by_category.items(), key=lambda item: share(item[1])):
        print(f"{name:15} {share(right):.3f} of {len(right)}")
    wrong: Counter[tuple[Any, ...]] = Counter()
    for one in score.all():
        if one.kind not in one.row.kinds:
            wrong[
                "KIND",
                one.row.kinds[0],
                one.kind,
                one.source,
                "".join(c for c in one.row.text if not c.isdigit()),
                one.row.bank_category,
            ] += 1
        elif one.category not in one.row.categories:
            who = one.row.shop.name if one.row.shop else one.row.text
            wrong["CATEGORY", one.row.categories[0], one.category, who, one.source] += 1
    for key, many in wrong.most_common(_FAILURES_SHOWN):
        print(many, *key, sep=" | ")


def _wired(url: str, folder: Path) -> Wiring:
    return wire(
        Settings(
            _env_file=None,
            app_env=AppEnv.DEVELOPMENT,
            database_url=url,
            secret_key=SecretStr("a key for measuring that is long enough to sign with"),
            encryption_key=SecretStr("MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="),
            today=date(2026, 11, 19),
            data_dir=folder,
            truelayer_client_id="bench",
        )
    )


def _by_category(score: Score) -> list[str]:
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for one in score.all():
        right[one.row.categories[0]].append(one.category in one.row.categories)
    return [
        f"| {name} | {share(said):.3f} | {len(said):,} |" for name, said in sorted(right.items())
    ]


def _report(wiring: Wiring) -> str:
    """Return the figures of both lists, and of the second by category."""
    lines = [_HEADING, _row("", HEAD), _row("---", ["---:"] * len(HEAD))]
    by_category: list[str] = []
    for which in ("one", "two"):
        for classified in (True, False):
            score = measure(wiring, which, classified=classified)
            told = "with what TrueLayer adds" if classified else "by the bank's text alone"
            lines.append(_row(f"list {which}, {told}", figures(score)))
            if which == "two":
                by_category += ["", f"## Categories of list two, {told}", ""]
                by_category += ["| | right | rows |", "| --- | ---: | ---: |", *_by_category(score)]
    return "\n".join([*lines, *by_category, ""])


def _row(name: str, cells: Iterable[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


_HEADING = f"""# How well rows are sorted

Made by `make bench-spending-quality`: {HOUSEHOLDS} invented households a line, nothing corrected by
a person. What is measured and how independent it is: [README](README.md).
"""


def main() -> None:
    """Measure, and keep the figures; or print a list's, and of the first what goes wrong."""
    only = sys.argv[1:2]
    with tempfile.TemporaryDirectory() as name, embedded_postgres(Path(name) / "pg") as url:
        config = Config(ROOT / "api" / "alembic.ini")
        config.set_main_option("sqlalchemy.url", url)
        command.upgrade(config, "head")
        wiring = _wired(url, Path(name))
        if not only:
            (ROOT / "bench" / "spending-quality.md").write_text(_report(wiring))
        for which in only:
            for classified in (True, False):
                score = measure(wiring, which, classified=classified)
                print(_row(which, figures(score)), flush=True)
                if which == "one":
                    _show_failures(score)
        wiring.close()


if __name__ == "__main__":
    main()
