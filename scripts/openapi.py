"""Write the OpenAPI document that the UI's client is generated from."""

import json
import sys
from pathlib import Path

from app.core.config import Settings
from app.main import create_app
from app.services.wiring import wire

SNAPSHOT = Path(__file__).parents[1] / "api" / "openapi.json"


def document() -> str:
    """Return the document as it is committed."""
    settings = Settings(
        _env_file=None,
        database_url="postgresql://nowhere.invalid/none",
        secret_key="openapi",  # noqa: S106 - nothing is signed here
        encryption_key="MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
        ui_dir=Path("nowhere"),
    )
    schema = create_app(wire(settings)).openapi()
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SNAPSHOT.write_text(document())
    sys.stdout.write(f"wrote {SNAPSHOT.name}\n")
