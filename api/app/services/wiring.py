"""What a process of this application is built from, the web's and the worker's alike."""

from dataclasses import dataclass, field

from sqlalchemy import Engine

from app.bank import TrueLayerSettings, connect_provider
from app.bank.protocol import BankProvider
from app.core.answers import Answers
from app.core.clock import Clock
from app.core.config import Settings
from app.core.crypto import Vault
from app.core.db import UnitOfWork, alone, connect, connect_to_read, reading, unit_of_work
from app.core.job_queue import Queue, queue_app
from app.services.feed.connecting import BankAccess
from app.services.spending import sorting


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """The parts, made once."""

    settings: Settings
    clock: Clock
    engine: Engine
    reading_engine: Engine
    bank: BankAccess
    reading: UnitOfWork
    queue: Queue
    answers: Answers = field(default_factory=Answers)

    def close(self) -> None:
        """Let go of what is open: the database's connections and the bank's."""
        self.engine.dispose()
        self.reading_engine.dispose()
        self.bank.provider.close()


def wire(settings: Settings, *, provider: BankProvider | None = None) -> Wiring:
    """Return the parts that the settings ask for; a test may bring a bank of its own."""
    clock = Clock(fixed_on=settings.today)
    engine = connect(settings.database_url)
    reading_engine = connect_to_read(settings.database_url)
    queue = Queue(queue_app(engine))
    access = BankAccess(
        provider=provider or connect_provider(_truelayer(settings), now=clock.now),
        vault=Vault(settings.encryption_keys()),
        settings=settings,
        unit_of_work=unit_of_work(engine, before_commit=sorting.settle),
        alone=alone(engine),
        queue=queue,
    )
    return Wiring(
        settings=settings,
        clock=clock,
        engine=engine,
        reading_engine=reading_engine,
        bank=access,
        reading=reading(reading_engine),
        queue=queue,
    )


def _truelayer(settings: Settings) -> TrueLayerSettings:
    return TrueLayerSettings(
        client_id=settings.truelayer_client_id,
        client_secret=settings.truelayer_client_secret.get_secret_value(),
        auth_url=settings.auth_url,
        api_url=settings.api_url,
        providers=settings.providers,
    )
