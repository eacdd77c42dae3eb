#!/usr/bin/env python3
"""What questions cost over years of data: rows read, milliseconds, kind of plan, memory of the service.

Usage: scale.py ASK AS_OF [RUNS]

Starts `ask serve` on the private cluster (ASK_DATA_DIR), asks each question RUNS times and prints a table. Rows read and
scans come from EXPLAIN (ANALYZE) of the answer's own statements, milliseconds from its provenance: what the service
waited for the database, the first run left out. Needs psql.
"""
import datetime, glob, json, os, re, statistics, subprocess, sys, time, urllib.request

ASK, AS_OF = sys.argv[1:3]
RUNS = int(sys.argv[3]) if len(sys.argv) > 3 else 11
PORT = 18970
# Question, and its aim in milliseconds where it has one.
QUESTIONS = [
    ("what is the OEE of SMT line 1 today", 10),
    ("OEE by day on SMT line 1 last month", 30),
    ("OEE by month for all lines since 1 April 2023", 200),
    ("stops on SMT line 1 on the night shift yesterday", 50),
    ("OEE by hour on SMT line 1 last week", None),
    ("OEE by hour on SMT line 1 last month", None),
    ("OEE by line today", None),
    ("OEE by line last month", None),
    ("OEE by month this year", None),
    ("availability, performance and quality by month since 1 April 2023", None),
    ("output by product since 1 April 2023", None),
    ("output by customer last month", None),
    ("scrap rate by line by month last year", None),
    ("downtime by reason on SMT line 1 last year", None),
    ("downtime by reason since 1 April 2023", None),
    ("lost time by machine last month", None),
    ("stops by line last month", None),
    ("OEE by shift on SMT line 1 last month", None),
    ("OEE by shift on SMT line 1 since 1 April 2023", None),
    ("OEE by shift this year", None),
    ("downtime by reason of the night shift since 1 April 2023", None),
    ("OEE of SMT line 1 between 6 and 10 each day since 1 April 2023", None),
    ("output by month of the morning shift since 1 April 2023", None),
    ("mtbf by line last month", None),
    ("defects by stage last month", None),
    ("on-time delivery by month this year", None),
    ("which orders are late", None),
]
EVENTS = {"machine_states", "production_counts", "telemetry", "defects"}


def literal(value):
    if value is None: return "null"
    if isinstance(value, list): return "array[" + ",".join(map(literal, value)) + "]"
    if isinstance(value, bool): return str(value).lower()
    return str(value) if isinstance(value, (int, float)) else "'" + str(value).replace("'", "''") + "'"


def placed(statement):
    return re.sub(r"\$(\d+)", lambda m: literal(statement["parameters"][int(m[1]) - 1]), statement["sql"])


def socket_directory():
    folders = [os.environ.get("ASK_DATA_DIR"), os.path.join(os.environ.get("XDG_DATA_HOME", ""), "shoptalk"),
               os.path.expanduser("~/.local/share/shoptalk"), "/var/lib/shoptalk"]
    for folder in filter(None, folders):
        for path in glob.glob(folder + "/run/.s.PGSQL.*"):
            if not path.endswith(".lock"): return os.path.dirname(path)
    sys.exit("no private cluster is running")


def explained(statement):
    sql = "explain (analyze, buffers, format json) " + placed(statement)
    command = ["psql", "-XqAt", "-h", socket_directory(), "-U", "ask_reader", "-d", "factory", "-v", "ON_ERROR_STOP=1",
               "-c", "set jit = off", "-c", sql]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)[0]


def scans(node, found):
    """Adds (table, way, rows read) of every scan below a node."""
    if "Relation Name" in node:
        rows = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
        found.append((node["Relation Name"], node["Node Type"], rows))
    for child in node.get("Plans", []): scans(child, found)
    return found


def ask(question, run):
    # Each run a second later: the answer to the same question at the same clock would be taken from the run before.
    clock = (datetime.datetime.fromisoformat(AS_OF) + datetime.timedelta(seconds=run)).isoformat()
    body = json.dumps({"question": question, "as_of": clock}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}/v1/ask", body, {"content-type": "application/json"})
    return json.load(urllib.request.urlopen(request, timeout=60))


def resident(pid):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS"): return int(line.split()[1]) / 1024
    return 0


def main():
    server = subprocess.Popen([ASK, "serve", "--port", str(PORT), "--rollup-every", "0"], stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=60)
                break
            except OSError: time.sleep(0.1)
        print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {RUNS} runs each, the first left out\n")
        print("| question | aim ms | ms | rows read | of events | buffers | plan |\n|---|---|---|---|---|---|---|")
        for question, aim in QUESTIONS:
            answers = [ask(question, run) for run in range(RUNS)]
            statements = answers[-1]["provenance"]["statements"]
            if answers[-1]["status"] != "answered":
                print(f"| {question} | | | | | | {answers[-1]['status']} |")
                continue
            times = [sum(s["milliseconds"] for s in a["provenance"]["statements"]) for a in answers[1:]]
            plans = [explained(s) for s in statements]
            found = [scan for plan in plans for scan in scans(plan["Plan"], [])]
            buffers = sum(p["Plan"]["Shared Hit Blocks"] + p["Plan"]["Shared Read Blocks"] for p in plans)
            kinds = ["sums"] if any(t.startswith("rolled_") and r and t != "rolled_spans" for t, _, r in found) else ["rows"]
            kinds += sorted({f"SEQ SCAN {t}" for t, way, _ in found if way == "Seq Scan" and t in EVENTS})
            of_events = sum(r for t, _, r in found if t in EVENTS)
            print(f"| {question} | {aim or ''} | {statistics.median(times):.1f} | {sum(r for _, _, r in found):,.0f} | "
                  f"{of_events:,.0f} | {buffers:,} | {', '.join(kinds)} |", flush=True)
        print(f"\nmemory of the service: {resident(server.pid):.0f} MB")
    finally:
        server.terminate()
        server.wait()


main()
