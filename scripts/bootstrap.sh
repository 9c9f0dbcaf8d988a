#!/bin/sh
# Brings a fresh clone to where `make` can work: bootstrap.sh run|test|ui.
# Does only what is out of date, says what it does, and names a missing tool with the way to get it.
set -eu
cd "$(dirname "$0")/.."

want=${1:-run}
stamps=.stamps
mkdir -p "$stamps"

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

is_312() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' >/dev/null 2>&1; }

find_python() {
  for candidate in "${PYTHON:-}" python3.12 python3 python; do
    [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 && is_312 "$candidate" && {
      command -v "$candidate"; return 0; }
  done
  fail "Python 3.12 is missing. Get it from python.org, 'apt install python3.12 python3.12-venv', 'brew install python@3.12' or 'pyenv install 3.12', or name it: PYTHON=/path/to/python3.12 make $want"
}

need_node() {
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
    fail "Node.js 20.19 or newer is missing. Get it from nodejs.org, 'brew install node' or your package manager."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js $(node --version) is too old: 20.19 or newer is needed. Get it from nodejs.org or your package manager."
}

digest() { cksum "$@" | cksum | cut -d ' ' -f 1; }

# A stamp holds the digest of what it was made from: the same digest, nothing to do.
is_fresh() { [ -f "$stamps/$1" ] && [ "$(cat "$stamps/$1")" = "$2" ]; }
stamp() { printf '%s' "$2" >"$stamps/$1"; }

install_python() {
  # A clone that was moved has an environment whose scripts point elsewhere.
  if [ ! -x .venv/bin/python ] || ! is_312 .venv/bin/python || ! is_fresh place "$(pwd)"; then
    python=$(find_python)
    say "Making the Python environment …"
    rm -rf .venv
    "$python" -m venv .venv || fail "The Python environment could not be made: 'apt install python3.12-venv' may be missing."
    rm -f "$stamps/python-local" "$stamps/python-dev"
    stamp place "$(pwd)"
  fi
  lock=requirements-$1.lock
  pinned=$(digest "$lock")
  # The test environment holds all the other has.
  is_fresh "python-$1" "$pinned" && return 0
  [ "$1" = local ] && is_fresh python-dev "$(digest requirements-dev.lock)" && return 0
  say "Installing Python packages …"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  stamp "python-$1" "$pinned"
}

install_ui() {
  packages=$(digest ui/package-lock.json ui/package.json)
  if ! is_fresh npm "$packages" || [ ! -d ui/node_modules ]; then
    need_node
    say "Installing UI packages …"
    (cd ui && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --loglevel=error --no-update-notifier --no-fund --no-audit --no-progress >/dev/null)
    stamp npm "$packages"
  fi
}

build_ui() {
  # The names count too: a file that went away changes the build.
  sources=$(find ui/src ui/public ui/index.html ui/vite.config.ts ui/package-lock.json -type f -print0 |
    LC_ALL=C sort -z | xargs -0 cksum | cksum | cut -d ' ' -f 1)
  if ! is_fresh ui "$sources" || [ ! -f ui/dist/index.html ]; then
    install_ui
    need_node
    say "Building the UI …"
    (cd ui && npm run --silent build -- --logLevel warn)
    stamp ui "$sources"
  fi
}

case $want in
  run) install_python local; build_ui ;;
  python) install_python dev ;;
  ui) install_ui ;;
  test) install_python dev; install_ui; build_ui ;;
  *) fail "usage: bootstrap.sh run|test|python|ui" ;;
esac
