"""`python -m demo_bank`: serve the demo bank."""

import argparse
import os
from dataclasses import replace
from datetime import date

import uvicorn

from demo_bank.app import create_app
from demo_bank.settings import Settings


def main() -> None:
    """Read the command line and serve until stopped."""
    parser = argparse.ArgumentParser(prog="demo_bank", description=__doc__)
    parser.add_argument("--host", default=os.environ.get("DEMO_BANK_HOST", "127.0.0.1"))
    port = int(os.environ.get("DEMO_BANK_PORT", "8010"))
    parser.add_argument("--port", type=int, default=port)
    parser.add_argument("--today", type=date.fromisoformat, help="stay on this day (YYYY-MM-DD)")
    asked = parser.parse_args()
    settings = Settings.from_environment(os.environ)
    settings = replace(settings, today=asked.today or settings.today)
    uvicorn.run(
        create_app(settings), host=asked.host, port=asked.port, log_level="warning", lifespan="off"
    )


if __name__ == "__main__":
    main()
