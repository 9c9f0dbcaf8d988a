"""The export files of British banks, by the names of their columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.bank.files.columns import Columns, plain
from app.bank.files.sheet import FileFormat, Sheet
from app.domain.ledger import AccountKind
from app.domain.statements.amounts import Sign
from app.domain.statements.dates import DateOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One bank's file: how it is recognised, and what stands where, by plain column names."""

    id: str
    bank: str
    has: tuple[str, ...]
    """The names that all have to be in the header."""
    only: bool = False
    """Whether the header may have no others."""
    hint: tuple[str, ...] = ()
    """Where the header could be anybody's: what the preamble or the file's name must hold."""
    date: tuple[str, ...] = ("date",)
    description: tuple[tuple[str, ...], ...] = (("description",),)
    """Columns joined to the description; of each group the first that the header has."""
    amount: str | None = "amount"
    money_in: str | None = None
    money_out: str | None = None
    balance: str | None = None
    merchant: str | None = None
    type: str | None = None
    ids: str | None = None
    currency: str | None = None
    fee: str | None = None
    state: str | None = None
    note: str | None = None
    account: tuple[str, ...] = ()
    sign: Sign = Sign.MINUS_IS_OUT
    date_order: DateOrder = DateOrder.DAY_FIRST
    kind: AccountKind = AccountKind.CURRENT
    aliases: dict[str, str] = field(default_factory=dict)


PRESETS: tuple[Preset, ...] = (
    Preset(
        id="monzo", bank="Monzo",
        has=("transactionid", "date", "time", "name", "amount", "currency", "localamount"),
        description=(("description", "name"),), merchant="name", type="type",
        ids="transactionid", currency="currency", note="notesandtags",
    ),
    Preset(
        id="starling", bank="Starling", has=("date", "counterparty", "reference", "type", "amount"),
        description=(("counterparty",), ("reference",)), merchant="counterparty",
        balance="balance", type="type", note="notes",
    ),
    Preset(
        id="barclays", bank="Barclays",
        has=("number", "date", "account", "amount", "subcategory", "memo"),
        description=(("memo",),), type="subcategory", account=("account",),
    ),
    Preset(
        id="lloyds", bank="Lloyds",
        has=("transactiondate", "transactiontype", "sortcode", "accountnumber",
             "transactiondescription", "debitamount", "creditamount"),
        date=("transactiondate",), description=(("transactiondescription",),), amount=None,
        money_in="creditamount", money_out="debitamount", balance="balance",
        type="transactiontype", account=("sortcode", "accountnumber"),
    ),
    Preset(
        id="lloyds_card", bank="Lloyds", has=("date", "dateentered", "reference", "description",
        "amount"), ids="reference", sign=Sign.MINUS_IS_IN, kind=AccountKind.CREDIT_CARD,
    ),
    Preset(
        id="natwest", bank="NatWest",
        has=("date", "type", "description", "value", "balance", "accountname", "accountnumber"),
        amount="value", balance="balance", type="type", account=("accountnumber",),
    ),
    Preset(
        id="nationwide", bank="Nationwide",
        has=("date", "transactiontype", "description", "paidout", "paidin", "balance"),
        amount=None, money_in="paidin", money_out="paidout", balance="balance",
        type="transactiontype",
    ),
    Preset(
        id="nationwide_card", bank="Nationwide",
        has=("date", "transactions", "location", "paidout", "paidin"),
        description=(("transactions",), ("location",)), amount=None, money_in="paidin",
        money_out="paidout", kind=AccountKind.CREDIT_CARD,
    ),
    Preset(
        id="santander", bank="Santander", has=("date", "merchantdescription", "debitcredit"),
        description=(("merchantdescription",),), amount="debitcredit", balance="balance",
        type="type",
    ),
    Preset(
        id="santander_web", bank="Santander",
        has=("date", "description", "moneyin", "moneyout", "balance"), hint=("santander", "<table"),
        amount=None, money_in="moneyin", money_out="moneyout", balance="balance",
    ),
    Preset(
        id="amex", bank="American Express", has=("date", "description", "amount", "cardmember"),
        description=(("description",),), ids="reference", sign=Sign.MINUS_IS_IN,
        kind=AccountKind.CREDIT_CARD,
    ),
    Preset(
        id="amex", bank="American Express",
        has=("date", "description", "amount", "extendeddetails"), ids="reference",
        sign=Sign.MINUS_IS_IN, kind=AccountKind.CREDIT_CARD,
    ),
    Preset(
        id="amex", bank="American Express", has=("date", "description", "amount"), only=True,
        hint=("activity", "amex", "american", "summary"), sign=Sign.MINUS_IS_IN,
        kind=AccountKind.CREDIT_CARD,
    ),
    Preset(
        id="revolut", bank="Revolut",
        has=("type", "product", "starteddate", "completeddate", "description", "amount", "fee",
             "currency", "state"),
        date=("completeddate", "starteddate"), type="type", currency="currency", fee="fee",
        state="state", balance="balance", account=("product", "currency"),
        date_order=DateOrder.YEAR_FIRST,
    ),
    Preset(
        id="chase", bank="Chase", has=("date", "transactiondetails", "amount", "balance"),
        description=(("transactiondetails",),), balance="balance", type="transactiontype",
    ),
    Preset(
        id="chase", bank="Chase",
        has=("date", "transactiontype", "transactiondescription", "amount", "balance"),
        description=(("transactiondescription",),), balance="balance", type="transactiontype",
    ),
)  # fmt: skip

