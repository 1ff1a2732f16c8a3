#!/bin/sh
# Runs everything that guards a change: lint, build, unit tests, the fixture suites on each rung, what a kill leaves
# behind, batches that are ended, and the outside package in Examples. Exit status 0 when all is well.
set -eu
cd "$(dirname "$0")/.."
./Scripts/setup.sh

echo "== lint"
swift format lint --strict --parallel --recursive Package.swift Plugins Sources Tests \
    Examples/*/Sources Benchmarks/Sources

echo "== build"
swift build --build-tests
bin=$(swift build --show-bin-path)/seqjudge

echo "== tests"
# The jail's own tests measure times, so they have the machine to themselves.
swift test --skip-build --filter SandboxingTests
swift test --skip-build --skip SandboxingTests

# Each rung in the process that we are: skipped only where the host does not offer it. What the first one compiles the
# others find in the cache.
cache=$(mktemp -d "${TMPDIR:-/tmp}/compiled-XXXXXX")
trap 'rm -rf "$cache"' EXIT
trap 'exit 130' INT TERM
offered=
for rung in full userns lockdown; do
    echo "== fixtures, rung $rung"
    status=0
    "$bin" test fixtures --rung "$rung" --cache "$cache" || status=$?
    case $status in
    0) offered="$offered,$rung" ;;
    77) echo "skipped: rung $rung is not available to this process; 'seqjudge doctor' tells why" ;;
    *) exit "$status" ;;
    esac
done
if [ -z "$offered" ]; then
    "$bin" doctor || true
    echo "test.sh: no rung is available on this host" >&2
    exit 77
fi

# The weaker rungs as those meet them who have nothing better: each must be chosen without being asked for.
./Scripts/rungs/weaker-hosts.sh "$bin"

echo "== hostile programs, on each rung at the same time"
containment=$(dirname "$bin")/Containment
pending=
for rung in $(echo "${offered#,}" | tr , ' '); do
    "$containment" run --rung "$rung" >"$cache/attacks-$rung" 2>&1 &
    pending="$pending $rung:$!"
done
failed=
for each in $pending; do
    wait "${each#*:}" || failed=yes
    echo "-- ${each%:*}"
    cat "$cache/attacks-${each%:*}"
done
[ -z "$failed" ]

echo "== calls of the jail's own programs that fail, and many runs in one cell"
"$containment" faults --plain --stride 13
"$containment" soak --runs 400

echo "== the parsers of the jail's C under sanitizers"
SANITIZE_SECONDS=5 ./Scripts/sanitize.sh c

echo "== what an end in the middle leaves behind"
./Scripts/leaves-nothing.py "$bin" fixtures --rungs "${offered#,}" --kills 4 --filter A0000
./Scripts/leaves-nothing.py "$bin" fixtures --rungs "$(echo "${offered#,}" | cut -d, -f1)" --kills 0 \
    --filter A000005 --checks 2000
./Scripts/wardens-killed.py "$bin" fixtures --rungs "${offered#,}" --kills 10 --filter A00000

echo "== batches that are ended and gone on with"
./Scripts/batch-survives.py "$bin"

echo "== pages in a browser"
status=0
./Scripts/pages-in-browser.py "$bin" fixtures || status=$?
[ "$status" -eq 0 ] || [ "$status" -eq 77 ]

echo "== exports in the datasets package"
status=0
./Scripts/exports-load.py "$bin" || status=$?
[ "$status" -eq 0 ] || [ "$status" -eq 77 ]

echo "== the pipeline, twice the same"
for run in first second; do
    SEQJUDGE=$bin ./Scripts/pipeline.sh "$cache/pipeline-$run" 60 7 >"$cache/pipeline.log" 2>&1 || {
        cat "$cache/pipeline.log"
        exit 1
    }
done
diff -r "$cache/pipeline-first" "$cache/pipeline-second"
cat "$cache/pipeline-first/mutants.txt"

echo "== outside package"
./Examples/run.sh

echo "== benchmark, a few rounds to see that it works"
swift build --package-path Benchmarks
"$(swift build --package-path Benchmarks --show-bin-path)/benchmark" --rounds 4 --batch 40 --jails full userns lockdown \
    --only c-run --only python-run --only batch

echo "== all well, on rungs ${offered#,}"
