"""Where a person grants access, and the tokens that come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from pydantic import ValidationError

from app.bank.errors import BankUnavailableError, ExtensionRefusedError
from app.bank.protocol import Extension, Person, Tokens
from app.bank.truelayer.errors import call_error, extension_error, token_error
from app.bank.truelayer.schemas import ExtensionRow, TokenRow
from app.bank.truelayer.wire import Ask, Wire, failed_without_effect, never, worth_repeating

# A bank that lacks one of these still connects; asking for it later answers 501 or 403.
_SCOPES = "info accounts balance cards transactions direct_debits standing_orders offline_access"
_DATA_PATH = "/data/v1"
# The sandbox's bank calls itself this and is offered as the group uk-cs-mock.
_MOCK = "mock"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueLayerSettings:
    """Which TrueLayer to talk to and as whom.

    ``api_url`` may be the host alone or end in ``/data/v1``; both mean the same.
    ``providers`` is what the bank picker may offer (``uk-ob-all uk-oauth-all``).
    ``attempts`` is how often one request is sent at most; 1 switches repeating off.
    """

    client_id: str
    client_secret: str = field(repr=False)
    auth_url: str
    api_url: str
    providers: str
    attempts: int = 3

    @property
    def auth_base(self) -> str:
        """Return the authorisation host without a trailing slash."""
        return self.auth_url.rstrip("/")

    @property
    def data_base(self) -> str:
        """Return the address that data paths are added to."""
        return self.api_url.rstrip("/").removesuffix(_DATA_PATH) + _DATA_PATH


class TrueLayerAuth:
    """The authorisation host."""

    def __init__(
        self, settings: TrueLayerSettings, *, wire: Wire, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._wire = wire
        self._now = now

    def authorisation_url(
        self,
        *,
        state: str,
        redirect_uri: str,
        provider_id: str | None,
        code_challenge: str | None,
    ) -> str:
        """Return a link that works once."""
        query = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "scope": _SCOPES,
            "redirect_uri": redirect_uri,
            "providers": self._offer(provider_id),
            "state": state,
        }
        if provider_id is not None:
            query["provider_id"] = provider_id
        if code_challenge is not None:
            query["code_challenge"] = code_challenge
            query["code_challenge_method"] = "S256"
        # Spaces as %20: "+" is reported to be refused.
        return f"{self._settings.auth_base}/?{urlencode(query, quote_via=quote)}"

    def _offer(self, provider_id: str | None) -> str:
        """Return what the picker may offer; a bank named by id has to be covered by it."""
        offered = self._settings.providers
        is_covered = provider_id is None or provider_id == _MOCK or provider_id in offered.split()
        return offered if is_covered else f"{offered} {provider_id}"

    def exchange(self, *, code: str, redirect_uri: str, code_verifier: str | None) -> Tokens:
        """Return the tokens for a code, asking once only: a code dies with its first use."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        if code_verifier is not None:
            form["code_verifier"] = code_verifier
        row = self._token(form, retry_on=never)
        return self._tokens(row, refresh_token=row.refresh_token)

    def refresh(self, *, refresh_token: str) -> Tokens:
        """Return new tokens, with the old refresh token if no new one came.

        Asked again only when TrueLayer said it failed: after a cut connection the token may
        have been exchanged already.
        """
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        row = self._token(form, retry_on=failed_without_effect)
        return self._tokens(row, refresh_token=row.refresh_token or refresh_token)

    def extend(
        self,
        *,
        refresh_token: str,
        person: Person,
        redirect_uri: str,
        state: str,
        code_challenge: str,
    ) -> Extension:
        """Extend the consent a person has just confirmed again; asked once only.

        :raises ExtensionRefusedError: where only a full sign-in at the bank helps.
        """
        answer = self._wire.send(
            Ask(
                method="POST",
                # At the root of the data host, unlike everything else there.
                url=f"{self._settings.data_base.removesuffix(_DATA_PATH)}/connections/extend",
                resource="the extension",
                reads_error=extension_error,
                headers={},
                json={
                    "user_has_reconfirmed_consent": True,
                    "client_id": self._settings.client_id,
                    "client_secret": self._settings.client_secret,
                    "user": {"id": person.user_id, "name": person.name, "email": person.email},
                    "refresh_token": refresh_token,
                    "redirect_uri": redirect_uri,
                    "state": state,
                    "code_challenge": code_challenge,
                },
            ),
            retry_on=never,
        )
        try:
            row = ExtensionRow.model_validate(answer.body)
            if row.action_needed == "no_action_needed":
                tokens = TokenRow.model_validate(answer.body)
                return Extension(
                    tokens=self._tokens(
                        tokens, refresh_token=tokens.refresh_token or refresh_token
                    ),
                    link=None,
                )
        except ValidationError:
            raise BankUnavailableError("The extension's answer could not be read.") from None
        if row.action_needed == "authentication_needed" and row.user_input_link:
            return Extension(tokens=None, link=row.user_input_link)
        raise ExtensionRefusedError("The bank wants a full sign-in.")

    def revoke(self, *, access_token: str) -> None:
        """Delete the connection at TrueLayer."""
        self._wire.send(
            Ask(
                method="DELETE",
                url=f"{self._settings.auth_base}/api/delete",
                resource="the connection's end",
                reads_error=call_error,
                headers={"Authorization": f"Bearer {access_token}"},
            ),
            retry_on=worth_repeating,
        )

    def provider_rows(self) -> list[object]:
        """Return the rows of the banks on offer."""
        answer = self._wire.send(
            Ask(
                method="GET",
                url=f"{self._settings.auth_base}/api/providers",
                resource="the list of banks",
                reads_error=call_error,
                headers={},
                params={"clientId": self._settings.client_id},
            ),
            retry_on=worth_repeating,
        )
        if not isinstance(answer.body, list):
            raise BankUnavailableError("The list of banks could not be read.")
        return answer.body

    def _token(self, form: Mapping[str, str], *, retry_on: Callable[[Exception], bool]) -> TokenRow:
        answer = self._wire.send(
            Ask(
                method="POST",
                url=f"{self._settings.auth_base}/connect/token",
                resource="a token",
                reads_error=token_error,
                headers={},
                form={
                    "client_id": self._settings.client_id,
                    "client_secret": self._settings.client_secret,
                    **form,
                },
            ),
            retry_on=retry_on,
        )
        try:
            return TokenRow.model_validate(answer.body)
        except ValidationError:
            raise BankUnavailableError("The token answer could not be read.") from None

    def _tokens(self, row: TokenRow, *, refresh_token: str | None) -> Tokens:
        return Tokens(
            access_token=row.access_token,
            refresh_token=refresh_token,
            expires_at=self._now() + timedelta(seconds=row.expires_in),
        )
