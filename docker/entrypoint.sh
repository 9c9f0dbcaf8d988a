#!/bin/sh
# Starts one of the application's three programs: api, worker or demo-bank.
set -eu

# Unless another bank is named, demo mode is connected to the one that comes along. Its client is
# published: it opens nothing but pretend money.
if [ "${APP_ENV:-demo}" = demo ] && [ -z "${TRUELAYER_AUTH_URL:-}" ]; then
    export TRUELAYER_AUTH_URL="${DEMO_BANK_URL:-http://localhost:8300}"
    export TRUELAYER_API_URL="$TRUELAYER_AUTH_URL"
    export TRUELAYER_CLIENT_ID=demo-finance-tracker
    export TRUELAYER_CLIENT_SECRET=demo-secret
    export TRUELAYER_PROVIDERS="uk-ob-all uk-oauth-all"
fi

case "${1:-api}" in
api)
    alembic -c api/alembic.ini upgrade head
    # No access log: the bank's return carries a code in its address.
    exec uvicorn app.main:create_app --factory --host 0.0.0.0 --port 8000 \
        --no-server-header --no-access-log
    ;;
worker)
    exec python -m app.jobs
    ;;
demo-bank)
    if [ "${APP_ENV:-demo}" != demo ]; then
        echo "APP_ENV is not demo: no demo bank is needed."
        exit 0
    fi
    exec python -m demo_bank --host 0.0.0.0 --port 8300
    ;;
*)
    exec "$@"
    ;;
esac
