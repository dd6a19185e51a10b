#!/usr/bin/env bash
# Prints the bundled edition and looks at it in a real Chromium: accessibility, paper, narrow screens, PDF.
#   tests/browser/run.sh PATH/TO/tuja
# Exit status 77: skipped, because a tool is missing (tests/run.sh installs them all).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
for tool in node pdfinfo pdftotext; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
[ -x /usr/bin/chromium ] || { echo "skipped: chromium is not installed"; exit 77; }
[ -d "$here/node_modules/playwright-core" ] || { echo "skipped: run npm ci in tests/browser"; exit 77; }

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
# Sanitized builds preload nothing here: only the printed files go on to the browser.
TUJA_HOME=$home "$1" run quarterly --offline >"$home/files" 2>/dev/null
mapfile -t pages < <(grep '\.html$' "$home/files" | grep -v index.html)
node "$here/check.mjs" "${pages[@]}"
