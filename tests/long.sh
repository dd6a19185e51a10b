#!/usr/bin/env bash
# The full numbers that ctest only samples: every fuzz target for TUJA_FUZZ_SECONDS (600), then 1,000 kills, then a full disk
# at every write.
# Prints date, seeds and results as lines for tests/LONG.md. `tests/run.sh --long` calls it; alone it also runs.
#   TUJA_FUZZ_SECONDS=120 TUJA_SEED=7 tests/long.sh
#   TUJA_LONG_KILLS=0 tests/long.sh      the fuzzers only
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh
# shellcheck disable=SC2086 # the lists are words on purpose
need_packages $build_packages $test_packages clang-19 libclang-rt-19-dev

seconds=${TUJA_FUZZ_SECONDS:-600}
seed=${TUJA_SEED:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
targets="delimited extract feed gesmes json sdmx_csv sdmx_json sdmx_ml worldbank worldbank_json xml"

# What a format reads best: our own samples and the bundled edition's responses, by what their names end in.
samples_of() {
    case "$1" in
    delimited) find jobs/sample/responses tests/samples -name '*.csv' -o -name '*.tsv' 2>/dev/null ;;
    json) find jobs/sample/responses tests/samples -name '*.json' 2>/dev/null ;;
    feed) find jobs/sample/responses/company_news tests/samples -name '*.xml' 2>/dev/null ;;
    gesmes) find jobs/sample/responses/ecb_reference_rates -name '*.xml' ;;
    sdmx_ml) find tests/samples/formats -name 'sdmx-*.xml' ;;
    xml) find tests/samples/formats -name 'mapped-*.xml' ;;
    worldbank_json) find tests/samples/formats -name 'worldbank-*.json' ;;
    sdmx_csv) find tests/samples/formats -name 'sdmx-*.csv' ;;
    sdmx_json) find tests/samples/formats -name 'sdmx-*.json' ;;
    worldbank) find jobs/sample/responses/worldbank_wdi -name '*.xml' ;;
    esac || true
}

seed_corpus() {
    mkdir -p "build/fuzz/corpus/$1"
    if [ "$1" = extract ]; then # it reads plain text, not the lines of a labelled file
        sed -n 's/.*"text": "\(.*\)", "source": .*/\1/p' tests/extract/announcements.tuning.jsonl |
            split -l 1 -a 3 - "build/fuzz/corpus/extract/text-"
    fi
    samples_of "$1" | while read -r file; do
        # libFuzzer mutates small inputs better: the first 4 KB reach every element of a format.
        head -c 4096 "$file" >"build/fuzz/corpus/$1/seed-$(printf '%s' "$file" | tr '/' '_')"
    done
}

fuzz() {
    seed_corpus "$1"
    local log="build/fuzz/$1.log" found
    if "build/fuzz/tests/fuzz_$1" -seed="$seed" -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=1024 \
        -print_final_stats=1 -artifact_prefix="build/fuzz/$1-" "build/fuzz/corpus/$1" >"$log" 2>&1; then
        found="no finding"
    else
        found="FOUND: $(grep -m1 -E 'ERROR|SUMMARY|runtime error' "$log" || tail -n 1 "$log"), see $log"
    fi
    printf '| %s | fuzz_%s | %s | %s s, %s runs | %s |\n' "$(date -u +%F)" "$1" "$seed" "$seconds" \
        "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" "$found"
    [ "$found" = "no finding" ]
}

cmake -S . -B build/fuzz -G Ninja -DCMAKE_BUILD_TYPE=Release -DTUJA_TESTS=ON -DTUJA_FUZZ=ON -DCMAKE_CXX_COMPILER=clang++-19 >/dev/null
# shellcheck disable=SC2046 # words on purpose
cmake --build build/fuzz --target $(printf 'fuzz_%s ' $targets) >/dev/null

status=0
running=0
for target in $targets; do # two at a time
    fuzz "$target" &
    running=$((running + 1))
    [ "$running" -lt 2 ] || { wait -n || status=1; running=$((running - 1)); }
done
while [ "$running" -gt 0 ]; do wait -n || status=1; running=$((running - 1)); done

if [ "${TUJA_LONG_KILLS:-1}" != 0 ]; then
    cmake --preset release -DTUJA_TESTS=ON >/dev/null
    cmake --build build/release --target tuja tuja_tests >/dev/null
    log=build/release/kills.log
    result="no difference"
    TUJA_LONG=1 build/release/tests/tuja_tests --run_test=being_killed --log_level=message >"$log" 2>&1 || { result="FAILED, see $log"; status=1; }
    printf '| %s | being_killed | %s | 1000 kills, %s | %s |\n' "$(date -u +%F)" "$(sed -n 's/^being_killed: .*, seed \([0-9]*\).*/\1/p' "$log" | tr '\n' ' ')" \
        "$(sed -n 's/^being_killed: .*: \([0-9]*\) runs were hit/\1/p' "$log" | awk '{ hit += $1 } END { print hit }') runs were hit" "$result"
    log=build/release/promises.log
    result="kept"
    TUJA_LONG=1 build/release/tests/tuja_tests --run_test=keeping_promises --log_level=message >"$log" 2>&1 || { result="BROKEN, see $log"; status=1; }
    printf '| %s | keeping_promises | %s | 500 histories of each promise | %s |\n' "$(date -u +%F)" "$(sed -n 's/^keeping_promises: .*, seeds \([0-9]*\).*/\1/p' "$log" | tr '\n' ' ')" "$result"
fi

if [ "${TUJA_LONG_ROOM:-1}" != 0 ]; then # every write of a run, each on a disk that is full from it on and at it alone
    cmake --build build/release --target tuja tuja_tests >/dev/null
    log=build/release/room.log
    result="no difference"
    TUJA_LONG=1 build/release/tests/tuja_tests --run_test=a_full_disk --log_level=message >"$log" 2>&1 || { result="FAILED, see $log"; status=1; }
    printf '| %s | a_full_disk | - | %s | %s |\n' "$(date -u +%F)" "$(sed -n 's/^a_full_disk: \([0-9]* of [0-9]* runs\) were.*/\1 stopped/p' "$log" | paste -sd, -)" "$result"
fi
exit "$status"