_HSBC = Preset(id="hsbc", bank="HSBC", has=())
_SANTANDER_TEXT = Preset(
    id="santander_text", bank="Santander", has=(), balance="balance",
)  # fmt: skip
_WITHOUT_HEADER = (_HSBC, _SANTANDER_TEXT)
_HSBC_COLUMNS = 3


def preset_named(identity: str) -> Preset | None:
    """Return the preset of that id."""
    return next((one for one in (*PRESETS, *_WITHOUT_HEADER) if one.id == identity), None)


def recognise(sheet: Sheet, *, filename: str) -> tuple[Preset, Columns] | None:
    """Return the bank whose file this is, and where its columns stand."""
    if sheet.format is FileFormat.TEXT:
        return _SANTANDER_TEXT, columns_of(_SANTANDER_TEXT, sheet.header)
    if sheet.format not in (FileFormat.CSV, FileFormat.HTML):
        return None
    if not sheet.header:
        return _without_header(sheet)
    named = {plain(cell) for cell in sheet.header if cell}
    around = " ".join((filename, *(cell for row in sheet.preamble for cell in row))).casefold()
    if sheet.format is FileFormat.HTML:
        around += " <table"
    for preset in PRESETS:
        if not named.issuperset(preset.has) or (preset.only and named != set(preset.has)):
            continue
        if not preset.hint or any(word in around for word in preset.hint):
            return preset, columns_of(preset, sheet.header)
    return None


def _without_header(sheet: Sheet) -> tuple[Preset, Columns] | None:
    sample = sheet.sample(20)
    if sheet.delimiter == "," and all(len(one.cells) == _HSBC_COLUMNS for one in sample):
        return _HSBC, Columns(date=0, description=(1,), amount=2)
    return None


def columns_of(preset: Preset, header: Sequence[str]) -> Columns:
    """Return where a preset's columns stand in that header."""
    named = [plain(cell) for cell in header]

    def at(name: str | None) -> int | None:
        return named.index(name) if name in named else None

    def first(names: Sequence[str]) -> int | None:
        return next((named.index(name) for name in names if name in named), None)

    return Columns(
        date=first(preset.date),
        description=tuple(
            place for group in preset.description if (place := first(group)) is not None
        ),
        amount=at(preset.amount),
        money_in=at(preset.money_in),
        money_out=at(preset.money_out),
        balance=at(preset.balance),
        merchant=at(preset.merchant),
        type=at(preset.type),
        id=at(preset.ids),
        currency=at(preset.currency),
        fee=at(preset.fee),
        state=at(preset.state),
        note=at(preset.note),
        account=tuple(place for name in preset.account if (place := at(name)) is not None),
    )
