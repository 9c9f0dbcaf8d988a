"""Bringing a bank's file: look, correct, take in, take back."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Query, UploadFile
from sqlalchemy.orm import Session

from app.bank.files import FileUnreadableError
from app.bank.files.table import OpenQuoteError
from app.domain.errors import InvalidInputError
from app.domain.statements.overlap import Standing
from app.routers.dependencies import ClockDep, SessionDep, SignedInDep, WiringDep
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import imports as bodies
from app.services.accounts.accounts import AccountUnknownError
from app.services.files import import_commits, importing
from app.services.files.importing import Reader
from app.services.household.people import NotSignedInError

router = APIRouter(prefix="/banking/import", tags=["import"], dependencies=[KEEPS_FIGURE])

_READING = (FileUnreadableError, OpenQuoteError, InvalidInputError)
_LOOKING = (
    NotSignedInError, AccountUnknownError, importing.ImportUnknownError,
    importing.ImportGoneError, *_READING,
)  # fmt: skip


def _reader(wiring: WiringDep, clock: ClockDep) -> Reader:
    return Reader(
        vault=wiring.bank.vault, settings=wiring.settings, today=clock.today(), now=clock.now()
    )


ReaderDep = Annotated[Reader, Depends(_reader)]


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        NotSignedInError, AccountUnknownError, importing.FileTooLargeError, *_READING
    ),
)
def upload_file(
    file: Annotated[UploadFile, File(description="CSV, OFX, QFX, QIF, or a bank's text export")],
    session: SessionDep,
    signed_in: SignedInDep,
    reader: ReaderDep,
    account_id: Annotated[UUID | None, Form()] = None,
) -> bodies.ImportOut:
    """Look at a bank's file; nothing is taken in yet."""
    content = file.file.read(importing.FILE_MAX + 1)
    if len(content) > importing.FILE_MAX:
        raise importing.FileTooLargeError("This file is larger than 64 MB. Export fewer years.")
    preview = importing.upload(
        session,
        reader,
        signed_in=signed_in,
        content=content,
        filename=file.filename or "",
        account_id=account_id,
    )
    return _shown(session, preview)


@router.get("", responses=problems(NotSignedInError))
def list_imports(
    session: SessionDep,
    signed_in: SignedInDep,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[bodies.ImportResultOut]:
    """The files that were taken in, newest first."""
    return [
        bodies.ImportResultOut.model_validate(taken)
        for taken in import_commits.taken_in(session, signed_in=signed_in, limit=limit)
    ]


@router.get("/{import_id}", responses=problems(*_LOOKING))
def read_import(
    import_id: UUID, session: SessionDep, signed_in: SignedInDep, reader: ReaderDep
) -> bodies.ImportOut:
    """A file as it would be taken in now."""
    row = importing.known(session, signed_in=signed_in, import_id=import_id)
    return _shown(session, importing.look(session, reader, signed_in=signed_in, row=row))


@router.patch("/{import_id}", responses=problems(*_LOOKING))
def change_import(
    import_id: UUID,
    body: bodies.ImportPatch,
    session: SessionDep,
    signed_in: SignedInDep,
    reader: ReaderDep,
) -> bodies.ImportOut:
    """Read the file another way, for another account or with other decisions, and look again."""
    preview = importing.change(
        session,
        reader,
        signed_in=signed_in,
        import_id=import_id,
        changes=body.model_dump(exclude_unset=True),
    )
    return _shown(session, preview)


@router.get("/{import_id}/rows", responses=problems(*_LOOKING))
def list_import_rows(
    import_id: UUID,
    session: SessionDep,
    signed_in: SignedInDep,
    reader: ReaderDep,
    standing: Standing | None = None,
    after: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> bodies.ImportRowsOut:
    """The file's rows in their order, part by part, with the lines that are not taken."""
    row = importing.known(session, signed_in=signed_in, import_id=import_id)
    preview = importing.look(session, reader, signed_in=signed_in, row=row)
    pairs = [
        (one, said)
        for one, said in zip(preview.statement.rows, preview.compared, strict=True)
        if one.number > after and standing in (None, said.standing)
    ]
    part = pairs[:limit]
    last = part[-1][0].number if len(pairs) > limit else None
    refused = [
        one
        for one in preview.statement.refused
        if standing is None and one.number > after and (last is None or one.number <= last)
    ]
    stored = _stored(session, preview, {said.stored_id for _, said in part if said.stored_id})
    return bodies.ImportRowsOut(
        items=[
            bodies.ImportRowOut.of(
                preview, one, said, stored.get(said.stored_id) if said.stored_id else None
            )
            for one, said in part
        ],
        refused=bodies.RefusedOut.some(refused[:limit]),
        next_after=last,
    )


@router.post(
    "/{import_id}/commit",
    responses=problems(
        *_LOOKING,
        import_commits.ImportUndoneError,
        import_commits.NothingToImportError,
        import_commits.DateOrderUnclearError,
    ),
)
def commit_import(
    import_id: UUID,
    session: SessionDep,
    signed_in: SignedInDep,
    reader: ReaderDep,
    body: bodies.CommitIn | None = None,
) -> bodies.ImportResultOut:
    """Take the file in; a second time changes nothing and gives the same answer."""
    given = import_commits.NewAccount(**(body or bodies.CommitIn()).model_dump())
    return bodies.ImportResultOut.model_validate(
        import_commits.commit(
            session, reader, signed_in=signed_in, import_id=import_id, new_account=given
        )
    )


@router.delete("/{import_id}", responses=problems(NotSignedInError, importing.ImportUnknownError))
def undo_import(
    import_id: UUID, session: SessionDep, signed_in: SignedInDep, reader: ReaderDep
) -> bodies.UndoneOut:
    """Take a file back: the rows it brought go, but for those somebody has made their own."""
    return bodies.UndoneOut.model_validate(
        import_commits.undo(session, reader, signed_in=signed_in, import_id=import_id)
    )


def _shown(session: Session, preview: importing.Preview) -> bodies.ImportOut:
    return bodies.ImportOut.of(
        preview, stored=_stored(session, preview, bodies.named_stored(preview))
    )


def _stored(
    session: Session, preview: importing.Preview, ids: set[UUID]
) -> dict[UUID, bodies.StoredOut]:
    return {
        row.id: bodies.StoredOut(
            id=row.id,
            date=row.booked_on,
            amount=row.amount_minor,
            description=row.merchant or row.description,
        )
        for row in importing.stored_rows(session, preview, ids)
    }
