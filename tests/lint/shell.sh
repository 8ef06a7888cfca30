#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every shell script is POSIX: the shell of the smallest system reads it.
cd "$(dirname "$0")/../.." || exit 1

number=0
failed=0
for script in .ci/run data/root data/start tests/run tests/*/*.sh; do
  [ -e "$script" ] || continue
  number=$((number + 1))
  if complaint=$(dash -n "$script" 2>&1); then
    printf 'ok %d %s\n' "$number" "$script"
  else
    failed=1
    printf 'not ok %d %s\n# %s\n' "$number" "$script" "$complaint"
  fi
done
printf '1..%d\n' "$number"
exit "$failed"
