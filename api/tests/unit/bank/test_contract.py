"""What every provider promises, asked of the fake and of TrueLayer alike."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.bank.errors import (
    AccountUnknownError,
    ConsentEndedError,
    DateRangeRefusedError,
    EndpointNotSupportedError,
    TokenRejectedError,
)
from app.bank.history import deepest_history
from app.bank.paging import all_rows
from app.bank.protocol import BankProvider, BankSession, Tokens
from app.domain.money import Money
from tests.unit.bank.ledger import (
    CARD,
    CODE,
    CURRENT,
    HISTORY_FROM,
    NOW,
    REDIRECT_URI,
    STRANGER,
    TODAY,
    Told,
    told_by_the_fake,
    told_by_truelayer,
)


@pytest.fixture(params=[told_by_the_fake, told_by_truelayer])
def told(request: pytest.FixtureRequest) -> Told:
    tell: Callable[[], Told] = request.param
    return tell()


@pytest.fixture
def provider(told: Told) -> BankProvider:
    return told.provider


@pytest.fixture
def tokens(provider: BankProvider) -> Tokens:
    return provider.exchange(code=CODE, redirect_uri=REDIRECT_URI, code_verifier=None)


@pytest.fixture
def session(provider: BankProvider, tokens: Tokens) -> BankSession:
    return provider.open(access_token=tokens.access_token, psu_ip=None)


class TestTokens:
    def test_expire_after_the_moment_they_were_given(self, tokens: Tokens) -> None:
        assert tokens.expires_at == NOW + timedelta(hours=1)
        assert tokens.refresh_token

    def test_never_show_themselves(self, tokens: Tokens) -> None:
        assert tokens.access_token not in repr(tokens)
        assert str(tokens.refresh_token) not in repr(tokens)

    def test_come_once_for_a_code(self, provider: BankProvider, tokens: Tokens) -> None:
        assert tokens.access_token

        with pytest.raises(ConsentEndedError):
            provider.exchange(code=CODE, redirect_uri=REDIRECT_URI, code_verifier=None)

    def test_are_replaced_by_a_refresh(self, provider: BankProvider, tokens: Tokens) -> None:
        fresh = provider.refresh(refresh_token=str(tokens.refresh_token))

        assert fresh.access_token != tokens.access_token
        stale = provider.open(access_token=tokens.access_token, psu_ip=None)
        with pytest.raises(TokenRejectedError):
            stale.accounts()
        with pytest.raises(ConsentEndedError):
            provider.refresh(refresh_token=str(tokens.refresh_token))

    def test_cannot_be_refreshed_once_the_consent_is_over(self, told: Told, tokens: Tokens) -> None:
        told.end_consent()

        with pytest.raises(ConsentEndedError):
            told.provider.refresh(refresh_token=str(tokens.refresh_token))


class TestRevoke:
    def test_ends_reading_and_refreshing(
        self, provider: BankProvider, tokens: Tokens, session: BankSession
    ) -> None:
        provider.revoke(access_token=tokens.access_token)

        with pytest.raises(TokenRejectedError):
            session.accounts()
        with pytest.raises(ConsentEndedError):
            provider.refresh(refresh_token=str(tokens.refresh_token))

    def test_says_when_the_connection_is_already_gone(
        self, provider: BankProvider, tokens: Tokens
    ) -> None:
        provider.revoke(access_token=tokens.access_token)

        with pytest.raises(TokenRejectedError):
            provider.revoke(access_token=tokens.access_token)


class TestSession:
    def test_names_the_consent(self, session: BankSession) -> None:
        assert session.consent().credentials_id == "cred-1"

    def test_lists_accounts_and_cards_apart(self, session: BankSession) -> None:
        assert [account.ref for account in session.accounts()] == [CURRENT]
        assert [card.ref for card in session.cards()] == [CARD]

    def test_gives_card_debt_as_negative_money(self, session: BankSession) -> None:
        assert session.balance(CURRENT).current == Money(24218, "GBP")
        assert session.balance(CARD).current == Money(-28865, "GBP")
        assert session.balance(CARD).owed == Money(28865, "GBP")

    def test_gives_both_days_of_a_window_and_all_between(self, session: BankSession) -> None:
        rows = session.transactions(CURRENT, first_on=date(2026, 7, 1), last_on=date(2026, 7, 18))

        assert [(row.transaction_id, row.amount.minor, row.pending) for row in rows] == [
            ("t3", -1840, False),
            ("t2", 241055, False),
        ]

    def test_gives_card_rows_in_our_sign(self, session: BankSession) -> None:
        rows = session.transactions(CARD, first_on=date(2026, 7, 1), last_on=TODAY)

        assert [row.amount.minor for row in rows] == [-2150, 31020]

    def test_gives_the_whole_pending_set(self, session: BankSession) -> None:
        [row] = session.pending(CURRENT)

        assert (row.transaction_id, row.pending) == ("p1", True)
        assert session.pending(CARD) == []

    def test_refuses_days_to_come(self, session: BankSession) -> None:
        with pytest.raises(DateRangeRefusedError):
            session.transactions(CURRENT, first_on=TODAY, last_on=date(2026, 7, 21))

    def test_does_not_know_a_stranger(self, session: BankSession) -> None:
        with pytest.raises(AccountUnknownError):
            session.balance(STRANGER)

    def test_says_what_the_bank_does_not_offer(self, session: BankSession) -> None:
        assert [mandate.name for mandate in session.direct_debits(CURRENT)] == ["NORTHERN POWER CO"]
        with pytest.raises(EndpointNotSupportedError):
            session.standing_orders(CURRENT)
        with pytest.raises(EndpointNotSupportedError):
            session.direct_debits(CARD)

    def test_counts_failed_calls_too(self, session: BankSession) -> None:
        session.accounts()
        with pytest.raises(AccountUnknownError):
            session.balance(STRANGER)

        assert session.calls_made == 2

    def test_has_nothing_left_out(self, session: BankSession) -> None:
        session.transactions(CURRENT, first_on=date(2026, 7, 1), last_on=TODAY)

        assert session.skipped_rows == 0
        assert session.problems == ()


class TestDeepestHistory:
    def test_asks_for_less_until_the_bank_agrees(self, session: BankSession) -> None:
        refused: list[date] = []

        history = deepest_history(
            session,
            CURRENT,
            today=TODAY,
            on_refused=lambda first_on, _error: refused.append(first_on),
        )

        assert refused == [date(2020, 7, 20), date(2021, 7, 20)]
        assert history.first_on == HISTORY_FROM
        assert [row.transaction_id for row in all_rows(history.rows)] == ["t3", "t2", "t1"]

    def test_takes_the_widest_where_nothing_is_refused(self, session: BankSession) -> None:
        history = deepest_history(session, CARD, today=TODAY)

        assert history.first_on == date(2020, 7, 20)
        assert session.calls_made == 1

    def test_passes_on_what_is_not_about_depth(self, session: BankSession) -> None:
        with pytest.raises(AccountUnknownError):
            deepest_history(session, STRANGER, today=TODAY)
