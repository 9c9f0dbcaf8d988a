"""`/_control`: what only tests and the demo may do; not there unless it was switched on."""

from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from demo_bank import ledger
from demo_bank.bank import Bank, bank_of
from demo_bank.clock import Clock, wire_moment
from demo_bank.connections import Switches, Vault
from demo_bank.faults import Fault
from demo_bank.household import Account, Entry, true_commitments
from demo_bank.household.accounts import Kind
from demo_bank.providers import PROVIDERS

router = APIRouter(prefix="/_control")


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ClockSet(_Asked):
    """Where the clock goes: a day, a standing moment, or some seconds ahead."""

    today: date | None = None
    now: datetime | None = None
    advance_seconds: float | None = None


class FaultSet(_Asked):
    """One fault; see `faults.Fault`."""

    match: str
    error: str | None = None
    status: int | None = None
    body: Any = None
    html: bool = False
    truncated: bool = False
    slow_seconds: float = 0
    retry_after: str | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    skip: int = 0
    count: int | None = None
    probability: float = 1
    seed: int = 0


class SwitchesSet(_Asked):
    """Switches to turn; the others stay."""

    rotates_refresh_tokens: bool | None = None
    omits_refresh_token: bool | None = None
    counts_unattended_calls: bool | None = None
    caches_answers: bool | None = None
    extend_outcome: str | None = None
    extend_enabled: bool | None = None
    extend_shown_after_seconds: float | None = None
    unstable_ids: bool | None = None


class RowSet(_Asked):
    """A row to add; the amount is minor units, in positive, out negative, cards too."""

    key: str
    account: Account
    day: date
    amount: int
    description: str
    kind: Kind = Kind.PURCHASE
    merchant: str | None = None


class RowChange(_Asked):
    """What becomes different about a row."""

    key: str
    day: date | None = None
    amount: int | None = None
    description: str | None = None


class Settlement(_Asked):
    """How a pending row is booked: with another id, amount or day if wished."""

    key: str
    account: Account
    booked_key: str | None = None
    amount: int | None = None
    day: date | None = None


@router.post("/clock")
async def set_clock(request: Request, asked: ClockSet) -> Response:
    """Set or advance the clock."""
    clock = bank_of(request).clock
    if asked.today is not None:
        clock.set_day(asked.today)
    if asked.now is not None:
        clock.freeze(asked.now)
    if asked.advance_seconds is not None:
        clock.advance(timedelta(seconds=asked.advance_seconds))
    return JSONResponse({"now": wire_moment(clock.now()), "today": clock.today().isoformat()})


@router.post("/faults")
async def add_fault(request: Request, asked: FaultSet) -> Response:
    """Let matching calls go wrong from now on."""
    bank_of(request).faults.append(Fault(**asked.model_dump()))
    return _done()


@router.delete("/faults")
async def clear_faults(request: Request) -> Response:
    """Let everything go right again."""
    bank_of(request).faults.clear()
    return _done()


@router.post("/switches")
async def set_switches(request: Request, asked: SwitchesSet) -> Response:
    """Turn switches."""
    bank = bank_of(request)
    turned = asked.model_dump(exclude_none=True)
    bank.vault.switches = replace(bank.vault.switches, **turned)
    bank.vault.save()
    return JSONResponse(asdict(bank.vault.switches))


@router.get("/rows/{account}")
async def list_rows(request: Request, account: Account) -> Response:
    """List an account's rows with the keys that edits use, oldest first."""
    bank = bank_of(request)
    read = ledger.read_ledger(account, today=bank.clock.today(), edits=bank.vault.edits)
    return JSONResponse(
        {
            "booked": [_row(entry) for entry in read.booked],
            "pending": [_row(entry) for entry in read.pending],
            "balance": read.balance,
        }
    )


@router.post("/rows")
async def add_row(request: Request, asked: RowSet) -> Response:
    """Book a row, today or late."""
    bank = bank_of(request)
    bank.vault.edits.setdefault("added", []).append(asked.model_dump(mode="json"))
    return _edited(bank)


