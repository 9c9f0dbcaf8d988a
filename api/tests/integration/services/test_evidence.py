"""Rows as the bank wrote them: kept safely, let go in time, read again by better rules."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.bank.fake import FakeBank
from app.bank.protocol import BankTransaction
from app.services.feed import rows
from app.services.feed.evidence import Evidence
from app.services.wiring import Wiring
from tests.integration.conftest import Connect
from tests.integration.stories import V1, account, balance, row, shared

type Person = dict[str, str]

RAW = {"transaction_id": "t-1", "amount": Decimal("-12.50"), "description": "PRET £ LEEDS"}


@pytest.fixture
def evidence(connect: Connect, headers: Person, wiring: Wiring) -> tuple[Evidence, UUID, UUID]:
    """Return a shop's row with its evidence: how it is kept, the household and the row."""
    connect(shared(account(_with(RAW), held=balance(0))), headers)
    with wiring.engine.begin() as connection:
        household, found = connection.execute(
            text("SELECT household_id, id FROM transactions")
        ).one()
    return wiring.bank.evidence, household, found


def _with(raw: dict[str, Any]) -> BankTransaction:
    return replace(row("1", "2026-11-16", -1_250), raw=raw)


def _kept(wiring: Wiring) -> list[bytes]:
    with wiring.engine.begin() as connection:
        return list(connection.execute(text("SELECT payload_encrypted FROM raw_rows")).scalars())


def test_is_kept_encrypted_and_reads_as_it_came(
    evidence: tuple[Evidence, UUID, UUID], wiring: Wiring
) -> None:
    kept, household, found = evidence
    (sealed,) = _kept(wiring)

    with wiring.bank.unit_of_work() as session:
        raw = kept.read(session, household_id=household, transaction_id=found)
        elsewhere = kept.read(session, household_id=UUID(int=1), transaction_id=found)

    assert raw is not None
    assert raw.row == RAW | {"amount": "-12.50"}
    assert elsewhere is None
    assert b"PRET" not in sealed


def test_is_let_go_when_its_time_is_over(
    evidence: tuple[Evidence, UUID, UUID], wiring: Wiring, client: TestClient, headers: Person
) -> None:
    del evidence
    for days, left in ((399, 1), (401, 0)):
        later = wiring.clock.now() + timedelta(days=days)
        rows.tend(wiring.bank.evidence, wiring.bank.unit_of_work, now=later)
        assert len(_kept(wiring)) == left

    items = client.get(f"{V1}/banking/transactions", headers=headers).json()["items"]
    assert len(items) == 1


def test_none_is_kept_where_none_is_wanted(
    connect: Connect, headers: Person, wiring: Wiring
) -> None:
    wiring.bank.settings.raw_retention_days = 0
    connect(shared(account(_with(RAW), held=balance(0))), headers)

    assert _kept(wiring) == []


def test_better_rules_are_followed_for_the_past(
    evidence: tuple[Evidence, UUID, UUID],
    bank: FakeBank,
    wiring: Wiring,
    client: TestClient,
    headers: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, _, found = evidence

    def by_new_rules(raw: dict[str, Any], **_where: object) -> BankTransaction:
        return replace(_with(raw), description=raw["description"].title())

    monkeypatch.setattr(type(bank), "rules_version", 2)
    monkeypatch.setattr(bank, "reread", by_new_rules)

    assert rows.tend(kept, wiring.bank.unit_of_work, now=wiring.clock.now()) == 1
    assert rows.tend(kept, wiring.bank.unit_of_work, now=wiring.clock.now()) == 0

    (shown,) = client.get(f"{V1}/banking/transactions", headers=headers).json()["items"]
    assert (shown["id"], shown["description"]) == (str(found), "Pret £ Leeds")


def test_rows_that_even_new_rules_cannot_read_stay_as_they_are(
    evidence: tuple[Evidence, UUID, UUID],
    bank: FakeBank,
    wiring: Wiring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, _, _ = evidence
    monkeypatch.setattr(type(bank), "rules_version", 2)

    assert rows.tend(kept, wiring.bank.unit_of_work, now=wiring.clock.now()) == 0
    with wiring.engine.begin() as connection:
        assert connection.execute(text("SELECT rules_version FROM raw_rows")).scalar() == 2
