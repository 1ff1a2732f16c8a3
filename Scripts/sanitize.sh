#!/bin/sh
# Tries the memory-unsafe and the concurrent parts under sanitizers:
#   c        the parsers and helpers of the jail's C, each with changed inputs, under ASan and UBSan
#   jail     the jail's own tests with a warden, a stem and a compile driver that trap on undefined behaviour
#   threads  the tests of what runs on many threads, under TSan
#   all      these, in this order (default)
# Environment: SANITIZE_SECONDS, how long each of the C harnesses is tried (default 10); SANITIZE_BUILD, the folder of
# the builds (default .build-sanitize). Exit status 0 when nothing was found.
set -eu
cd "$(dirname "$0")/.."

seconds=${SANITIZE_SECONDS:-10}
builds=${SANITIZE_BUILD:-$PWD/.build-sanitize}
mkdir -p "$builds"

harnesses=${SANITIZE_HARNESSES:-setup run message tree object}

# Compiles a harness: `compile_harness COMPILER NAME OUTPUT FLAGS...`. Those of the warden are linked with all of it but
# its entry point and the files that the harness includes.
compile_harness() {
    compiler=$1 name=$2 output=$3
    shift 3
    others= libraries=
    case $name in
    object) ;;
    *)
        for file in Sources/Sandboxing/Warden/*.c Sources/CJail/tree.c; do
            case $name:${file##*/} in run:run.c | run:template.c) ;; *) others="$others $file" ;; esac
        done
        libraries=-lcap
        ;;
    esac
    # shellcheck disable=SC2086 # lists of words
    "$compiler" -std=gnu17 -g -O1 -fno-omit-frame-pointer -w -Dmain=warden_main -I Sources/CJail/include \
        -I Sources/Sandboxing/Warden -I Sources/Sandboxing/Stem -I Sources/Judging/Driver \
        -c Tests/CFuzz/${name}_fuzz.c -o "$output.o" "$@"
    objects=$output.o
    for file in $others; do
        object=$output-$(basename "$file" .c).o
        "$compiler" -std=gnu17 -g -O1 -fno-omit-frame-pointer -w -Dmain=warden_main -I Sources/CJail/include \
            -I Sources/Sandboxing/Stem -c "$file" -o "$object" "$@"
        objects="$objects $object"
    done
}

try_c() {
    echo "== C harnesses, $seconds seconds each"
    checks=-fsanitize=address,undefined,float-divide-by-zero
    folder=$builds/c
    mkdir -p "$folder"
    fuzzer=
    if command -v clang >/dev/null 2>&1; then
        echo 'int LLVMFuzzerTestOneInput(const char *bytes, long size) { return bytes && size < 0; }' |
            clang -x c - -fsanitize=fuzzer,address -fuse-ld=lld -o "$folder/trial" 2>/dev/null && fuzzer=yes
    fi
    [ "$fuzzer" ] || echo "no libFuzzer here: inputs are changed blindly"
    # A leak at the end of a short process is none.
    export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
    for name in $harnesses; do
        plain=$folder/$name
        # shellcheck disable=SC2086 # lists of words
        {
            compile_harness gcc "$name" "$plain" $checks -fno-sanitize-recover=all
            gcc -g -O1 $checks -c Tests/CFuzz/standalone.c -o "$plain-standalone.o"
            gcc $checks $objects "$plain-standalone.o" -o "$plain" $libraries
        }
        # Each tree is tried in a child, whose coverage no fuzzer sees.
        if [ -z "$fuzzer" ] || [ "$name" = tree ]; then
            echo "-- $name"
            "$plain" "$seconds" "${SEED:-1}"
            continue
        fi
        corpus=$folder/corpus-$name
        mkdir -p "$corpus"
        "$plain" --seeds "$corpus"
        # shellcheck disable=SC2086
        {
            compile_harness clang "$name" "$plain-libfuzzer" $checks,fuzzer-no-link -fno-sanitize-recover=all
            clang $checks,fuzzer -fuse-ld=lld $objects -o "$plain-libfuzzer" $libraries
        }
        echo "-- $name"
        "$plain-libfuzzer" "$corpus" -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=1024 \
            -artifact_prefix="$folder/$name-" -print_final_stats=1 -verbosity=0 2>"$folder/$name.log" || {
            tail -n 60 "$folder/$name.log" >&2
            echo "sanitize.sh: $name found something; the input is in $folder" >&2
            return 1
        }
        grep number_of_executed_units "$folder/$name.log"
    done
}

# The parts of the jail are static programs, which no sanitizer's run-time library fits: undefined behaviour is an illegal
# instruction there, and the run is lost.
try_jail() {
    echo "== the jail's own tests, with a warden, stem and driver that trap on undefined behaviour"
    JAIL_CFLAGS="-fsanitize=undefined -fsanitize-undefined-trap-on-error"
    export JAIL_CFLAGS
    swift build --build-tests --scratch-path "$builds/jail"
    swift test --skip-build --scratch-path "$builds/jail" \
        --filter 'IsolationTests|CleanlinessTests|LimitTests|TemplateTests|CStagesTests'
    unset JAIL_CFLAGS
}

try_threads() {
    echo "== what runs on many threads, under TSan"
    # The locks are another module's there, which not every file imports.
    locks="-Xswiftc -DTHREAD_SANITIZER -Xswiftc -disable-upcoming-feature -Xswiftc MemberImportVisibility"
    # shellcheck disable=SC2086 # a list of words
    swift build --build-tests --sanitize thread $locks --scratch-path "$builds/threads"
    # shellcheck disable=SC2086
    TSAN_OPTIONS=halt_on_error=1 swift test --skip-build --sanitize thread $locks \
        --scratch-path "$builds/threads" \
        --filter 'BatchRunnerTests|BatchEndToEndTests|BatchStopTests|SuiteRunnerTests|JudgeTaskTests|CompileCacheTests'
}

what=${1:-all}
case $what in
c) try_c ;;
jail) try_jail ;;
threads) try_threads ;;
all)
    try_c
    try_jail
    try_threads
    ;;
*) echo "usage: sanitize.sh [c|jail|threads|all]" >&2; exit 64 ;;
esac
