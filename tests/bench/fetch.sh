#!/usr/bin/env bash
# The fetch room against curl: 500 requests to ten hosts on loopback that answer after 50 ms, whole processes,
# median of five; then the same with validators (304), and its memory for 500 and 5,000 requests.
#   cmake --build build/release --target bench_fetch && tests/bench/fetch.sh [PATH/TO/bench_fetch]
set -euo pipefail
cd "$(dirname "$0")/../.."
bench=$(readlink -f "${1:-build/release/tests/bench_fetch}")
runs=5
at_once=20 # ours: two a host
export no_proxy='*'
work=$(mktemp -d)
mkfifo "$work/hold"
"$bench" serve <"$work/hold" >"$work/hosts" &
exec 9>"$work/hold"
trap 'exec 9>&-; wait; rm -rf "$work"' EXIT
while [ "$(wc -l <"$work/hosts")" -lt 10 ]; do sleep 0.05; done
mapfile -t hosts <"$work/hosts"

for i in $(seq 0 499); do
    printf 'url = "%s/%s"\noutput = /dev/null\nheader = "User-Agent: bench"\n' "${hosts[$((i % 10))]}" "$i"
done >"$work/urls"

timed() {
    local start=$EPOCHREALTIME
    "$@" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
    awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.4f\n", b - a }'
}
median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }
of() { for _ in $(seq "$runs"); do timed "$@"; done | median; }

limit=$(of curl --silent --parallel --parallel-max "$at_once" --config "$work/urls")
eager=$(of curl --silent --parallel --parallel-immediate --parallel-max "$at_once" --config "$work/urls")
ours=$(of "$bench" ask 500 new "${hosts[@]}")
again=$(of "$bench" ask 500 again "${hosts[@]}")
printf 'curl --parallel --parallel-max %s      %s s (%s s with --parallel-immediate)\n' "$at_once" "$limit" "$eager"
awk -v a="$ours" -v b="$limit" 'BEGIN { printf "500 requests                         %s s   %.2f × curl (goal 1.15)\n", a, a / b }'
printf '500 requests, all answered 304       %s s   (goal 2)\n' "$again"
for count in 500 5000; do printf '%s requests: ' "$count" && "$bench" ask "$count" new "${hosts[@]}"; done
