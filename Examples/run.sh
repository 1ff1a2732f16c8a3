#!/bin/sh
# Builds the outside package against this checkout, runs it, and compares what it prints.
set -eu
cd "$(dirname "$0")/EmbeddedVerifier"
swift build -q
expected='right.py: AC, 5 terms right, 2 of them hidden; all 5 required terms are right
overfitted.py: WA, 3 terms right, 0 of them hidden; a(3) is wrong'
actual=$("$(swift build --show-bin-path)/EmbeddedVerifier")
printf '%s\n' "$actual"
[ "$actual" = "$expected" ] || { printf 'expected:\n%s\n' "$expected" >&2; exit 1; }
