#!/bin/sh
# Makes sure that a Chromium is there for the browser tests: Debian's package where we may install
# it, else any that is there, else the one that playwright fetches. The headless shell is wanted
# most: it has no window of its own to draw, which costs more than the pages.
set -eu

there() {
    command -v "$1" >/dev/null 2>&1
}

installed() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" \
        >/dev/null 2>&1
}

if there chromium-headless-shell; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && there apt-get && apt-get update -qq; then
    if installed chromium-headless-shell || installed chromium; then
        exit 0
    fi
fi
for name in chromium chromium-browser google-chrome; do
    if there "$name"; then
        exit 0
    fi
done
.venv/bin/python -m playwright install --only-shell chromium
