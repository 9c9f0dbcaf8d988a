"""The client on the wire: what it sends, what it makes of answers good and bad."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2
import pytest
import stamina

from app.bank.errors import (
    AccessDeniedError,
    AccountLockedError,
    AccountUnknownError,
    BankError,
    BankRefusedError,
    BankUnavailableError,
    ConsentEndedError,
    DateRangeRefusedError,
    EndpointNotSupportedError,
    ProviderGoneError,
    RateLimitedError,
    ScaExceededError,
    SignInNeededError,
    TokenRejectedError,
)
from app.bank.protocol import BankSession
from app.bank.truelayer.client import TrueLayerBank
from tests.unit.bank.ledger import CARD, CURRENT, NOW, settings, truelayer
from tests.unit.bank.payloads import payload, payload_bytes

JULY = {"first_on": date(2026, 7, 1), "last_on": date(2026, 7, 20)}
ERRORS = {
    "validation_error": BankRefusedError,
    "invalid_date_range": DateRangeRefusedError,
    "deprecated_provider": ProviderGoneError,
    "invalid_token": TokenRejectedError,
    "unauthorized": TokenRejectedError,
    "access_denied": AccessDeniedError,
    "sca_exceeded": ScaExceededError,
    "account_not_found": AccountUnknownError,
    "provider_too_many_requests": RateLimitedError,
    "provider_request_limit_exceeded": RateLimitedError,
    "internal_server_error": BankUnavailableError,
    "endpoint_not_supported": EndpointNotSupportedError,
    "provider_error": BankUnavailableError,
    "temporarily_unavailable": BankUnavailableError,
    "connector_overload": BankUnavailableError,
    "connector_timeout": BankUnavailableError,
    "provider_timeout": BankUnavailableError,
}


def opened(
    handler: Callable[[httpx2.Request], httpx2.Response],
    *,
    psu_ip: str | None = None,
    attempts: int = 1,
) -> BankSession:
    return truelayer(handler, attempts=attempts).open(access_token="access-1", psu_ip=psu_ip)


def answering(*responses: httpx2.Response) -> Callable[[httpx2.Request], httpx2.Response]:
    left = list(responses)
    return lambda _request: left.pop(0)


def success(name: str) -> httpx2.Response:
    return httpx2.Response(200, content=payload_bytes(name))


def failure_of(response: httpx2.Response) -> BankError:
    with pytest.raises(BankError) as caught:
        opened(answering(response)).accounts()
    return caught.value


class TestRequest:
    def test_says_who_asks_for_what(self) -> None:
        seen: list[httpx2.Request] = []

        def handler(request: httpx2.Request) -> httpx2.Response:
            seen.append(request)
            return success("account_transactions")

        opened(handler).transactions(CURRENT, **JULY)

        [request] = seen
        assert str(request.url) == (
            "https://api.test/data/v1/accounts/acc-1/transactions?from=2026-07-01&to=2026-07-20"
        )
        assert request.headers["Authorization"] == "Bearer access-1"
        assert request.headers["X-Client-Correlation-Id"]
        assert "X-PSU-IP" not in request.headers
        assert request.extensions["timeout"]["connect"] == 10
        assert request.extensions["timeout"]["read"] == 75

    def test_names_the_person_only_when_one_is_there(self) -> None:
        seen: list[httpx2.Request] = []

        def handler(request: httpx2.Request) -> httpx2.Response:
            seen.append(request)
            return success("cards")

        opened(handler, psu_ip="192.0.2.7").cards()

        assert seen[0].headers["X-PSU-IP"] == "192.0.2.7"

    @pytest.mark.parametrize(
        "api_url",
        [
            "https://api.test",
            "https://api.test/",
            "https://api.test/data/v1",
            "https://api.test/data/v1/",
        ],
    )
    def test_takes_the_address_with_or_without_its_path(self, api_url: str) -> None:
        seen: list[str] = []

        def handler(request: httpx2.Request) -> httpx2.Response:
            seen.append(str(request.url))
            return success("me")

        bank = TrueLayerBank(
            settings(api_url=api_url), now=lambda: NOW, transport=httpx2.MockTransport(handler)
        )
        bank.open(access_token="access-1", psu_ip=None).consent()

        assert seen == ["https://api.test/data/v1/me"]


class TestAnswer:
    def test_of_an_empty_list_is_nothing_shared(self) -> None:
        assert opened(answering(success("accounts_empty"))).accounts() == []

    def test_keeps_the_banks_order(self) -> None:
        found = opened(answering(success("account_transactions"))).transactions(CURRENT, **JULY)

        assert [row.booked_on.day for row in found] == [18, 18, 18, 17, 16, 15, 14, 13, 12, 11, 10]

    def test_reads_a_cards_rows_and_balance(self) -> None:
        session = opened(
            answering(
                success("card_transactions"),
                success("card_transactions_pending"),
                success("card_balance"),
            )
        )

        assert len(session.transactions(CARD, **JULY)) == 4
        assert [row.amount.minor for row in session.pending(CARD)] == [-6200]
        assert session.balance(CARD).current.minor == -28865
        assert session.calls_made == 3

    def test_reads_numbers_exactly(self) -> None:
        body = '{"results":[{"currency":"GBP","current":90071992547409.93}]}'

        balance = opened(answering(httpx2.Response(200, text=body))).balance(CURRENT)

        assert balance.current.minor == 9007199254740993

    def test_leaves_out_a_broken_row_and_says_so(self) -> None:
        broken = [
            {"transaction_id": "b1", "timestamp": "soon", "amount": 1},
            {"transaction_id": "b2", "timestamp": "2026-07-01T00:00:00Z", "amount": 1,
             "currency": "POUNDS"},
            "not a row",
        ]  # fmt: skip
        body = payload("account_transactions")
        body["results"] = [*body["results"], *broken]
        session = opened(
            answering(httpx2.Response(200, content=json.dumps(body, default=float).encode()))
        )

        found = session.transactions(CURRENT, **JULY)

        assert len(found) == 11
        assert session.skipped_rows == 3
        assert session.problems[0].fields == ("timestamp",)
        assert session.problems[0].provider_account_id == "acc-1"

    def test_without_one_readable_row_is_no_empty_window(self) -> None:
        session = opened(answering(httpx2.Response(200, json={"results": [{"new": "shape"}]})))

        with pytest.raises(BankUnavailableError):
            session.transactions(CURRENT, **JULY)

    @pytest.mark.parametrize(
        "response",
        [
            httpx2.Response(200, text="<html><body>Gateway</body></html>"),
            httpx2.Response(200, content=payload_bytes("account_transactions")[:500]),
            httpx2.Response(200, content=b""),
            httpx2.Response(200, content=b"\xff\xfe"),
            httpx2.Response(200, text='{"results":[{"current":NaN}]}'),
            httpx2.Response(200, json=[]),
            httpx2.Response(200, json={"status": "Succeeded"}),
            httpx2.Response(200, json={"results": [], "status": "Running"}),
            httpx2.Response(202, content=payload_bytes("async_202_queued")),
            httpx2.Response(204),
            httpx2.Response(302, headers={"Location": "https://elsewhere.test/"}),
        ],
    )
    def test_that_is_not_whole_is_no_answer(self, response: httpx2.Response) -> None:
        assert type(failure_of(response)) is BankUnavailableError

    def test_without_a_balance_is_no_answer(self) -> None:
        with pytest.raises(BankUnavailableError):
            opened(answering(httpx2.Response(200, json={"results": []}))).balance(CURRENT)


class TestRefusal:
    @pytest.mark.parametrize("case", payload("errors"), ids=lambda case: case["body"]["error"])
    def test_means_what_status_and_word_say(self, case: dict[str, Any]) -> None:
        error = failure_of(httpx2.Response(case["status"], json=case["body"]))

        assert type(error) is ERRORS[case["body"]["error"]]
        assert "example text" not in str(error)

    @pytest.mark.parametrize("status", [400, 403, 404, 408, 500, 501, 502, 503, 504])
    def test_in_html_says_nothing_about_the_bank(self, status: int) -> None:
        error = failure_of(httpx2.Response(status, text="<html>Sorry</html>"))

        assert type(error) is BankUnavailableError

    @pytest.mark.parametrize(
        ("status", "word", "meaning"),
        [
            (400, "invalid_grant", ConsentEndedError),
            (401, None, TokenRejectedError),
            (403, "mfa_required", SignInNeededError),
            (403, "invalid_credentials_key", SignInNeededError),
            (403, "user_input_required", SignInNeededError),
            (403, "account_permanently_locked", SignInNeededError),
            (403, "account_temporarily_locked", AccountLockedError),
            (401, "wrong_credentials", TokenRejectedError),
            (500, "internal_error", BankUnavailableError),
            (409, "request_conflict", BankUnavailableError),
            (410, "wrong_bank", ProviderGoneError),
            (418, None, BankRefusedError),
        ],
    )
    def test_in_rarer_words_has_a_meaning_too(
        self, status: int, word: str | None, meaning: type[BankError]
    ) -> None:
        body = {"error": word} if word else {}

        assert type(failure_of(httpx2.Response(status, json=body))) is meaning

    def test_never_repeats_what_is_no_plain_word(self) -> None:
        body = {"error": "Card 4929 1234 of A EXAMPLE"}

        assert "4929" not in str(failure_of(httpx2.Response(418, json=body)))

    def test_for_the_day_is_told_from_one_for_the_moment(self) -> None:
        for_the_day = failure_of(
            httpx2.Response(429, json={"error": "provider_request_limit_exceeded"})
        )
        for_the_moment = failure_of(
            httpx2.Response(
                429, json={"error": "provider_too_many_requests"}, headers={"Retry-After": "90"}
            )
        )

        assert isinstance(for_the_day, RateLimitedError)
        assert for_the_day.until_tomorrow
        assert isinstance(for_the_moment, RateLimitedError)
        assert not for_the_moment.until_tomorrow
        assert for_the_moment.retry_after == timedelta(seconds=90)

    @pytest.mark.parametrize(
        ("header", "wait"),
        [
            ("Mon, 20 Jul 2026 09:01:00 GMT", timedelta(minutes=1)),
            ("Mon, 20 Jul 2026 08:00:00 GMT", timedelta(0)),
            ("Mon, 20 Jul 2026 09:01:00", timedelta(minutes=1)),
            ("soon", None),
        ],
    )
    def test_may_give_its_end_as_a_moment(self, header: str, wait: timedelta | None) -> None:
        assert datetime(2026, 7, 20, 9, 0, tzinfo=UTC) == NOW
        error = failure_of(httpx2.Response(429, json={}, headers={"Retry-After": header}))

        assert isinstance(error, RateLimitedError)
        assert error.retry_after == wait

    @pytest.mark.parametrize(
        "cut",
        [
            httpx2.ReadTimeout("read"),
            httpx2.ConnectError("connect"),
            httpx2.RemoteProtocolError("Illegal header value b'Bearer access-1'"),
        ],
    )
    def test_by_the_network_never_repeats_the_token(self, cut: Exception) -> None:
        def handler(_request: httpx2.Request) -> httpx2.Response:
            raise cut

        with pytest.raises(BankUnavailableError) as caught:
            opened(handler).accounts()

        assert "access-1" not in str(caught.value)
        assert caught.value.__suppress_context__


@pytest.fixture
def waits_nothing() -> Any:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.mark.usefixtures("waits_nothing")
class TestRepeating:
    def test_helps_where_the_bank_was_away_for_a_moment(self) -> None:
        session = opened(
            answering(httpx2.Response(503, json={}), httpx2.Response(429), success("accounts")),
            psu_ip="203.0.113.9",
            attempts=3,
        )

        assert len(session.accounts()) == 3
        assert session.calls_made == 3

    def test_stops_after_few_attempts(self) -> None:
        session = opened(lambda _request: httpx2.Response(504), psu_ip="203.0.113.9", attempts=3)

        with pytest.raises(BankUnavailableError):
            session.accounts()
        assert session.calls_made == 3

    def test_stops_sooner_with_nobody_present_for_each_is_one_of_few(self) -> None:
        session = opened(lambda _request: httpx2.Response(504), attempts=3)

        with pytest.raises(BankUnavailableError):
            session.accounts()
        assert session.calls_made == 2

    @pytest.mark.parametrize(
        "content",
        [b"<html>Bad gateway</html>", b'{"results":[{"account_id":"0f', b"", b'{"results":[]'],
    )
    def test_helps_where_the_answer_was_cut_off(self, content: bytes) -> None:
        session = opened(
            answering(httpx2.Response(200, content=content), success("accounts")), attempts=2
        )

        assert len(session.accounts()) == 3

    @pytest.mark.parametrize(
        "response",
        [
            httpx2.Response(401, json={"error": "invalid_token"}),
            httpx2.Response(403, json={"error": "access_denied"}),
            httpx2.Response(429, json={"error": "provider_request_limit_exceeded"}),
            httpx2.Response(429, json={}, headers={"Retry-After": "3600"}),
            httpx2.Response(501, json={"error": "endpoint_not_supported"}),
        ],
    )
    def test_is_left_alone_where_it_cannot_help(self, response: httpx2.Response) -> None:
        session = opened(lambda _request: response, attempts=3)

        with pytest.raises(BankError):
            session.accounts()
        assert session.calls_made == 1

    def test_waits_as_long_as_it_was_told(self) -> None:
        session = opened(
            answering(httpx2.Response(429, headers={"Retry-After": "0"}), success("accounts")),
            attempts=2,
        )

        assert len(session.accounts()) == 3
