"""Households, users, their sessions, and the wrong passwords that slow the next try."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.core.db import ask
from app.models.people import Household, LoginFailure, User, UserSession

_OF_USER = tuple(column.key for column in User.__mapper__.column_attrs)
_OF_HOUSEHOLD = tuple(column.key for column in Household.__mapper__.column_attrs)
_SIGNED_IN = {
    key: f"""
        SELECT s.id, s.last_seen_at, {", ".join(f"u.{name}" for name in _OF_USER)},
               {", ".join(f"h.{name}" for name in _OF_HOUSEHOLD)}
        FROM sessions s
        JOIN users u ON u.id = s.user_id
        JOIN households h ON h.id = u.household_id
        WHERE s.{key} = %(key)s AND s.expires_at > %(now)s
    """  # noqa: S608 - names of our own columns
    for key in ("id", "token_fingerprint")
}


class PeopleRepository:
    """People across households: the only repository without one, since it finds out which."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: Household | User | UserSession | LoginFailure) -> None:
        self._session.add(row)
        self._session.flush()

    def user_by_email(self, email: str) -> User | None:
        return self._session.scalar(select(User).where(func.lower(User.email) == email.lower()))

    def user(self, user_id: UUID) -> User:
        return self._session.get_one(User, user_id)

    def of_household(self, household_id: UUID) -> Sequence[User]:
        return self._session.scalars(
            select(User).where(User.household_id == household_id).order_by(User.created_at)
        ).all()

    def household(self, household_id: UUID) -> Household:
        return self._session.get_one(Household, household_id)

    def find_household(self, household_id: UUID) -> Household | None:
        return self._session.get(Household, household_id)

    def demo_user(self) -> User | None:
        """Return the user of the household that "look around" opens."""
        return self._session.scalar(
            select(User).join(Household, Household.id == User.household_id).where(Household.is_demo)
        )

    def signed_in(
        self, *, session_id: UUID | None, token_fingerprint: str | None, now: datetime
    ) -> tuple[UUID, datetime, User, Household] | None:
        """Return the live session's id and last use, its user and household, in one question.

        User and household are copies that no session of the database follows: every request
        begins with them, and few change them.
        """
        key = "id" if session_id is not None else "token_fingerprint"
        found = ask(
            self._session,
            _SIGNED_IN[key],
            {"key": session_id if session_id is not None else token_fingerprint, "now": now},
        )
        if not found:
            return None
        row = found[0]
        user = User(**dict(zip(_OF_USER, row[2:], strict=False)))
        household = Household(**dict(zip(_OF_HOUSEHOLD, row[2 + len(_OF_USER) :], strict=True)))
        return row[0], row[1], user, household

    def sessions(self, user_id: UUID, *, now: datetime) -> Sequence[UserSession]:
        """Return the user's live sessions, last used first."""
        return self._session.scalars(
            select(UserSession)
            .where(UserSession.user_id == user_id, UserSession.expires_at > now)
            .order_by(UserSession.last_seen_at.desc())
        ).all()

    def touch(self, session_id: UUID, *, now: datetime, expires_at: datetime) -> None:
        self._session.execute(
            update(UserSession)
            .where(UserSession.id == session_id)
            .values(last_seen_at=now, expires_at=expires_at)
        )

    def end_session(self, session_id: UUID, *, user_id: UUID) -> bool:
        """End one session of the user; return whether there was one."""
        ended = self._session.execute(
            delete(UserSession)
            .where(UserSession.id == session_id, UserSession.user_id == user_id)
            .returning(UserSession.id)
        )
        return ended.one_or_none() is not None

    def end_other_sessions(self, user_id: UUID, *, keep: UUID) -> None:
        self._session.execute(
            delete(UserSession).where(UserSession.user_id == user_id, UserSession.id != keep)
        )

    def delete_household(self, household_id: UUID) -> None:
        self._session.execute(delete(Household).where(Household.id == household_id))

    def delete_user(self, user_id: UUID) -> None:
        self._session.execute(delete(User).where(User.id == user_id))

    def user_count(self, household_id: UUID) -> int:
        return (
            self._session.scalar(
                select(func.count()).select_from(User).where(User.household_id == household_id)
            )
            or 0
        )

    def failures(
        self, *, account_fingerprint: str, address: str, since: datetime
    ) -> tuple[int, int]:
        """Return how often the account and the address failed since then."""
        row = self._session.execute(
            select(
                func.count().filter(LoginFailure.account_fingerprint == account_fingerprint),
                func.count().filter(LoginFailure.address == address),
            ).where(
                LoginFailure.failed_at > since,
                (LoginFailure.account_fingerprint == account_fingerprint)
                | (LoginFailure.address == address),
            )
        ).one()
        return row[0], row[1]

    def forget_failures(self, *, account_fingerprint: str, before: datetime) -> None:
        """Forget the account's failures after a right password, and everybody's old ones."""
        self._session.execute(
            delete(LoginFailure).where(
                (LoginFailure.account_fingerprint == account_fingerprint)
                | (LoginFailure.failed_at < before)
            )
        )
