#!/usr/bin/env bash
# The main job on the bundled edition, timed as whole processes: median of five, peak memory, and the ratio to a
# limit taken in the same run: reading, hashing and compressing the same answers, and one fsync.
#   tests/bench/main_job.sh [PATH/TO/tuja]
set -euo pipefail
cd "$(dirname "$0")/../.."
tuja=${1:-build/release/tuja}
runs=5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }

# Seconds of one command, on fd 3; its own output is thrown away.
timed() {
    local start=$EPOCHREALTIME
    "$@" >/dev/null 2>&1
    awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.4f\n", b - a }'
}

limit() { find jobs/sample/responses -type f -exec cat {} + | tee "$work/bytes" | sha256sum && gzip -6 -kf "$work/bytes" && sync "$work/bytes.gz"; }
fresh() { rm -rf "$work/home" && TUJA_HOME=$work/home "$tuja" run quarterly --offline --quiet; }
again() { TUJA_HOME=$work/home "$tuja" run quarterly --offline --quiet; }
report() { TUJA_HOME=$work/home "$tuja" report quarterly --offline --quiet; }
nothing() { "$tuja" --version; }

line() {
    local name=$1 goal=$2 command=$3 seconds
    seconds=$(for _ in $(seq "$runs"); do timed "$command"; done | median)
    awk -v n="$name" -v s="$seconds" -v l="$base" -v g="$goal" 'BEGIN { printf "%-46s %7.3f s   %5.1f × limit   %s\n", n, s, s / l, g }'
}

base=$(for _ in $(seq "$runs"); do timed limit; done | median)
printf 'median of %s; limit (read, SHA-256, gzip -6, sync the same %s bytes): %s s\n' "$runs" \
    "$(find jobs/sample/responses -type f -exec cat {} + | wc -c)" "$base"
fresh >/dev/null 2>&1
line "main job, fetch to both reports" "goal < 1 s" fresh
line "again, nothing new" "goal < 0.2 s" again
line "both reports alone" "goal < 0.1 s of printing" report
line "starting and ending (--version)" "" nothing
rm -rf "$work/home"
printf 'peak memory of the main job: '
TUJA_HOME=$work/home command time -f '%M KiB (goal < 65536)' "$tuja" run quarterly --offline --quiet 2>&1 >/dev/null | tail -n 1
