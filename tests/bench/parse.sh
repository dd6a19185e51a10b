#!/usr/bin/env bash
# The readers of large XML against pugixml's whole document on the same bytes: CPU seconds, whole processes, pairs in turn,
# median of five; then the memory of a file of 1 GB. The readers make every field of every observation; the peer makes them
# too, or, the lower bound, only period and value.
#   cmake --build build/release --target bench_parse && tests/bench/parse.sh [PATH/TO/bench_parse]
# TUJA_BENCH_MB=100 and TUJA_BENCH_LARGE_MB=1000 set the sizes; the files go to a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
bench=$(readlink -f "${1:-build/release/tests/bench_parse}")
runs=5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }

for kind in worldbank generic specific; do
    "$bench" make "$kind" "${TUJA_BENCH_MB:-100}" >"$work/file.xml"
    : >"$work/ours"
    : >"$work/whole"
    : >"$work/records"
    for _ in $(seq "$runs"); do
        "$bench" ours "$work/file.xml" >>"$work/ours"
        "$bench" whole "$work/file.xml" >>"$work/whole"
        "$bench" records "$work/file.xml" >>"$work/records"
    done
    [ "$(cat "$work"/ours "$work"/whole "$work"/records | cut -d' ' -f1,2 | sort -u | wc -l)" = 1 ] || { echo "they read different data"; exit 1; }
    seconds() { cut -d' ' -f3 "$work/$1" | median; }
    awk -v k="$kind" -v n="$(head -n1 "$work/ours" | cut -d' ' -f1)" -v a="$(seconds ours)" -v b="$(seconds whole)" -v c="$(seconds records)" \
        -v m="$(cut -d' ' -f4 "$work/ours" | median)" -v w="$(cut -d' ' -f4 "$work/whole" | median)" \
        'BEGIN { printf "%-10s %9d observations   ours %.3f s, %d MB   whole document, same fields %.3f s, %d MB: %.2f   period and value only %.3f s: %.2f (goal 1.5)\n", k, n, a, m, c, w, c / a, b, b / a }'
done
if [ "${TUJA_BENCH_LARGE_MB:-1000}" -gt 0 ]; then
    "$bench" make specific "${TUJA_BENCH_LARGE_MB:-1000}" >"$work/file.xml"
    "$bench" ours "$work/file.xml" | awk '{ printf "specific, large: %d observations in %.2f s of CPU, %d MB (goal 64)\n", $1, $3, $4 }'
fi
