#!/bin/sh
# Judges the fixtures as an ordinary user, and in a stock container's confinement as root and as an ordinary user.
#   weaker-hosts.sh SEQJUDGE
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bin=$1
user=65533
work=$(mktemp -d "${TMPDIR:-/tmp}/weaker-hosts-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cp "$bin" "$work/seqjudge"
cp -R "$here/../../fixtures" "$work/fixtures"
chmod -R go+rX "$work"
cc -Wall -Wextra -Werror -o "$work/container-like" "$here/container-like.c" -lseccomp -lcap
chmod 755 "$work/container-like"
cd "$work"

# A user sees Debian's own Python and not one in somebody's home.
python=python3
[ "$(id -u)" -ne 0 ] || [ ! -x /usr/bin/python3 ] || python=/usr/bin/python3
path=$PATH
[ "$python" = python3 ] || path=/usr/bin:/bin:$PATH
as_user=
[ "$(id -u)" -ne 0 ] || as_user="setpriv --reuid $user --regid $user --clear-groups"

judge() { # RUNG PREFIX...: all as expected, and on that rung without asking for it
    rung=$1
    shift
    "$@" env PATH="$path" ./seqjudge doctor > report.txt || { cat report.txt; exit 1; }
    grep -q "^rung  *$rung\$" report.txt || { cat report.txt; echo "doctor: expected the rung $rung" >&2; exit 1; }
    "$@" ./seqjudge test fixtures --python "$python" > report.txt || { cat report.txt; exit 1; }
    tail -n 1 report.txt
    grep -q "; rung $rung\$" report.txt || { echo "expected the rung $rung" >&2; exit 1; }
    # Slow starts are no fault of a verdict, so nothing else would tell of them.
    "$@" ./seqjudge check fixtures/A000045-fibonacci/submissions/accepted/fast_doubling.py --terms 0,1,1,2 \
        --python "$python" > report.txt || { cat report.txt; exit 1; }
    ! grep "starts an interpreter" report.txt || { echo "expected runs forked from a template" >&2; exit 1; }
}

echo "== fixtures, as an ordinary user"
# shellcheck disable=SC2086 # a command with its arguments
if $as_user ./seqjudge doctor | grep -q 'ok  rung userns'; then
    judge userns $as_user
else
    echo "skipped: this host allows ordinary users no namespaces"
fi
if [ "$(id -u)" -eq 0 ]; then
    echo "== fixtures, as root of a stock container"
    judge lockdown ./container-like
else
    echo "skipped: the root of a container, not being root"
fi
echo "== fixtures, as an ordinary user in a stock container"
# shellcheck disable=SC2086
judge lockdown $as_user ./container-like

echo "== without Landlock nothing runs"
for command in "check fixtures/A000045-fibonacci/submissions/accepted/fast_doubling.py --terms 0,1" doctor; do
    status=0
    # shellcheck disable=SC2086
    ./container-like --without-landlock ./seqjudge $command > report.txt 2>&1 || status=$?
    [ "$status" -eq 77 ] || { cat report.txt; echo "expected exit status 77, not $status" >&2; exit 1; }
done

echo "== an expectation turned round is a mismatch"
mkdir -p turned && cp -R fixtures/A000290-squares turned/
./seqjudge test turned > report.txt 2>&1 || { cat report.txt; exit 1; }
submission=$(find turned -path '*/accepted/*.py' | head -n 1)
mkdir -p "turned/A000290-squares/submissions/compile_error"
mv "$submission" turned/A000290-squares/submissions/compile_error/
status=0
./seqjudge test turned > report.txt 2>&1 || status=$?
[ "$status" -eq 1 ] || { cat report.txt; echo "expected exit status 1, not $status" >&2; exit 1; }
