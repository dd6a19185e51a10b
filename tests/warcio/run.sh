#!/usr/bin/env bash
# Our archive in npm's warcio, a reader that no one here wrote, and what warcio writes in our `tuja import`.
#   tests/warcio/run.sh PATH/TO/tuja
# Exit status 77: skipped, because a tool is missing (tests/run.sh installs them all).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tuja=$1
command -v node >/dev/null || { echo "skipped: node is not installed"; exit 77; }
[ -d "$here/node_modules/warcio" ] || { echo "skipped: run npm ci in tests/warcio"; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TUJA_HOME=$work/home

# What a crawler of others wrote: an answer, a repeat of it, a 304 and a record that is no exchange.
printf '<a>hello</a>' >"$work/body"
for packing in PLAIN GZIP; do
    node "$here/write.mjs" "$packing" "http://site.example/$packing" "$work/body" >"$work/$packing.warc"
done
imported=$("$tuja" import --quiet --json "$work/PLAIN.warc" "$work/GZIP.warc")
expected='{"claimed":{},"unclaimed":{"http://site.example/GZIP":3,"http://site.example/PLAIN":3},"already":0,"damaged":[]}'
[ "$imported" = "$expected" ] || { printf 'imported %s\n  expected %s\n' "$imported" "$expected"; exit 1; }

"$tuja" run quarterly --offline --quiet >"$work/files"
# What comes in again under the same address only repeats: a second kind of revisit beside the 304.
shopt -s nullglob
found=$(node "$here/read.mjs" "$TUJA_HOME"/archive/*.warc.gz "$TUJA_HOME"/offline/archive/*.warc.gz)
echo "$found"
for kind in warcinfo request response metadata resource "revisit identical-payload-digest" "revisit server-not-modified"; do
    case "$found" in *"\"$kind\":"*) ;; *)
        echo "no $kind was found"
        exit 1 ;;
    esac
done
