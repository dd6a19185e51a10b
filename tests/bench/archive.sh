#!/usr/bin/env bash
# The archive with a million snapshots: opening it, finding one, and `archive verify` beside `gzip -t` on the same
# files; then the same comparison on pages of 17 KB, and zlib's levels 1, 6 and 9 on these.
#   tests/bench/archive.sh [BUILD-FOLDER]      about ten minutes and 2 GB in $TMPDIR
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/release}
runs=${TUJA_BENCH_RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

grep -q -w sha_ni /proc/cpuinfo && echo "the processor has SHA instructions" || echo "the processor has no SHA instructions"

median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }
# CPU seconds: other work on the machine counts for less.
timed() { { TIMEFORMAT='%U %S' && time "$@" >/dev/null; } 2>&1 | awk '{ printf "%.3f\n", $1 + $2 }'; }

# Pairs, so that other work on the machine weighs on both.
compare() {
    local bytes ours theirs
    bytes=$(cat "$2"/archive/*.warc.gz | gzip -dc | wc -c)
    for _ in $(seq "$runs"); do
        timed gzip -t "$2"/archive/*.warc.gz >>"$work/theirs"
        TUJA_HOME=$2 timed "$build/tuja" archive verify >>"$work/ours"
    done
    theirs=$(median <"$work/theirs") ours=$(median <"$work/ours")
    rm "$work/theirs" "$work/ours"
    awk -v what="$1" -v b="$bytes" -v o="$ours" -v t="$theirs" 'BEGIN {
        printf "%-28s gzip -t %6.2f s %5.0f MB/s   verify %6.2f s %5.0f MB/s   %.2f of it\n", what, t, b / t / 1e6, o, b / o / 1e6, t / o }'
}

mkdir "$work/large" "$work/pages"
TUJA_LONG=1 TUJA_BENCH_HOME=$work/large "$build/tests/tuja_tests" --run_test=a_large_archive --log_level=message
TUJA_BENCH_HOME=$work/pages "$build/tests/tuja_tests" --run_test=measuring_the_archive --log_level=message

url='http://bank.example/KOR;USA/GDP?date=2020:2024&page=77'
export TUJA_HOME=$work/large
printf 'one by address and day, as a process: %s s\n' \
    "$(for _ in $(seq "$runs"); do timed "$build/tuja" archive cat --url "$url" --date 2026-01-05; done | median)"
compare "a million small answers" "$work/large"
compare "10,000 pages of 17 KB" "$work/pages"

gzip -dc "$work"/pages/archive/*.warc.gz | head -c 100000000 >"$work/text"
for level in 1 6 9; do
    seconds=$(for _ in 1 2 3; do timed gzip "-$level" -kc "$work/text"; done | sort -n | sed -n 2p)
    printf 'gzip -%s of 100 MB of them: %5.1f times smaller, %4.0f MB/s\n' "$level" \
        "$(awk -v s="$(gzip "-$level" -c "$work/text" | wc -c)" 'BEGIN { print 1e8 / s }')" \
        "$(awk -v s="$seconds" 'BEGIN { print 100 / s }')"
done
