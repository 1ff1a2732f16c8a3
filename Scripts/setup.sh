#!/bin/sh
# Installs what seqjudge needs beside a Swift toolchain, on Debian or Ubuntu. Safe to run again.
set -eu

missing=
need() { # PACKAGE COMMAND...: notes the package unless the command succeeds
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

need pkg-config command -v pkg-config
need libseccomp-dev pkg-config --exists libseccomp
need libcap-dev pkg-config --exists libcap
need libsqlite3-dev pkg-config --exists sqlite3
# The warden is linked statically, which needs the C library's own headers and archives.
need libc6-dev test -e /usr/include/stdio.h
need gcc command -v gcc
need python3 command -v python3
need gzip command -v gzip
need util-linux command -v setpriv

if [ -n "$missing" ]; then
    command -v apt-get >/dev/null 2>&1 || {
        echo "setup.sh: install these by hand, there is no apt-get here:$missing" >&2
        exit 69
    }
    sudo=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || {
            echo "setup.sh: run as root, or install sudo, to install:$missing" >&2
            exit 69
        }
        sudo=sudo
    fi
    echo "installing:$missing"
    $sudo apt-get update -qq
    # shellcheck disable=SC2086 # a list of packages
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

command -v swift >/dev/null 2>&1 || {
    echo "setup.sh: no swift on PATH; a toolchain is at https://www.swift.org/install/" >&2
    exit 69
}
