"""Invented answers in TrueLayer's exact wire shape."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any


def payload(name: str) -> Any:
    """Return an answer's JSON with exact numbers."""
    return json.loads(payload_bytes(name), parse_float=Decimal)


def payload_bytes(name: str) -> bytes:
    """Return an answer as it arrives."""
    return (Path(__file__).parent / f"{name}.json").read_bytes()
