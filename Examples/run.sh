#!/bin/sh
# Builds the outside package against this checkout, runs its programs, and compares what they print.
set -eu
cd "$(dirname "$0")/EmbeddedVerifier"
swift build -q
bin=$(swift build --show-bin-path)

# expect PROGRAM OUTPUT
expect() {
    actual=$("$bin/$1")
    printf '%s\n' "$actual"
    [ "$actual" = "$2" ] || { printf 'expected:\n%s\n' "$2" >&2; exit 1; }
}

expect EmbeddedVerifier 'right.py: AC, 5 terms right, 2 of them hidden; all 5 required terms are right
overfitted.py: WA, 3 terms right, 0 of them hidden; a(3) is wrong'
expect EmbeddedReward '1078
647
33'
