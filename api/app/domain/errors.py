"""The failures the project anticipates; anything else is a bug."""

from typing import ClassVar


class FinanceError(Exception):
    """A failure a person can be told about, under a stable ``code``."""

    code: ClassVar[str] = "finance_error"

    def __init__(self, detail: str, *, field: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field
        """The request field at fault, dotted, where there is one."""


class InvalidInputError(FinanceError):
    """What was given breaks a rule that its type alone cannot hold."""

    code: ClassVar[str] = "invalid_input"
