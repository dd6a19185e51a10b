#!/usr/bin/env bash
# The README's first command: installs what is missing, builds, runs the main job on the bundled edition without
# any network but the package registry, and says where the report lies. May be run again at any time.
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh

# shellcheck disable=SC2086 # the list is words on purpose
need_packages $build_packages

[ -f build/release/build.ninja ] || cmake --preset release -DTUJA_TESTS=OFF >/dev/null
cmake --build build/release --target tuja

printf '\nRunning the main job on the bundled edition:\n'
build/release/tuja run quarterly --offline

cat <<TXT

The report is ready; the paths are above. Open index.html in a browser, or print the HTML: it is made for A4.
Next:  build/release/tuja status --offline        how fresh each source is
       build/release/tuja --help                  every command
TXT
