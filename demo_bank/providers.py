"""The banks the demo bank plays, and how each of them differs."""

from dataclasses import dataclass

from demo_bank.household import Account

_COMMON = ("info", "balance", "transactions", "offline_access")
SCOPES = (
    "info",
    "accounts",
    "balance",
    "cards",
    "transactions",
    "direct_debits",
    "standing_orders",
    "offline_access",
)


@dataclass(frozen=True, slots=True)
class Provider:
    """One bank: what it shares, how far back, and for how long after sign-in."""

    provider_id: str
    display_name: str
    tagline: str
    colour: str
    resources: tuple[str, ...]
    accounts: tuple[Account, ...] = ()
    cards: tuple[Account, ...] = ()
    history_days: int = 762
    unattended_days: int = 90
    late_history_error: str = "sca_exceeded"
    empty_cards: bool = False
    stable_ids: bool = True
    running_balance: bool = False
    shares_available: bool = True
    sandbox: bool = False
    reported_as: str = ""

    @property
    def scopes(self) -> tuple[str, ...]:
        """Return the scopes the bank supports, in the usual order."""
        return tuple(s for s in SCOPES if s in _COMMON or s in self.resources)

    @property
    def wire_id(self) -> str:
        """Return the id the bank's own data carries."""
        return self.reported_as or self.provider_id

    @property
    def logo_path(self) -> str:
        """Return where the bank's logo is served."""
        return f"/logos/{self.provider_id}.svg"


HARBOUR = Provider(
    provider_id="ob-demo-highstreet",
    display_name="Harbour Bank",
    tagline="Current account and savings",
    colour="#1d4f7c",
    resources=("accounts", "direct_debits", "standing_orders"),
    accounts=(Account.HARBOUR_CURRENT, Account.HARBOUR_SAVER),
    running_balance=True,
)
PEBBLE = Provider(
    provider_id="ob-demo-app",
    display_name="Pebble",
    tagline="Spending account, pots and Flex",
    colour="#b4483a",
    resources=("accounts", "cards", "direct_debits", "standing_orders"),
    accounts=(Account.PEBBLE, Account.HOLIDAY_POT, Account.BILLS_POT),
    cards=(Account.FLEX,),
    unattended_days=89,
    late_history_error="access_denied",
    shares_available=False,
)
NORTHWAY = Provider(
    provider_id="ob-demo-bills",
    display_name="Northway Building Society",
    tagline="Joint bills account",
    colour="#2f6b4f",
    resources=("accounts", "direct_debits"),
    accounts=(Account.NORTHWAY,),
    empty_cards=True,
    stable_ids=False,
)
MERIDIAN = Provider(
    provider_id="ob-demo-amex",
    display_name="Meridian Card",
    tagline="Charge card, paid in full",
    colour="#4b4a8f",
    resources=("cards",),
    cards=(Account.MERIDIAN,),
)
MOCK = Provider(
    provider_id="uk-cs-mock",
    display_name="Mock",
    tagline="TrueLayer's test bank",
    colour="#5a5f66",
    resources=("accounts", "cards", "direct_debits", "standing_orders"),
    accounts=(Account.HARBOUR_CURRENT, Account.HARBOUR_SAVER),
    cards=(Account.MERIDIAN,),
    running_balance=True,
    sandbox=True,
    reported_as="mock",
)

PROVIDERS: tuple[Provider, ...] = (HARBOUR, PEBBLE, NORTHWAY, MERIDIAN, MOCK)
_GROUPS = {
    "uk-ob-all": tuple(each for each in PROVIDERS if each.provider_id.startswith("ob-")),
    "uk-oauth-all": (),
    "mock": (MOCK,),
}


def provider_named(provider_id: str) -> Provider | None:
    """Return the bank with the id, if there is one."""
    wanted = MOCK.provider_id if provider_id == "mock" else provider_id
    return next((each for each in PROVIDERS if each.provider_id == wanted), None)


def offered(providers: str) -> tuple[Provider, ...]:
    """Return the banks that a link's `providers` covers; all real ones if it names none."""
    if not providers.strip():
        return _GROUPS["uk-ob-all"]
    covered: list[Provider] = []
    for name in providers.split():
        found = provider_named(name)
        covered += _GROUPS.get(name, (found,) if found else ())
    return tuple(dict.fromkeys(covered))
