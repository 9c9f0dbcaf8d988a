#!/bin/sh
# Starts one of the application's three programs: api, worker or demo-bank.
set -eu

program=${1:-api}
demo_bank_port=${DEMO_BANK_PORT:-8300}
demo_bank=

# Unless another bank is named, demo mode is connected to the one that comes along. Its client is
# published: it opens nothing but pretend money.
if [ "${APP_ENV:-demo}" = demo ] && [ -z "${TRUELAYER_AUTH_URL:-}" ]; then
    case $program in
    # The API makes the link to the consent page and asks for tokens by one and the same setting,
    # so its bank must be where the browser finds it.
    api) demo_bank=http://localhost:$demo_bank_port ;;
    *) demo_bank=http://demo-bank:$demo_bank_port ;;
    esac
    export TRUELAYER_AUTH_URL="$demo_bank" TRUELAYER_API_URL="$demo_bank"
    export TRUELAYER_CLIENT_ID=demo-finance-tracker TRUELAYER_CLIENT_SECRET=demo-secret
    export TRUELAYER_PROVIDERS="uk-ob-all uk-oauth-all"
fi

case $program in
api)
    alembic -c api/alembic.ini upgrade head
    [ -z "$demo_bank" ] || reach_demo_bank.py &
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
    exec python -m demo_bank --host 0.0.0.0 --port "$demo_bank_port"
    ;;
*)
    exec "$@"
    ;;
esac