@router.patch("/rows")
async def change_row(request: Request, asked: RowChange) -> Response:
    """Change a booked row."""
    bank = bank_of(request)
    change = asked.model_dump(mode="json", exclude_none=True, exclude={"key"})
    known = bank.vault.edits.setdefault("changed", {}).setdefault(asked.key, {})
    known.update(change)
    return _edited(bank)


@router.delete("/rows/{key}")
async def remove_row(request: Request, key: str) -> Response:
    """Take a booked row away."""
    bank = bank_of(request)
    bank.vault.edits.setdefault("removed", []).append(key)
    return _edited(bank)


@router.put("/pending/{account}")
async def set_pending(request: Request, account: Account, asked: list[RowSet]) -> Response:
    """Replace what is pending on an account."""
    bank = bank_of(request)
    rows = [row.model_dump(mode="json") for row in asked]
    bank.vault.edits.setdefault("pending", {})[account] = rows
    return _edited(bank)


@router.post("/settle")
async def settle_pending(request: Request, asked: Settlement) -> Response:
    """Book a pending row."""
    bank = bank_of(request)
    today = bank.clock.today()
    read = ledger.read_ledger(asked.account, today=today, edits=bank.vault.edits)
    held = next((entry for entry in read.pending if entry.key == asked.key), None)
    if held is None:
        return JSONResponse({"error": "no such pending row"}, status_code=404)
    key = asked.booked_key or asked.key
    booked = {
        "key": key,
        "account": asked.account,
        "day": (asked.day or today).isoformat(),
        "amount": held.amount if asked.amount is None else asked.amount,
        "description": held.description,
        "kind": held.kind,
        "merchant": held.merchant,
    }
    bank.vault.edits.setdefault("settled", []).append(asked.key)
    bank.vault.edits.setdefault("added", []).append(booked)
    return _edited(bank)


@router.post("/expire-consents")
async def expire_consents(request: Request) -> Response:
    """End every consent now."""
    bank = bank_of(request)
    for connection in bank.vault.connections.values():
        connection.consent_expires_at = bank.clock.now().timestamp()
        connection.shown_from = 0
    bank.vault.save()
    return _done()


@router.get("/calls")
async def list_calls(request: Request) -> Response:
    """List the calls made, oldest first."""
    return JSONResponse(list(bank_of(request).calls))


@router.delete("/calls")
async def forget_calls(request: Request) -> Response:
    """Forget the calls made."""
    bank_of(request).calls.clear()
    return _done()


@router.get("/household")
async def read_household(request: Request) -> Response:
    """Tell what is true about the household today."""
    today = bank_of(request).clock.today()
    listed = [
        {
            **asdict(each),
            "next_due_on": each.next_due_on.isoformat(),
            "skipped_months": sorted(each.skipped_months),
        }
        for each in true_commitments(today=today)
    ]
    accounts = {
        account: {"provider_id": each.wire_id, "account_id": ledger.account_id(each, account)}
        for each in PROVIDERS
        if not each.sandbox
        for account in (*each.accounts, *each.cards)
    }
    return JSONResponse({"today": today.isoformat(), "commitments": listed, "accounts": accounts})


@router.post("/reset")
async def reset(request: Request) -> Response:
    """Forget consents, edits, faults, calls and the moved clock."""
    bank = bank_of(request)
    bank.vault = Vault(path=bank.settings.state_path, switches=Switches())
    bank.vault.save()
    bank.clock = Clock(pinned=bank.settings.today)
    for kept in (bank.faults, bank.calls, bank.unattended, bank.cached):
        kept.clear()
    return _done()


def _edited(bank: Bank) -> Response:
    bank.cached.clear()
    bank.vault.save()
    return _done()


def _done() -> Response:
    return Response(status_code=204)


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "day": entry.day.isoformat(),
        "amount": entry.amount,
        "description": entry.description,
        "kind": entry.kind,
    }
