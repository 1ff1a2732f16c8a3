#!/bin/sh
# Runs everything that guards a change: lint, build, unit tests, and the fixture suites on each rung that this
# host offers. Exit status 0 when all is well.
set -eu
cd "$(dirname "$0")/.."
./Scripts/setup.sh

echo "== lint"
swift format lint --strict --parallel --recursive Package.swift Plugins Sources Tests

echo "== build"
swift build --build-tests

echo "== tests"
swift test --skip-build

echo "== fixtures"
bin=$(swift build --show-bin-path)/seqjudge
tried=0
for rung in full userns lockdown; do
    status=0
    "$bin" test fixtures --rung "$rung" || status=$?
    case $status in
    0) tried=$((tried + 1)) ;;
    77) echo "rung $rung: not available on this host" ;;
    *) echo "rung $rung: failed with status $status" >&2; exit "$status" ;;
    esac
done
if [ "$tried" -eq 0 ]; then
    "$bin" doctor || true
    echo "no rung is available on this host" >&2
    exit 77
fi
echo "== all well, on $tried rungs"
