#!/bin/sh
# Prints the path of a Chromium or Chrome for the browser tests; on Debian as root it installs one.
set -eu

find_browser() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" 2>/dev/null && return 0
  done
  mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
  [ -x "$mac" ] && printf '%s\n' "$mac"
}

if [ -n "${CHROMIUM_PATH:-}" ]; then
  printf '%s\n' "$CHROMIUM_PATH"
  exit 0
fi
if browser=$(find_browser) && [ -n "$browser" ]; then
  printf '%s\n' "$browser"
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium for the browser tests …" >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >&2
  find_browser && exit 0
fi
echo "The browser tests need Chromium or Chrome. Install one, or name it: CHROMIUM_PATH=/path/to/chromium make test" >&2
exit 1
