"""The link a person follows, and the tokens that come back."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
import pytest
import stamina

from app.bank import connect_provider
from app.bank.errors import (
    BankError,
    BankRefusedError,
    BankUnavailableError,
    ClientMisconfiguredError,
    ConsentEndedError,
    RateLimitedError,
)
from tests.unit.bank.ledger import NOW, REDIRECT_URI, settings, truelayer
from tests.unit.bank.payloads import payload_bytes


@pytest.fixture
def waits_nothing() -> Any:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


def exchange(response: httpx2.Response) -> Any:
    bank = truelayer(lambda _request: response)
    return bank.exchange(code="c0de", redirect_uri=REDIRECT_URI, code_verifier=None)


class TestAuthorisationUrl:
    def test_asks_for_everything_and_encodes_spaces_plainly(self) -> None:
        url = connect_provider(settings(), now=lambda: NOW).authorisation_url(
            state="s-1/+", redirect_uri=REDIRECT_URI, provider_id=None, code_challenge=None
        )

        parts = urlsplit(url)
        assert (parts.scheme, parts.netloc, parts.path) == ("https", "auth.test", "/")
        assert "+" not in parts.query
        assert dict(parse_qsl(parts.query)) == {
            "response_type": "code",
            "client_id": "sandbox-financetracker-0a1b2c",
            "scope": "info accounts balance cards transactions direct_debits standing_orders "
            "offline_access",
            "redirect_uri": REDIRECT_URI,
            "providers": "uk-ob-all uk-oauth-all",
            "state": "s-1/+",
        }

    def test_can_name_the_bank_and_a_challenge(self) -> None:
        url = truelayer(lambda _request: httpx2.Response(500)).authorisation_url(
            state="s-1", redirect_uri=REDIRECT_URI, provider_id="ob-monzo", code_challenge="ch"
        )

        query = dict(parse_qsl(urlsplit(url).query))
        assert query["provider_id"] == "ob-monzo"
        assert (query["code_challenge"], query["code_challenge_method"]) == ("ch", "S256")


class TestExchange:
    def test_sends_the_code_as_a_form(self) -> None:
        seen: list[httpx2.Request] = []

        def handler(request: httpx2.Request) -> httpx2.Response:
            seen.append(request)
            return httpx2.Response(200, json={"access_token": "a", "expires_in": 600})

        tokens = truelayer(handler).exchange(
            code="c0de", redirect_uri=REDIRECT_URI, code_verifier="v3rifier"
        )

        [request] = seen
        assert (request.method, str(request.url)) == ("POST", "https://auth.test/connect/token")
        assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
        assert parse_qs(request.content.decode()) == {
            "grant_type": ["authorization_code"],
            "client_id": ["sandbox-financetracker-0a1b2c"],
            "client_secret": ["s3cret"],
            "redirect_uri": [REDIRECT_URI],
            "code": ["c0de"],
            "code_verifier": ["v3rifier"],
        }
        assert tokens.refresh_token is None
        assert tokens.expires_at == NOW + timedelta(minutes=10)

    @pytest.mark.usefixtures("waits_nothing")
    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_is_never_repeated(self, status: int) -> None:
        calls: list[str] = []

        def handler(request: httpx2.Request) -> httpx2.Response:
            calls.append(request.url.path)
            return httpx2.Response(status, json={})

        with pytest.raises(BankError):
            truelayer(handler, attempts=3).exchange(
                code="c0de", redirect_uri=REDIRECT_URI, code_verifier=None
            )
        assert calls == ["/connect/token"]

    @pytest.mark.parametrize(
        ("status", "word", "meaning"),
        [
            (400, "invalid_grant", ConsentEndedError),
            (400, "invalid_authorization_code", ConsentEndedError),
            (400, "invalid_client", ClientMisconfiguredError),
            (401, "invalid_client", ClientMisconfiguredError),
            (401, "unauthorized_client", ClientMisconfiguredError),
            (400, "unsupported_grant_type", BankRefusedError),
            (429, "too_many", RateLimitedError),
            (500, "internal_server_error", BankUnavailableError),
        ],
    )
    def test_that_is_refused_says_why(
        self, status: int, word: str, meaning: type[BankError]
    ) -> None:
        with pytest.raises(BankError) as caught:
            exchange(httpx2.Response(status, json={"error": word}))

        assert type(caught.value) is meaning
        assert "c0de" not in str(caught.value)
        assert "s3cret" not in str(caught.value)

    @pytest.mark.parametrize("body", ["<html>", "{}", '{"access_token":""}', '{"access_token":7'])
    def test_with_an_unreadable_answer_gives_no_tokens(self, body: str) -> None:
        with pytest.raises(BankUnavailableError):
            exchange(httpx2.Response(200, text=body))


@pytest.mark.usefixtures("waits_nothing")
class TestRefresh:
    def test_keeps_the_old_token_where_no_new_one_comes(self) -> None:
        body = {"access_token": "a2", "expires_in": 3600}

        tokens = truelayer(lambda _request: httpx2.Response(200, json=body)).refresh(
            refresh_token="old"
        )

        assert (tokens.access_token, tokens.refresh_token) == ("a2", "old")

    def test_takes_the_new_token_where_one_comes(self) -> None:
        body = {"access_token": "a2", "expires_in": 3600, "refresh_token": "new"}

        tokens = truelayer(lambda _request: httpx2.Response(200, json=body)).refresh(
            refresh_token="old"
        )

        assert tokens.refresh_token == "new"

    def test_is_repeated_when_the_server_says_it_failed(self) -> None:
        responses = [
            httpx2.Response(500, json={}),
            httpx2.Response(200, json={"access_token": "a2"}),
        ]

        tokens = truelayer(lambda _request: responses.pop(0), attempts=3).refresh(
            refresh_token="old"
        )

        assert tokens.access_token == "a2"

    def test_is_not_repeated_when_nobody_knows_what_became_of_it(self) -> None:
        calls: list[str] = []

        def handler(request: httpx2.Request) -> httpx2.Response:
            calls.append(request.url.path)
            raise httpx2.ReadTimeout("read")

        with pytest.raises(BankUnavailableError):
            truelayer(handler, attempts=3).refresh(refresh_token="old")
        assert calls == ["/connect/token"]


class TestRevoke:
    def test_deletes_the_connection(self) -> None:
        seen: list[httpx2.Request] = []

        def handler(request: httpx2.Request) -> httpx2.Response:
            seen.append(request)
            return httpx2.Response(200)

        truelayer(handler).revoke(access_token="access-1")

        [request] = seen
        assert (request.method, str(request.url)) == ("DELETE", "https://auth.test/api/delete")
        assert request.headers["Authorization"] == "Bearer access-1"


class TestInstitutions:
    def test_are_the_uk_banks_by_name(self) -> None:
        seen: list[httpx2.Request] = []

        def handler(request: httpx2.Request) -> httpx2.Response:
            seen.append(request)
            body = payload_bytes("providers").replace(b'"uk"', b'"de"', 1)
            return httpx2.Response(200, content=body)

        found = truelayer(handler).institutions()

        assert [bank.display_name for bank in found] == [
            "American Express",
            "first direct",
            "Monzo",
        ]
        assert seen[0].url.params["clientId"] == "sandbox-financetracker-0a1b2c"
        assert "Authorization" not in seen[0].headers

    @pytest.mark.parametrize("body", ["<html>", '{"results":[]}'])
    def test_that_cannot_be_read_are_not_none(self, body: str) -> None:
        def handler(_request: httpx2.Request) -> httpx2.Response:
            return httpx2.Response(200, text=body)

        with pytest.raises(BankUnavailableError):
            truelayer(handler).institutions()
