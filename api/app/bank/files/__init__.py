"""A bank's export file in our own words: CSV, OFX, QIF and the odd ones of single banks."""

from app.bank.files.columns import Columns
from app.bank.files.presets import PRESETS, Preset
from app.bank.files.reading import read_statement
from app.bank.files.sheet import FileFormat, FileUnreadableError
from app.bank.files.statement import Refused, Statement, StatementRow, Wishes

__all__ = [
    "PRESETS",
    "Columns",
    "FileFormat",
    "FileUnreadableError",
    "Preset",
    "Refused",
    "Statement",
    "StatementRow",
    "Wishes",
    "read_statement",
]
