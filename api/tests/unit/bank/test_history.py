"""The ladder down which history is asked for."""

from datetime import date

import pytest

from app.bank.errors import AccessDeniedError, ScaExceededError
from app.bank.fake import FakeAccount, FakeBank, FakeConnection
from app.bank.history import deepest_history
from app.bank.protocol import BankAccount, BankBalance, BankSession
from app.domain.ledger import AccountKind
from app.domain.money import Money
from tests.unit.bank.ledger import CODE, CURRENT, NOW, REDIRECT_URI, TODAY


@pytest.fixture
def connection() -> FakeConnection:
    account = BankAccount(
        provider_account_id=CURRENT.provider_account_id,
        family=CURRENT.family,
        kind=AccountKind.CURRENT,
        name="Everyday",
        currency="GBP",
        provider_id=None,
    )
    balance = BankBalance(
        current=Money(0, "GBP"), available=None, overdraft=Money(0, "GBP"), updated_at=None
    )
    return FakeConnection(
        credentials_id="cred-1", accounts=[FakeAccount(account=account, balance=balance)]
    )


@pytest.fixture
def bank(connection: FakeConnection) -> FakeBank:
    bank = FakeBank(now=lambda: NOW)
    bank.grant(code=CODE, connection=connection)
    return bank


@pytest.fixture
def session(bank: FakeBank) -> BankSession:
    tokens = bank.exchange(code=CODE, redirect_uri=REDIRECT_URI, code_verifier=None)
    return bank.open(access_token=tokens.access_token, psu_ip=None)


class TestDeepestHistory:
    def test_settles_for_88_days_after_the_sign_in_has_aged(
        self, connection: FakeConnection, session: BankSession
    ) -> None:
        connection.sca_over = True
        reasons: list[type[Exception]] = []

        history = deepest_history(
            session,
            CURRENT,
            today=TODAY,
            on_refused=lambda _first_on, error: reasons.append(type(error)),
        )

        assert history.first_on == date(2026, 4, 23)
        assert reasons == [ScaExceededError] * 4
        assert session.calls_made == 5

    def test_steps_over_a_plain_refusal(self, bank: FakeBank, session: BankSession) -> None:
        bank.fail("transactions", AccessDeniedError("Refused."))

        history = deepest_history(session, CURRENT, today=TODAY)

        assert history.first_on == date(2021, 7, 20)

    def test_gives_up_when_even_the_least_is_refused(
        self, bank: FakeBank, session: BankSession
    ) -> None:
        bank.fail("transactions", AccessDeniedError("Refused."), times=5)

        with pytest.raises(AccessDeniedError):
            deepest_history(session, CURRENT, today=TODAY)
