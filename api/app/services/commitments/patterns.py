"""Cadences and patterns as they are kept: JSON in, values of the domain out, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app.domain.commitments import schedule as calendar
from app.domain.commitments.detection.values import Direction, Signature

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def cadence_of(given: Mapping[str, Any]) -> calendar.Cadence:
    """Return the cadence as the domain knows it.

    :raises InvalidInputError: if its numbers are out of range.
    """
    match given["kind"]:
        case "weekly":
            return calendar.Weekly(every=given.get("every", 1))
        case "monthly_day":
            return calendar.MonthlyDay(
                day=given["day"],
                every=given.get("every", 1),
                skip_months=frozenset(given.get("skip_months") or ()),
            )
        case "monthly_last_working_day":
            return calendar.MonthlyLastWorkingDay()
        case "monthly_weekday":
            return calendar.MonthlyWeekday(
                weekday=WEEKDAYS.index(given["weekday"]), nth=given["nth"]
            )
        case "yearly":
            return calendar.Yearly()
        case _:
            return calendar.Once()


def cadence_as_kept(cadence: calendar.Cadence) -> dict[str, Any]:
    """Return the cadence in the words of the API."""
    match cadence:
        case calendar.Weekly(every):
            return {"kind": "weekly", "every": every}
        case calendar.MonthlyDay(day, every, skip_months):
            return {
                "kind": "monthly_day",
                "day": day,
                "every": every,
                "skip_months": sorted(skip_months),
            }
        case calendar.MonthlyLastWorkingDay():
            return {"kind": "monthly_last_working_day"}
        case calendar.MonthlyWeekday(weekday, nth):
            return {"kind": "monthly_weekday", "weekday": WEEKDAYS[weekday], "nth": nth}
        case calendar.Yearly():
            return {"kind": "yearly"}
        case calendar.Once():
            return {"kind": "once"}


def schedule_from(rule: Mapping[str, Any]) -> calendar.Schedule:
    """Return the schedule of a rule kept as JSON: a cadence, its anchor and its shift."""
    return calendar.Schedule(
        cadence=cadence_of(rule["cadence"]),
        anchor=date.fromisoformat(rule["next_date"]),
        shift=calendar.Shift(rule["shift"]),
    )


def signature_as_kept(signature: Signature) -> dict[str, Any]:
    """Return a pattern as JSON."""
    return {
        "counterparty": signature.counterparty,
        "direction": signature.direction.value,
        "account_id": str(signature.account_id),
        "cadence": cadence_as_kept(signature.cadence),
        "amount_minor": signature.amount_minor,
        "currency": signature.currency,
    }


def signature_of(kept: Mapping[str, Any]) -> Signature:
    """Return a pattern kept as JSON."""
    return Signature(
        counterparty=kept["counterparty"],
        direction=Direction(kept["direction"]),
        account_id=UUID(kept["account_id"]),
        cadence=cadence_of(kept["cadence"]),
        amount_minor=kept["amount_minor"],
        currency=kept["currency"],
    )
