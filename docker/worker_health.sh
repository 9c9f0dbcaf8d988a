#!/bin/sh
# Healthy while a worker has told the queue within the last minute that it lives.
set -eu
exec python - <<'PYTHON'
import os
import sys

import psycopg

BEAT = "SELECT max(last_heartbeat) > now() - interval '60 seconds' FROM procrastinate_workers"
address = os.environ["DATABASE_URL"].replace("+psycopg", "").replace("postgres://", "postgresql://")
with psycopg.connect(address, connect_timeout=5) as connection:
    row = connection.execute(BEAT).fetchone()
sys.exit(0 if row and row[0] else "no worker has been heard of for a minute")
PYTHON
