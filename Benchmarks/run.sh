#!/bin/sh
# Prints every figure Attest promises, with the floor beside it, measured in the same run.
#
#   Benchmarks/run.sh                 the whole: 100,000 claims, some minutes, 3 GB of temporary space
#   CLAIMS=10000 Benchmarks/run.sh    a quick look; the goals hold for 100,000
#   REPEATS=1                         imports and floors of the full size measured once instead of three times
#   ATTEST=path/to/attest             an executable to measure instead of building one
#   TMPDIR=/other/disk                where the temporary folder goes; it is removed at the end
#
# Needs python3 and the sqlite3 shell. A figure means little without what else ran: keep the machine quiet.
# The case is made up (generate.py), the same for the same size. Results that were kept: results.md.
set -eu
cd "$(dirname "$0")/.."

if [ -z "${ATTEST:-}" ]; then
  swift build -c release --product attest >&2
  ATTEST=$(swift build -c release --show-bin-path)/attest
fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/attest-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
python3 Benchmarks/measure.py "$ATTEST" "$folder" --claims "${CLAIMS:-100000}" --repeats "${REPEATS:-3}"
