"""`python -m app.jobs` starts a worker."""

from app.core.config import load_settings
from app.core.log import configure_logging
from app.jobs import worker
from app.services.wiring import wire

if __name__ == "__main__":
    configure_logging()
    worker.run(wire(load_settings()))
