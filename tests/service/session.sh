#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# sh tests/service/session.sh CMD…
#
# Runs CMD in a session of its own: a private D-Bus that starts no service by itself, and an empty home and
# runtime folder that are gone afterwards. Nothing of the user's session is reached.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
place=$(mktemp -d "${TMPDIR:-/tmp}/liaison-session-XXXXXX")
trap 'rm -rf "$place"' EXIT
trap 'exit 143' TERM INT HUP

mkdir -p "$place/home" "$place/config" "$place/data" "$place/state" "$place/cache"
mkdir -m 700 "$place/runtime"

unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS DBUS_SYSTEM_BUS_ADDRESS
HOME=$place/home XDG_RUNTIME_DIR=$place/runtime
XDG_CONFIG_HOME=$place/config XDG_DATA_HOME=$place/data XDG_STATE_HOME=$place/state XDG_CACHE_HOME=$place/cache
export HOME XDG_RUNTIME_DIR XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME

dbus-run-session --config-file="$here/session.conf" -- "$@"
