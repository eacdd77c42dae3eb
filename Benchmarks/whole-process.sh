#!/usr/bin/env bash
# Whole-process time of one question beside psql running the same statements, in turns, on one warm private cluster.
# Usage: whole-process.sh ASK AS_OF [RUNS]     Needs psql and python3.
set -euo pipefail
ask=$1 as_of=$2 runs=${3:-25}
question="what is today's OEE on SMT line 1"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The program's own statements with their values in place, as psql takes them.
"$ask" --as-of "$as_of" --format json "$question" | python3 -c '
import json, re, sys
for s in json.load(sys.stdin)["provenance"]["statements"]:
    def literal(v):
        if isinstance(v, list): return "array[" + ",".join(map(literal, v)) + "]"
        return str(v) if isinstance(v, (int, float)) else "\x27" + str(v).replace("\x27", "\x27\x27") + "\x27"
    print(re.sub(r"\$(\d+)", lambda m: literal(s["parameters"][int(m[1]) - 1]), s["sql"]) + ";")
' > "$folder/statements.sql"

# Under root the private cluster lives in /var/lib/shoptalk.
folders=("${ASK_DATA_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/shoptalk}" /var/lib/shoptalk)
socket=$(dirname "$(find "${folders[@]}" -name '.s.PGSQL.*' -type s 2>/dev/null | head -1)")
psql=(psql -q -h "$socket" -U ask_reader -d factory -f "$folder/statements.sql" -o /dev/null)

milliseconds() {
  local from=$EPOCHREALTIME
  "$@" > /dev/null
  local to=$EPOCHREALTIME
  echo $((${to/./} - ${from/./}))
}

for _ in $(seq "$runs"); do
  echo "$(milliseconds "$ask" --as-of "$as_of" "$question") $(milliseconds "${psql[@]}")"
done | tail -n +2 | python3 -c '
import statistics, sys
pairs = [tuple(int(x) / 1000 for x in line.split()) for line in sys.stdin]
ask, psql = zip(*pairs)
print(f"ask  median {statistics.median(ask):.1f} ms  min {min(ask):.1f}  max {max(ask):.1f}")
print(f"psql median {statistics.median(psql):.1f} ms  min {min(psql):.1f}  max {max(psql):.1f}")
print(f"ratio, pair by pair: median {statistics.median(a / b for a, b in pairs):.2f}  (n = {len(pairs)})")
'
