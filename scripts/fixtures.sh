#!/usr/bin/env bash
# Runs the fixtures on a demo factory in a cluster of its own. Usage: fixtures.sh ASK AS_OF
set -euo pipefail
ask=$1 as_of=$2
XDG_DATA_HOME=$(mktemp -d)
export XDG_DATA_HOME
chmod 755 "$XDG_DATA_HOME"

stop() {
  "$ask" stop >/dev/null 2>&1 || true
  rm -rf "$XDG_DATA_HOME"
}
trap stop EXIT

"$ask" demo --as-of "$as_of"
"$ask" test fixtures
