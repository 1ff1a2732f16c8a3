#!/bin/sh
# Has programs make system calls at random in the jail, and looks after each what it has changed.
#   fuzz-jail.sh [--minutes N] [--rounds N] [--seed S] [--rung full|userns|lockdown] [--way executed|forked|compiling]
# Default: 10 minutes, on each rung that the host offers, in each way. A fault names the options that repeat its round;
# threads and the clock make that likely, not certain.
set -eu
cd "$(dirname "$0")/.."
usage() { sed -n '3p' "$0" | cut -c3- >&2; exit 64; }
minutes=10
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case $1 in
    --minutes) minutes=$2 ;;
    --rounds) export SEQJUDGE_FUZZ_ROUNDS="$2" ;;
    --seed) export SEQJUDGE_FUZZ_SEED="$2" ;;
    --rung) export SEQJUDGE_FUZZ_RUNG="$2" ;;
    --way) export SEQJUDGE_FUZZ_WAY="$2" ;;
    *) usage ;;
    esac
    shift 2
done
case $minutes in '' | *[!0-9]*) usage ;; esac
export SEQJUDGE_FUZZ_SECONDS=$((minutes * 60))
swift build --build-tests
swift test --skip-build --filter SandboxingTests.JailTests.FuzzTests
