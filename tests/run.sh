#!/usr/bin/env bash
# The README's second command: installs what the tests need, builds, runs them all, ends with ctest's summary.
#   tests/run.sh            the bounded suite, in Release
#   tests/run.sh --asan     the same suite under the address and undefined-behaviour sanitizers
#   tests/run.sh --long     everything above, then the full numbers (see tests/LONG.md)
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh

mode=${1:-}
case "$mode" in "" | --asan | --long) ;; *)
    printf 'unknown option %s; see the head of tests/run.sh\n' "$mode" >&2
    exit 2 ;;
esac

node_packages=""
command -v node >/dev/null 2>&1 || node_packages="nodejs"
command -v npm >/dev/null 2>&1 || node_packages="$node_packages npm"
# shellcheck disable=SC2086 # the lists are words on purpose
need_packages $build_packages $test_packages $node_packages

for folder in tests/browser tests/warcio; do
    if [ ! -f "$folder/node_modules/.installed" ] || [ "$folder/package-lock.json" -nt "$folder/node_modules/.installed" ]; then
        (cd "$folder" && npm ci --no-audit --no-fund --silent && touch node_modules/.installed)
    fi
done

suite() {
    cmake --preset "$1" -DTUJA_TESTS=ON >/dev/null
    cmake --build "build/$1"
    ctest --preset "$1"
}

case "$mode" in
"") suite release ;;
--asan) suite asan ;;
--long)
    suite release
    suite asan
    tests/long.sh
    ;;
esac
