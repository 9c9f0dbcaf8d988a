"""How a bank can let us down, and what can be done about each way."""

from datetime import timedelta

from app.domain.errors import FinanceError


class BankError(FinanceError):
    """Anything a bank or its provider answered other than what was asked for.

    Messages say what happened, never what was in it: no tokens, descriptions or amounts.
    """

    code = "bank_error"


class ConsentEndedError(BankError):
    """The grant is over for good: the person has to connect the bank again."""

    code = "consent_ended"


class TokenRejectedError(BankError):
    """The access token has expired or was superseded: refresh once, then ask again once."""

    code = "token_rejected"


class AccessDeniedError(BankError):
    """The bank refused this resource: consent over, history too deep, or simply not shared.

    Only a refusal of a narrow window, or of the accounts themselves, means access is lost.
    """

    code = "access_denied"


class ScaExceededError(AccessDeniedError):
    """Too long since the person signed in for this much; a narrower ask still works."""

    code = "sca_exceeded"


class SignInNeededError(AccessDeniedError):
    """The bank wants the person themselves: nothing else opens this again."""

    code = "sign_in_needed"


class ProviderGoneError(BankError):
    """TrueLayer no longer offers this bank: it has to be connected another way."""

    code = "provider_gone"


class EndpointNotSupportedError(BankError):
    """This bank does not offer this; a normal answer, worth remembering per connection."""

    code = "endpoint_not_supported"


class AccountUnknownError(BankError):
    """The bank does not know this account (any more)."""

    code = "account_unknown"


class DateRangeRefusedError(BankError):
    """The bank has no history that deep, or the range is not valid: narrow it."""

    code = "date_range_refused"


class RateLimitedError(BankError):
    """Too many calls; ``until_tomorrow`` when the day's unattended quota is spent."""

    code = "rate_limited"

    def __init__(
        self,
        detail: str,
        *,
        retry_after: timedelta | None = None,
        until_tomorrow: bool = False,
    ) -> None:
        super().__init__(detail)
        self.retry_after = retry_after
        self.until_tomorrow = until_tomorrow


class BankUnavailableError(BankError):
    """No usable answer (outage, time-out, broken body): trying later may work.

    ``answered`` when the other side itself said that it failed, so that nothing was done;
    after a time-out or a cut connection nobody knows.
    """

    code = "bank_unavailable"

    def __init__(
        self, detail: str, *, answered: bool = False, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(detail)
        self.answered = answered
        self.retry_after = retry_after


class AccountLockedError(BankUnavailableError):
    """The bank has locked the account for a while: trying much later may work."""

    code = "account_locked"


class ExtensionRefusedError(BankError):
    """The consent cannot be extended this way: a full sign-in at the bank can."""

    code = "extension_refused"


class BankRefusedError(BankError):
    """The request was refused and asking the same again will not help."""

    code = "bank_refused"


class ClientMisconfiguredError(BankError):
    """The provider does not accept this installation's client id, secret or redirect address."""

    code = "client_misconfigured"
