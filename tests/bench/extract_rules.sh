#!/usr/bin/env bash
# What each rule of sql/reference/lexicon is worth: the change of the amount F1 when it is taken out, on the
# development corpus (where ../shared is) and on our own tuning items; how many plain sentences more are read wrong; and how
# many texts of all three are read otherwise (counted, or refused for another reason). The last table: extract_rules.md.
#   tests/bench/extract_rules.sh build/release/tests/tuja_tests
set -euo pipefail
program=${1:-build/release/tests/tuja_tests}
printf '| rule | development corpus | tuning items | sentences | texts read otherwise |\n|---|---|---|---|---|\n'
TUJA_ABLATION=1 "$program" --run_test=rules_of_extraction --log_level=message --color_output=no 2>/dev/null | grep '^|'
